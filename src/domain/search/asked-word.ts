/** One word that is looked for: the beginning of a folded word. */
export type AskedWord = {
  readonly word: string;
  /** The word with its marks, where somebody took the trouble to type them: records that have them too come first. */
  readonly marked?: string;
};
