import { receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { matchesWords } from '../receptions/list-words.ts';
import type { Summary } from '../receptions/summary.ts';
import type { AskedWord } from './asked-word.ts';
import { markedKey } from './marked-key.ts';
import { dayFilter, isEmptyQuestion, type Question } from './question.ts';
import { WordIndex } from './word-index.ts';

/** Records taken in one step of the building: a step must be far shorter than a frame on the slowest phone. */
const STEP = 100;

/** Each begins a word of nearly every record: the dearest questions. */
const COMMON_LETTERS = ['n', 'd', 't', 'x'];

/**
 * Finds records by their folded words, in memory only: nothing of it ever lies on a disk, and it goes with the keys
 * (security.md §3). Lists and search read the same summary, so a record that was redacted loses its words here with the
 * next `follow`.
 */
export class SearchIndex {
  readonly #folded = new WordIndex();
  /** Undefined until the words with their marks are known too; until then every record ranks alike. */
  #marked: WordIndex | undefined;
  /** A record's row in the two indexes; rows of records that have gone are used again. */
  readonly #rowOf = new Map<Summary, number>();
  readonly #free: number[] = [];
  #snapshot: readonly Summary[] = [];
  #records: readonly Summary[] = [];
  #rows: readonly number[] = [];
  #rowCount = 0;

  /** An index of these lines of the summary, newest first; each step of the iteration is short. */
  static *build(newestFirst: readonly Summary[]): Generator<undefined, SearchIndex> {
    const index = new SearchIndex();
    for (const [count, record] of searched(newestFirst).entries()) {
      if (count % STEP === STEP - 1) yield;
      index.#add(record);
    }
    index.#arrange(newestFirst);
    // Asked by ourselves first: what somebody types is answered by code that is compiled.
    for (const letter of COMMON_LETTERS) {
      yield;
      index.find({ readings: [[{ word: letter }]], days: [] });
    }
    return index;
  }

  /** The second half of the building: typed marks count from then on. It answers without it. */
  *learnMarks(): Generator<undefined, void> {
    const marked = new WordIndex();
    const keyOf = new Map<string, string>();
    // As it stands when each is met: a Map shows what is added while it is gone through; what goes is taken out below.
    const known = new Map<Summary, number>();
    for (const [record, row] of this.#rowOf) {
      if (known.size % STEP === STEP - 1) yield;
      known.set(record, row);
      marked.add(row, markedWords(record, keyOf));
    }
    for (const [record, row] of known)
      if (this.#rowOf.get(record) !== row) marked.remove(row, markedWords(record, keyOf));
    this.#marked = marked;
  }

  /** Brings it to another state of the summary. Unchanged lines must be the same objects. */
  follow(newestFirst: readonly Summary[]): void {
    if (newestFirst === this.#snapshot) return;
    const now = new Set(searched(newestFirst));
    for (const [record, row] of this.#rowOf) if (!now.has(record)) this.#remove(record, row);
    for (const record of now) if (!this.#rowOf.has(record)) this.#add(record);
    this.#arrange(newestFirst);
  }

  /**
   * What the question means: records with more of the typed marks first, then the newest first. Every word of one of its
   * readings must begin a word of the record, in any order.
   */
  find(question: Question): readonly Summary[] {
    if (isEmptyQuestion(question)) return [];
    // Of each row: 0 = not found, otherwise 1 + the most typed marks that it has.
    const found = new Uint8Array(this.#rowCount);
    for (const reading of question.readings) this.#findReading(reading, found);
    const fits = dayFilter(question.days);
    const byMarks: Summary[][] = [];
    for (let place = 0; place < this.#records.length; place += 1) {
      const rank = found[this.#rows[place] as number] as number;
      const record = this.#records[place] as Summary;
      if (rank === 0 || !fits(record.day)) continue;
      const alike = byMarks[rank];
      if (alike === undefined) byMarks[rank] = [record];
      else alike.push(record);
    }
    // Mostly one; `flat` takes longer than all of the above.
    const [first = [], ...others] = byMarks.filter((alike) => alike !== undefined).reverse();
    return others.length === 0 ? first : first.concat(...others);
  }

  #findReading(words: readonly AskedWord[], found: Uint8Array): void {
    // Of each row: how many words, in their order, it has met so far.
    const met = new Uint8Array(this.#rowCount);
    for (const [before, { word }] of words.entries()) {
      for (const rows of this.#folded.rowsBeginning(word))
        for (const row of rows) if (met[row] === before) met[row] = before + 1;
    }
    const marks = new Uint8Array(this.#rowCount);
    for (const { marked } of words) {
      if (marked === undefined) continue;
      for (const row of this.#marked?.rowsOf(marked) ?? []) marks[row] = (marks[row] as number) + 1;
    }
    for (let row = 0; row < met.length; row += 1) {
      if (met[row] === words.length) found[row] = Math.max(found[row] as number, 1 + (marks[row] as number));
    }
  }

  #add(record: Summary): void {
    const row = this.#free.pop() ?? this.#rowCount++;
    this.#rowOf.set(record, row);
    this.#folded.add(row, wordsOf(record));
    this.#marked?.add(row, markedWords(record));
  }

  #remove(record: Summary, row: number): void {
    this.#folded.remove(row, wordsOf(record));
    this.#marked?.remove(row, markedWords(record));
    this.#rowOf.delete(record);
    this.#free.push(row);
  }

  #arrange(newestFirst: readonly Summary[]): void {
    this.#snapshot = newestFirst;
    this.#records = searched(newestFirst);
    this.#rows = this.#records.map((record) => this.#rowOf.get(record) as number);
  }
}

/**
 * The same without an index, for the moment until there is one: every record is looked at, and what has the typed marks
 * does not come first yet.
 */
export function scan(newestFirst: readonly Summary[], question: Question): readonly Summary[] {
  if (isEmptyQuestion(question)) return [];
  const fits = dayFilter(question.days);
  const readings = question.readings.map((words) => words.map(({ word }) => word));
  return searched(newestFirst).filter(
    ({ day, words }) => fits(day) && readings.some((reading) => matchesWords(words, reading)),
  );
}

/** Visits and sessions; what is deleted is found in its own list only. */
function searched(newestFirst: readonly Summary[]): readonly Summary[] {
  return newestFirst.filter(
    ({ kind, status }) => (kind === receptionVisit.kind || kind === receptionSession.kind) && status !== 'deleted',
  );
}

function wordsOf({ words }: Summary): readonly string[] {
  return words === '' ? [] : words.split(' ');
}

/**
 * The words that the list shows, which alone have their marks still. `keyOf` remembers the words as they are written,
 * while many records are taken: the same few come again and again.
 */
function markedWords({ title, sub }: Summary, keyOf: Map<string, string> = new Map()): readonly string[] {
  const keys = new Set<string>();
  for (const shown of `${title} ${sub}`.split(' ')) {
    let key = keyOf.get(shown);
    if (key === undefined) {
      key = markedKey(shown.replace(/[^\p{L}\p{N}\p{M}]/gu, ''));
      keyOf.set(shown, key);
    }
    keys.add(key);
  }
  return [...keys];
}
