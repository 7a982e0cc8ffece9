import type { Capacity } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { isDeleted } from '../merge/cells.ts';
import { assemble } from '../records/assemble.ts';

/** Who holds an office, from when to when; open ends are absent. */
export type Holding = {
  readonly officialId: string;
  readonly name: string;
  readonly capacity: Capacity;
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
};

/** An office that somebody holds, complete and not deleted, with its unit; undefined otherwise. */
export function holdingOf(cells: Cells): { readonly unit: string; readonly of: Holding } | undefined {
  const { unit, official, capacity, period } = assemble(officeHolding, cells);
  if (isDeleted(cells) || !unit || !official || !capacity) return undefined;
  return { unit: unit.id, of: { officialId: official.id, name: official.name, capacity, ...period } };
}
