import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { WORDS } from '../../src/domain/text/wording.ts';

const PHONE = { width: 360, height: 640 };
const DESK = { width: 1280, height: 800 };
/** What a long screen holds below the edge of the phone, up to here. */
const MOST_HEIGHT_PX = 3_000;

const LOOKS = [
  { key: 'phone-light', size: PHONE, theme: undefined },
  { key: 'phone-dark', size: PHONE, theme: 'dark' },
  { key: 'desk-light', size: DESK, theme: undefined },
  { key: 'desk-dark', size: DESK, theme: 'dark' },
] as const;

type Shot = { readonly name: string; readonly words: string; readonly isLong: boolean };
type Chapter = { readonly title: string; readonly shots: Shot[] };

/** All pictures of one run, and the sheet that shows them beside each other. */
export class Album {
  readonly #folder: string;
  readonly #chapters: Chapter[] = [];
  readonly #faults: string[] = [];

  /** `anew`: without what an earlier run left; else its other pictures stay. */
  constructor(folder: string, anew: boolean) {
    this.#folder = folder;
    if (anew) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  get faults(): readonly string[] {
    return this.#faults;
  }

  /** A part of the product; what goes wrong in one leaves the others their pictures. */
  async chapter(title: string, tell: () => Promise<void>): Promise<void> {
    this.#chapters.push({ title, shots: [] });
    console.log(`── ${title}`);
    try {
      await tell();
    } catch (error) {
      const words = `${title}: ${error instanceof Error ? error.message : String(error)}`;
      this.#faults.push(words);
      console.error(words);
    }
    this.#writeSheet();
  }

  /** The screen that the page shows now: phone and desk, light and dark, and whole where it is longer than the phone. */
  async takes(page: Page, name: string, words: string, note: 'note shown' | 'no note' = 'no note'): Promise<void> {
    const before = page.viewportSize();
    await page.mouse.move(0, 0);
    await page.getByText(WORDS.loading, { exact: true }).waitFor({ state: 'detached' });
    if (note === 'no note') await closesNote(page);
    for (const { key, size, theme } of LOOKS) {
      await page.setViewportSize(size);
      await wears(page, theme);
      await page.screenshot({ path: this.#path(name, key), animations: 'disabled' });
    }
    await wears(page, undefined);
    await page.setViewportSize(PHONE);
    const height = await wholeHeight(page);
    const isLong = height > PHONE.height + 8;
    if (isLong) {
      await page.setViewportSize({ ...PHONE, height: Math.min(height, MOST_HEIGHT_PX) });
      await page.screenshot({ path: this.#path(name, 'whole'), animations: 'disabled' });
    }
    if (before !== null) await page.setViewportSize(before);
    this.#chapters.at(-1)?.shots.push({ name, words, isLong });
    console.log(`   ${name}`);
  }

  #path(name: string, key: string): string {
    return path.join(this.#folder, `${name}-${key}.png`);
  }

  #writeSheet(): void {
    const picture = (name: string, key: string) =>
      `<a href="${name}-${key}.png"><img loading="lazy" src="${name}-${key}.png" alt="${name} ${key}"></a>`;
    const figure = ({ name, words, isLong }: Shot) =>
      `<figure><figcaption>${words} <small>${name}</small></figcaption><div>${LOOKS.map(({ key }) => picture(name, key)).join('')}${
        isLong ? picture(name, 'whole') : ''
      }</div></figure>`;
    const chapters = this.#chapters.map(
      ({ title, shots }) => `<h2>${title}</h2>${shots.map((shot) => figure(shot)).join('\n')}`,
    );
    writeFileSync(
      path.join(this.#folder, 'index.html'),
      `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Gần Dân – các màn hình</title>
<style>body{font:16px system-ui;margin:1rem;background:#ddd}figure{margin:0 0 1.5rem}figure div{display:flex;gap:.5rem;align-items:flex-start}
img{height:320px;border:1px solid #888}small{color:#555}</style>
<h1>Gần Dân – các màn hình</h1>${chapters.join('\n')}</html>\n`,
    );
  }
}

/** The note at the bottom tells of the scene before. */
async function closesNote(page: Page): Promise<void> {
  const close = page.locator('[class*=snackbar] button[aria-label="Đóng"], [class*=_bar_] button[aria-label="Đóng"]');
  if ((await close.count()) > 0) await close.first().click();
}

/** A style is worn, and its pictures are drawn, before anything is photographed. */
async function wears(page: Page, theme: string | undefined): Promise<void> {
  await page.evaluate(async (worn) => {
    if (worn === undefined) document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', worn);
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, theme);
  await page.waitForTimeout(120);
}

/** How high the phone had to be to show all that scrolls on this screen. */
function wholeHeight(page: Page): Promise<number> {
  return page.evaluate(() => {
    const hidden = [...document.querySelectorAll('main, main *, dialog[open], dialog[open] *')].map((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowY) ? element.scrollHeight - element.clientHeight : 0,
    );
    return innerHeight + Math.max(0, ...hidden);
  });
}
