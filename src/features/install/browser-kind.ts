/** What a page may expect of the browser that it stands in, as far as installing goes. */
export type BrowserKind = {
  readonly system: 'android' | 'ios' | 'other';
  /** The app inside which the page was opened ("Zalo"): it cannot install anything, and keeps its storage as it likes. */
  readonly inside: string | undefined;
};

/** Apps whose built-in browsers people open links in; `[an app]` where it does not say which. */
const INSIDE: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bZalo\b/i, 'Zalo'],
  [/\bMessenger|\bOrca-Android|MessengerForiOS/i, 'Messenger'],
  [/\bFBAN\b|\bFBAV\b|\bFB_IAB\b/, 'Facebook'],
  [/\bInstagram\b/, 'Instagram'],
  [/\bTikTok\b|musical_ly|BytedanceWebview/i, 'TikTok'],
  [/\bViber\b/i, 'Viber'],
  [/\bLine\//, 'Line'],
  [/\bTelegram/i, 'Telegram'],
  [/\bGSA\//, 'Google'],
  // Android's own mark of a page inside an app.
  [/; wv\)/, 'một ứng dụng khác'],
];

/** Reads the user agent; `touchPoints` tells an iPad, which calls itself a Mac. */
export function browserKindOf(userAgent: string, touchPoints: number): BrowserKind {
  const isIos = /\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && touchPoints > 1);
  const system = isIos ? 'ios' : /\bAndroid\b/.test(userAgent) ? 'android' : 'other';
  return { system, inside: INSIDE.find(([pattern]) => pattern.test(userAgent))?.[1] };
}
