/** How many letters decide in which drawer of the vocabulary a word lies. */
const DRAWER = 2;

/** A word and the rows that hold it. */
type Entry = { readonly word: string; readonly rows: number[] };

/**
 * Which numbered rows hold which words. Words that begin alike lie in one drawer, so those of a prefix are found without
 * a sorted vocabulary: nothing has to be put in order when words come or go.
 */
export class WordIndex {
  readonly #entries = new Map<string, Entry>();
  readonly #drawers = new Map<string, Entry[]>();

  /** `words`: each once. */
  add(row: number, words: readonly string[]): void {
    for (const word of words) {
      const known = this.#entries.get(word);
      if (known !== undefined) {
        known.rows.push(row);
        continue;
      }
      const entry = { word, rows: [row] };
      this.#entries.set(word, entry);
      const start = word.slice(0, DRAWER);
      const drawer = this.#drawers.get(start);
      if (drawer === undefined) this.#drawers.set(start, [entry]);
      else drawer.push(entry);
    }
  }

  /** Takes back what `add` was given. A word that no row holds any more is forgotten. */
  remove(row: number, words: readonly string[]): void {
    for (const word of words) {
      const entry = this.#entries.get(word);
      const place = entry?.rows.indexOf(row) ?? -1;
      if (entry === undefined || place < 0) continue;
      entry.rows.splice(place, 1);
      if (entry.rows.length > 0) continue;
      this.#entries.delete(word);
      const drawer = this.#drawers.get(word.slice(0, DRAWER)) ?? [];
      drawer.splice(drawer.indexOf(entry), 1);
    }
  }

  /** The rows of this very word, each once. */
  rowsOf(word: string): readonly number[] {
    return this.#entries.get(word)?.rows ?? [];
  }

  /** The rows of each word that begins so; a row comes once for each of its words. */
  rowsBeginning(prefix: string): readonly (readonly number[])[] {
    const found: (readonly number[])[] = [];
    for (const [start, drawer] of this.#drawers) {
      const mayHold = prefix.length < DRAWER ? start.startsWith(prefix) : prefix.startsWith(start);
      if (!mayHold) continue;
      for (const { word, rows } of drawer) if (word.startsWith(prefix)) found.push(rows);
    }
    return found;
  }
}
