import { type DutyRule, dutyRule } from '../../contract/records/duty-rule.ts';
import { holidayYear } from '../../contract/records/holiday-year.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import { unit } from '../../contract/records/unit.ts';
import { ruleOf } from '../../domain/duties/duty-plan.ts';
import type { DutySource } from '../../domain/duties/duty-table.ts';
import { type Holding, holdingOf } from '../../domain/duties/holding.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { assemble } from '../../domain/records/assemble.ts';
import type { Sql } from '../storage/database.ts';
import { readKinds } from '../storage/duty-facts.ts';

/** What the province's reference records say, by unit. */
export type Reference = {
  readonly holdings: ReadonlyMap<string, readonly Holding[]>;
  readonly rules: ReadonlyMap<string, readonly DutyRule[]>;
  readonly validity: ReadonlyMap<string, NonNullable<DutySource['validity']>>;
  readonly holidayYears: readonly Cells[];
};

/** Units, who holds which office, duty calendars, days off: a few records for each unit. */
export async function readReference(tx: Sql, root: string): Promise<Reference> {
  const kinds = [unit.kind, officeHolding.kind, dutyRule.kind, holidayYear.kind];
  const alive = (await readKinds(tx, root, kinds)).filter(({ cells }) => !isDeleted(cells));
  const cellsOf = (kind: string) => alive.filter((record) => record.kind === kind);
  return {
    holdings: byUnit(cellsOf(officeHolding.kind).flatMap(({ cells }) => holdingOf(cells) ?? [])),
    rules: byUnit(
      cellsOf(dutyRule.kind).flatMap(({ cells }) => {
        const rule = ruleOf(cells);
        return rule?.unit ? [{ unit: rule.unit.id, of: rule }] : [];
      }),
    ),
    validity: validityOf(cellsOf(unit.kind)),
    holidayYears: cellsOf(holidayYear.kind).map(({ cells }) => cells),
  };
}

/** The days on which each unit exists, where somebody has said so. */
export async function readValidity(tx: Sql, root: string): Promise<Reference['validity']> {
  return validityOf((await readKinds(tx, root, [unit.kind])).filter(({ cells }) => !isDeleted(cells)));
}

function validityOf(units: readonly { readonly rid: string; readonly cells: Cells }[]): Reference['validity'] {
  return new Map(
    units.flatMap(({ rid, cells }) => {
      const { validity } = assemble(unit, cells);
      return validity ? [[rid, validity] as const] : [];
    }),
  );
}

type OfUnit<T> = { readonly unit: string; readonly of: T };

function byUnit<T>(list: readonly OfUnit<T>[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const { unit: id, of } of list) found.set(id, [...(found.get(id) ?? []), of]);
  return found;
}
