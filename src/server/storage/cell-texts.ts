import type { Cells } from '../../contract/records/kind.ts';
import { canonical } from '../../domain/merge/cells.ts';

type Texts = {
  /** The canonical JSON of all of them. */
  readonly whole: string;
  /** The canonical JSON of each, in the order of their names. */
  readonly byGroup: ReadonlyMap<string, string>;
};

// The canonical text of a value is needed three times: for the body's hash, for the commitment, and to be stored. It is
// made once, and remembered beside the very object it was made from.
const known = new WeakMap<Cells, Texts>();

/** The canonical texts of cells; made at the first call, remembered for later ones. */
export function textsOf(cells: Cells): Texts {
  const before = known.get(cells);
  if (before !== undefined) return before;
  const byGroup = new Map<string, string>();
  let whole = '';
  for (const group of Object.keys(cells).sort()) {
    const value = cells[group];
    if (value === undefined) continue;
    const text = canonical(value);
    byGroup.set(group, text);
    whole += `${whole === '' ? '' : ','}${JSON.stringify(group)}:${text}`;
  }
  const texts = { whole: `{${whole}}`, byGroup };
  known.set(cells, texts);
  return texts;
}
