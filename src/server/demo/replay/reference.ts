import type { Cells } from '../../../contract/records/kind.ts';
import { officeHolding } from '../../../contract/records/office-holding.ts';
import { unit as unitKind } from '../../../contract/records/unit.ts';
import { cellsOf } from '../../../domain/records/assemble.ts';
import { PERIOD } from '../../../domain/statistics/published-figures.ts';
import { ABOLISHED, type PlannedUnit } from './units.ts';

/** The cells of a historic unit, valid until districts ended. */
export function unitCells({ space, villages }: PlannedUnit): Cells {
  const { code, kind, level, name, parent } = space;
  return cellsOf(unitKind, {
    identity: { code, kind, level, name },
    ...(parent === undefined ? {} : { parent: { id: parent } }),
    validity: { to: ABOLISHED },
    villages: Object.fromEntries(villages.map((village) => [village.id, { name: village.name }])),
  });
}

/** Who led it, and when. */
export function holdings({ space, chairs }: PlannedUnit): { readonly rid: string; readonly cells: Cells }[] {
  return chairs.map(({ holding: rid, officialId, name, from, to }) => ({
    rid,
    cells: cellsOf(officeHolding, {
      unit: { id: space.id },
      official: { id: officialId, name },
      capacity: 'party_secretary',
      period: { ...(from === PERIOD.from ? {} : { from }), to: to ?? ABOLISHED },
    }),
  }));
}
