import type { Cells, KindDefinition } from '../../src/contract/records/kind.ts';
import type { Json } from '../../src/contract/scalars.ts';
import type { Rng } from '../../src/server/demo/invented/rng.ts';

/** Makes a new word that is written nowhere else: `tok17_`. Whatever happens to it can be followed. */
export type NewWord = () => string;

/** A kind of record as the people of the simulation fill it in: a made-up one for the model, a real one for the server. */
export type SimKind = {
  /** As the newest program knows it; phones write its version or the first one. */
  readonly definition: KindDefinition;
  readonly bucket: string;
  /** The redaction policy that people use. */
  readonly policy: string;
  /** Groups that a form offers, and the mark that removes one element of a map. */
  readonly groups: readonly string[];
  readonly removed: string;
  /** Whether somebody who only has single records assigned to him may write them. */
  readonly assignedWrites: boolean;
  /** What a summary shows of a record. */
  readonly shown: string;
  /** The cells of a new record; with a value that the server refuses when it is spoilt. */
  created(user: string, spoilt: boolean, rng: Rng, word: NewWord): Cells;
  /** The patch of a redaction of what stands on the screen. */
  redacted(view: Cells): Cells;
  /** A group's value that carries a word. */
  valueOf(group: string, word: string): Json;
  /** Turns a value into one that the server refuses, and back as a person would mend it. */
  spoilt(word: string): string;
  mended(value: Json): Json;
};

/** Whether a cell carries a word of somebody's. */
export function carriesWord(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.includes('tok');
  return value !== null && typeof value === 'object' && JSON.stringify(value).includes('tok');
}

/** The word that a cell carries. */
export function wordOf(value: Json | undefined): string | undefined {
  return /tok\d+_/.exec(typeof value === 'string' ? value : JSON.stringify(value ?? null))?.[0];
}
