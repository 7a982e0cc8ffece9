import type { BrowserContext, Locator, Page } from '@playwright/test';
import { WORDS } from '../../../src/domain/text/wording.ts';
import { DEMO_ACCOUNTS } from '../../../src/server/demo/accounts.ts';
import { untilReadyOffline } from '../../support/browser.ts';
import { expect } from './patience.ts';
import type { ServerProcess } from './server-process.ts';

/** A visit in the words of the form; what is left out is left as the form proposes it. */
export type VisitWords = {
  readonly matter?: string;
  readonly name?: string;
  readonly village?: string;
  readonly came?: number;
  readonly content?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly number?: string;
};

const PIN = '295817';
/** What a person would take for a page that hangs. */
const ACTION_MS = 30_000;
/** Tries without a network lie far apart; a journey that waits for one waits this long. */
const SENDING_MS = 120_000;

/** An official with a phone: does by taps and keys on the screens what his sentence says. */
export class PhoneUser {
  readonly page: Page;
  readonly #server: ServerProcess;
  passphrase = '';
  readonly pin = PIN;

  constructor(page: Page, server: ServerProcess) {
    this.page = page;
    this.#server = server;
  }

  static async takes(context: BrowserContext, server: ServerProcess): Promise<PhoneUser> {
    context.setDefaultTimeout(ACTION_MS);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width: 390, height: 844 });
    return new PhoneUser(page, server);
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  // --- coming in

  async visits(address = '/'): Promise<void> {
    await this.page.goto(`${this.#server.origin}${address}`);
  }

  /** First visit to ready: the demo's one tap, the words, perhaps a PIN; ends on Hôm nay with the unit's data. */
  async enrols(username = 'vanphong.suoimau', secrets: 'words' | 'words and PIN' = 'words'): Promise<void> {
    await this.visits();
    await this.choosesAtDoor(username);
    await this.setsSecrets(secrets);
    await expect(this.heading('Hôm nay')).toBeVisible();
    await untilReadyOffline(this.page);
    await this.hasSentAll();
  }

  /** The same where something may wait for a person's decision. */
  async enters(username: string): Promise<void> {
    await this.visits();
    await this.choosesAtDoor(username);
    await this.setsSecrets();
    await this.isOpen();
    await this.hasSentWhatItCan();
  }

  async choosesAtDoor(username: string): Promise<void> {
    const name = DEMO_ACCOUNTS.find((account) => account.username === username)?.name ?? '';
    await this.button('Chọn người khác').click();
    await this.page.getByRole('list', { name: 'Người khác trong bản dùng thử' }).getByRole('button', { name }).click();
  }

  async setsSecrets(secrets: 'words' | 'words and PIN' = 'words'): Promise<void> {
    const { page } = this;
    const words = page.getByRole('status', { name: 'Cụm từ khôi phục' });
    await expect(words).toHaveText(/\S+ \S+ \S+ \S+/);
    this.passphrase = (await words.innerText()).trim();
    if (secrets === 'words') {
      await this.button('Đã chép, bắt đầu').click();
      return;
    }
    await this.button('Đặt thêm mã PIN 6 số').click();
    await page.getByLabel('Mã PIN mới', { exact: true }).pressSequentially(this.pin);
    await page.getByLabel('Nhập lại mã PIN', { exact: true }).pressSequentially(this.pin);
  }

  /** The demo's own door: one tap, nothing asked. */
  async entersBy(door: 'Điện thoại cán bộ xã' | 'Máy tính văn phòng xã'): Promise<void> {
    await this.visits();
    await this.button(new RegExp(`^${door}`)).click();
    await this.isOpen();
  }

  /** The demo's switch on every screen of a phone. */
  get cut(): Locator {
    return this.page.getByRole('switch', { name: 'Ngắt mạng' });
  }

  async unlocks(pin = this.pin): Promise<void> {
    await this.typesPin(pin);
    await this.isOpen();
  }

  /** Unlocked: the main places are offered. */
  async isOpen(): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: 'Các phần chính' })).toBeVisible();
  }

  async typesPin(pin: string): Promise<void> {
    const pad = this.page.getByLabel('Mã PIN', { exact: true });
    await expect(pad).toBeEditable();
    await pad.pressSequentially(pin);
  }

  /** Keys gone, as after hours in a pocket. */
  async locks(): Promise<void> {
    await this.goesTo('Thêm');
    await this.button('Khóa máy').click();
    await expect(this.heading(/^Xin chào, /)).toBeVisible();
  }

  async unlocksWithWords(words = this.passphrase): Promise<void> {
    await this.typesWords(words);
    await this.isOpen();
  }

  /** Into a form, which offers no other places. */
  async unlocksWithWordsAt(heading: string): Promise<void> {
    await this.typesWords(this.passphrase);
    await expect(this.heading(heading)).toBeVisible();
  }

  async typesWords(words: string): Promise<void> {
    const field = this.page.getByLabel('Cụm từ khôi phục', { exact: true });
    const other = this.button('Dùng cụm từ khôi phục');
    await expect(field.or(other)).toBeVisible();
    if (await other.isVisible()) await other.click();
    await field.fill(words);
    await this.button('Mở khóa').click();
  }

  // --- moving about

  /** By the places at the bottom, as a thumb would: the page is never loaded anew, or its keys were gone. */
  async goesTo(place: 'Hôm nay' | 'Tiếp dân' | 'Đồng bộ' | 'Thêm'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Các phần chính' }).getByRole('link', { name: place }).click();
  }

  async goesBack(): Promise<void> {
    await this.button(WORDS.back).click();
  }

  async opensVisit(title: string | RegExp): Promise<void> {
    await this.goesTo('Tiếp dân');
    await this.page.getByRole('main').getByRole('link', { name: title }).click();
    await this.seesRecord();
  }

  /** How many visits of the whole phone a search shows. */
  async searches(words: string): Promise<void> {
    await this.goesTo('Tiếp dân');
    await this.page.getByRole('searchbox', { name: 'Tìm lượt tiếp' }).fill(words);
  }

  // --- recording

  async startsVisit(): Promise<void> {
    await this.goesTo('Hôm nay');
    await this.button('Ghi tiếp dân').first().click();
    await expect(this.chips('Loại')).toBeVisible();
  }

  /** Types a visit into the form that is open. */
  async writes(visit: VisitWords): Promise<void> {
    const { page } = this;
    if (visit.matter !== undefined) await this.chooses('Loại', visit.matter);
    if (visit.name !== undefined) await page.getByLabel('Họ và tên công dân').fill(visit.name);
    if (visit.village !== undefined) {
      await this.chooses('Xóm', 'Khác…');
      await page.getByLabel('Tên xóm, nơi khác').fill(visit.village);
    }
    if (visit.came !== undefined) await page.getByLabel('Số người đến').fill(String(visit.came));
    if (visit.content !== undefined) await page.getByLabel('Nội dung trình bày').fill(visit.content);
    if (visit.address ?? visit.phone ?? visit.number) await this.opensMore();
    if (visit.address !== undefined) await page.getByLabel('Địa chỉ', { exact: true }).fill(visit.address);
    if (visit.phone !== undefined) await page.getByLabel('Điện thoại').fill(visit.phone);
    if (visit.number !== undefined) await page.getByLabel('Số căn cước').fill(visit.number);
  }

  async opensMore(): Promise<void> {
    const more = this.button('Mở hết các mục');
    if (await more.isVisible()) await more.click();
  }

  /** A whole visit, saved; ends on the saved record. */
  async records(visit: VisitWords): Promise<void> {
    await this.startsVisit();
    await this.writes(visit);
    await this.button(/Lưu và mở/).click();
    await this.seesSaved();
    await this.seesRecord();
  }

  private async seesRecord(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /^Sửa/ }).first()).toBeVisible();
  }

  async opensEdit(title: string | RegExp): Promise<void> {
    await this.opensVisit(title);
    await this.page.getByRole('button', { name: 'Sửa', exact: true }).click();
    await expect(this.chips('Loại')).toBeVisible();
  }

  /** An edit; ends on the saved record. */
  async saves(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await this.seesRecord();
  }

  async edits(title: string | RegExp, visit: VisitWords): Promise<void> {
    await this.opensEdit(title);
    await this.writes(visit);
    await this.saves();
  }

  async seesSaved(): Promise<void> {
    await expect(this.page.getByText(/Đã lưu trên máy này ✓ \d\d:\d\d/)).toBeVisible();
  }

  // --- duty sessions

  /** Starts today's duty session of the first official that is offered. */
  async startsDuty(part: 'Buổi sáng' | 'Buổi chiều'): Promise<void> {
    await this.goesTo('Hôm nay');
    await this.button('Bắt đầu buổi tiếp').click();
    await this.chooses('Buổi', part);
    await this.page.getByRole('dialog').getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    await expect(this.button('Kết thúc buổi tiếp')).toBeVisible();
  }

  // --- sending

  /** The line on top of every screen. */
  get pill(): Locator {
    return this.page.locator('a[href="/dong-bo"]').getByRole('status');
  }

  /** Until nothing waits here, whether or not somebody has to decide something. */
  async hasSentWhatItCan(): Promise<void> {
    await expect(this.pill).toHaveText(/^(Đã gửi hết .*|[\d.]+ cần xem lại)$/, { timeout: SENDING_MS });
  }

  async hasWaiting(count: number): Promise<void> {
    await expect(this.pill).toContainText(`${count} chưa gửi`);
  }

  /** By the pill, and by every record on the screen: the pill is told a moment after a save. */
  async hasSentAll(): Promise<void> {
    await expect(this.page.getByText(/^(Đã lưu trên máy|Đang gửi)$/)).toHaveCount(0, { timeout: SENDING_MS });
    await expect(this.pill).toContainText('Đã gửi hết', { timeout: SENDING_MS });
  }

  /** The phone's antenna, as the browser reports it. */
  async losesSignal(): Promise<void> {
    await this.context.setOffline(true);
  }

  async findsSignal(): Promise<void> {
    await this.context.setOffline(false);
  }

  /** Out of the valley and back: what waits here is sent, what came in between is pulled, without a tap. */
  async comesIntoSignalAgain(): Promise<void> {
    const answered = this.page.waitForResponse((response) => response.url().includes('/sync/v1/pull'));
    await this.losesSignal();
    await this.findsSignal();
    await answered;
  }

  /** The server is back, the phone notices the network: everything that may go goes. */
  async sendsAgain(): Promise<void> {
    await this.comesIntoSignalAgain();
    await this.hasSentWhatItCan();
  }

  // --- words on the screen

  async doesNotSee(words: string): Promise<void> {
    await expect(this.page.getByText(words)).toHaveCount(0);
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  chips(label: string): Locator {
    return this.page.getByRole('radiogroup', { name: label, exact: true });
  }

  async chooses(label: string, choice: string): Promise<void> {
    await this.chips(label).getByRole('radio', { name: choice, exact: true }).click();
  }

  async sees(words: string | RegExp): Promise<void> {
    await expect(this.page.getByText(words).filter({ visible: true }).first()).toBeVisible();
  }
}
