import type { CDPSession, Locator, Page } from '@playwright/test';

/** What Vietnamese keyboards show while a syllable grows, key by key; the last is what is committed. */
export type Syllable = readonly string[];

/** "Nguyễn thị đào" by Telex: Nguyeenx thij ddaof. */
export const TELEX: readonly Syllable[] = [
  ['N', 'Ng', 'Ngu', 'Nguy', 'Nguye', 'Nguyê', 'Nguyên', 'Nguyễn'],
  ['t', 'th', 'thi', 'thị'],
  ['d', 'đ', 'đa', 'đao', 'đào'],
];
export const TYPED = 'Nguyễn thị đào';

/** A keyboard of a phone: text comes by composition, as Gboard and iOS keyboards send it, not by keys. */
export class PhoneKeyboard {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<PhoneKeyboard> {
    return new PhoneKeyboard(await page.context().newCDPSession(page));
  }

  /** Each syllable composed key by key, then committed; spaces between them come alone. */
  async composes(field: Locator, syllables = TELEX): Promise<void> {
    await field.focus();
    for (const [place, growing] of syllables.entries()) {
      if (place > 0) await this.#session.send('Input.insertText', { text: ' ' });
      for (const text of growing)
        await this.#session.send('Input.imeSetComposition', {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
      await this.#session.send('Input.insertText', { text: growing.at(-1) ?? '' });
    }
  }

  /** Unikey on a PC: each mark takes back letters by Backspace and types them anew. */
  async typesLikeUnikey(field: Locator): Promise<void> {
    await field.focus();
    const { keyboard } = field.page();
    for (const keys of ['Nguye', '⌫ê', 'n', '⌫⌫ễn', ' ', 'thi', '⌫ị', ' ', 'd', '⌫đ', 'ao', '⌫⌫ào']) {
      for (const key of keys.normalize('NFC')) {
        if (key === '⌫') await keyboard.press('Backspace');
        else await keyboard.insertText(key);
      }
    }
  }
}
