const WORDS = 'gan-dan.demo-words';

/**
 * The recovery words of phones that the demo has enrolled by one tap. They stand in clear beside what they open: such a
 * phone holds invented people only, and says so on every screen. A phone that was enrolled step by step is not in here.
 */
export const openedWords = {
  of: (phone: string): string | undefined => read()[phone],
  keep: (phone: string, words: string): void => {
    localStorage.setItem(WORDS, JSON.stringify({ ...read(), [phone]: words }));
  },
};

function read(): { readonly [phone: string]: string | undefined } {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(WORDS) ?? '{}');
    return kept !== null && typeof kept === 'object' ? (kept as { [phone: string]: string }) : {};
  } catch {
    return {};
  }
}
