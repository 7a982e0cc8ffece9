import type { Cells } from '../../contract/records/kind.ts';
import { unit } from '../../contract/records/unit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Space } from '../../contract/wire/session.ts';
import { isDeleted } from '../merge/cells.ts';
import { unitName } from '../receptions/labels.ts';
import { assemble } from '../records/assemble.ts';
import { foldedWords } from '../text/fold.ts';
import type { OpenedReference } from './desk.ts';

/** A unit as lists show it, with the record it came from. */
export type ShownUnit = {
  readonly record: OpenedReference;
  readonly id: string;
  readonly code: string;
  readonly kind: Space['kind'];
  readonly level: Space['level'];
  /** With its kind: `Xã Mẫu`. */
  readonly name: string;
  readonly oldNames: readonly string[];
  readonly from: PlainDate | undefined;
  readonly to: PlainDate | undefined;
  readonly successors: readonly string[];
  readonly villages: number;
};

/** The units among reference records, by code; deleted ones are left out. */
export function unitsOf(records: readonly OpenedReference[]): readonly ShownUnit[] {
  return records
    .filter((record) => record.kind === unit.kind && !isDeleted(record.cells))
    .flatMap((record): ShownUnit[] => {
      const { identity, validity, successors, oldNames, villages } = assemble(unit, record.cells);
      if (!identity) return [];
      return [
        {
          record,
          id: record.rid,
          ...identity,
          name: unitName(identity),
          oldNames: oldNames ?? [],
          from: validity?.from,
          to: validity?.to,
          successors: successors ?? [],
          villages: Object.keys(villages).length,
        },
      ];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Whether a unit has ended before this day. */
export function hasEnded({ to }: Pick<ShownUnit, 'to'>, today: PlainDate): boolean {
  return to !== undefined && to < today;
}

/** Units whose code, name or old name begin with every word of a question; marks and order do not matter. */
export function findUnits(units: readonly ShownUnit[], question: string): readonly ShownUnit[] {
  const asked = foldedWords(question);
  return units.filter(({ code, name, oldNames }) => {
    const words = foldedWords([code, name, ...oldNames].join(' '));
    return asked.every((part) => words.some((word) => word.startsWith(part)));
  });
}

const LEVELS: { readonly [kind in Space['kind']]: Space['level'] } = {
  tinh: 'province',
  huyen: 'district',
  thi_tran: 'commune',
  xa: 'commune',
  phuong: 'commune',
};

export type UnitForm = { readonly code: string; readonly kind: Space['kind']; readonly name: string };

/** The cells of the province's own unit, which a new server lists only after its administrator has named it. */
export function newProvince({ code, name }: Pick<UnitForm, 'code' | 'name'>): Cells {
  return { identity: { code, kind: 'tinh', level: 'province', name } };
}

/** The cells of a new unit below the province. */
export function newUnit({ code, kind, name }: UnitForm, parent: string, from: PlainDate | undefined): Cells {
  return {
    identity: { code, kind, level: LEVELS[kind], name },
    parent: { id: parent },
    ...(from === undefined ? {} : { validity: { from } }),
  };
}

/**
 * The patch of a unit that is called otherwise from now on, or by other old names: its own, and those of units that were
 * merged into it before it was listed. What it was called until now stays findable.
 */
export function renameUnit(
  present: ShownUnit,
  { code, kind, name }: UnitForm,
  oldNames: readonly string[] = present.oldNames,
): Cells {
  const identity = { code, kind, level: present.level === 'province' ? present.level : LEVELS[kind], name };
  const next = unitName(identity);
  const names = [...new Set([...oldNames, present.name])].filter((old) => old !== next);
  return names.join('\n') === present.oldNames.join('\n') ? { identity } : { identity, oldNames: names };
}

/** The patch of a unit's last day, and of those that go on in its place. */
export function closeUnit({ from }: ShownUnit, to: PlainDate, successors: readonly string[]): Cells {
  return {
    validity: { ...(from === undefined ? {} : { from }), to },
    ...(successors.length === 0 ? {} : { successors: [...successors] }),
  };
}

/** The patch of a unit that goes on in place of another: found by its names too. Undefined: it bears them already. */
export function succeed(successor: ShownUnit, closed: ShownUnit): Cells | undefined {
  const names = [...new Set([...successor.oldNames, ...closed.oldNames, closed.name])].filter(
    (old) => old !== successor.name,
  );
  return names.length === successor.oldNames.length ? undefined : { oldNames: names };
}
