import { Capacity } from '../../contract/records/codes.ts';
import { dutyRule } from '../../contract/records/duty-rule.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { addDays } from '../calendar/plain-date.ts';
import { assemble } from '../records/assemble.ts';
import { compareNames } from '../text/names.ts';
import { livingOf, newReference, type OpenedReference, patchOf, type ReferenceChange } from './desk.ts';

/** An official in one capacity for a time, with the record it came from. */
export type ShownHolding = {
  readonly record: OpenedReference;
  readonly capacity: Capacity;
  readonly from: PlainDate | undefined;
  readonly to: PlainDate | undefined;
};

/** A person with all offices he holds and held. */
export type ShownOfficial = {
  readonly id: string;
  readonly name: string;
  /** In force on the day, or from a later day on. */
  readonly present: readonly ShownHolding[];
  readonly past: readonly ShownHolding[];
};

/** The officials of a unit: who holds an office first, in the order of offices; then who held one, by name. */
export function officialsOf(
  records: readonly OpenedReference[],
  unit: string,
  today: PlainDate,
): readonly ShownOfficial[] {
  const byId = new Map<string, { name: string; latest: string; present: ShownHolding[]; past: ShownHolding[] }>();
  for (const record of livingOf(records, officeHolding.kind)) {
    const { unit: of, official, capacity, period } = assemble(officeHolding, record.cells);
    if (of?.id !== unit || !official || !capacity) continue;
    const holding: ShownHolding = { record, capacity, from: period?.from, to: period?.to };
    const person = byId.get(official.id) ?? { name: official.name, latest: '', present: [], past: [] };
    const since = holding.from ?? '';
    if (since >= person.latest) Object.assign(person, { name: official.name, latest: since });
    (holding.to !== undefined && holding.to < today ? person.past : person.present).push(holding);
    byId.set(official.id, person);
  }
  return [...byId.entries()]
    .map(([id, { name, present, past }]) => ({
      id,
      name,
      present: present.sort(byCapacity),
      past: past.sort((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1)),
    }))
    .sort((a, b) => rankOf(a) - rankOf(b) || compareNames(a.name, b.name));
}

function byCapacity(a: ShownHolding, b: ShownHolding): number {
  return placeOf(a.capacity) - placeOf(b.capacity);
}

function placeOf(capacity: Capacity): number {
  return Capacity.options.indexOf(capacity);
}

function rankOf({ present }: ShownOfficial): number {
  const [first] = present;
  return first === undefined ? Capacity.options.length : placeOf(first.capacity);
}

type Person = { readonly id: string; readonly name: string };

/** The cells of an office that somebody takes up. */
export function newHolding(unit: string, official: Person, capacity: Capacity, from: PlainDate | undefined): Cells {
  return {
    unit: { id: unit },
    official: { ...official },
    capacity,
    ...(from === undefined ? {} : { period: { from } }),
  };
}

/** Other days of an office. */
export function holdingPeriod(from: PlainDate | undefined, to: PlainDate | undefined): Cells {
  return { period: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } };
}

/** What is done when an office passes to somebody else. */
export type HandOver = {
  readonly unit: string;
  readonly official: Person;
  readonly holding: ShownHolding;
  /** Who takes it up. */
  readonly next: Person;
  /** His first day. */
  readonly from: PlainDate;
  /** Whether the duty calendar of the office passes too. */
  readonly withRules: boolean;
};

/**
 * The changes of a hand over: the office ends on the day before and begins anew; with `withRules` so do the duty rules in
 * force. What was received until then stays the predecessor's.
 */
export function handOver(
  records: readonly OpenedReference[],
  { unit, official, holding, next, from, withRules }: HandOver,
  newId: () => string,
): readonly ReferenceChange[] {
  const last = addDays(from, -1);
  return [
    patchOf(holding.record, holdingPeriod(holding.from, last)),
    newReference(newId(), officeHolding.kind, newHolding(unit, next, holding.capacity, from)),
    ...(withRules ? rulesOf(records, unit, official, holding.capacity).flatMap(handOverRule) : []),
  ];

  function handOverRule(record: OpenedReference): ReferenceChange[] {
    const { period, chair } = assemble(dutyRule, record.cells);
    if (!period || !chair || (period.to !== undefined && period.to < from)) return [];
    const begun = { ...period, from: period.from > from ? period.from : from };
    const cells = Object.fromEntries(Object.entries(record.cells).filter(([, value]) => value !== null));
    const made = { ...cells, chair: { ...chair, officialId: next.id, name: next.name }, period: begun };
    // A calendar that would only begin later never was his.
    const ended =
      period.from > last
        ? { op: 'delete' as const, patch: { '@deleted': { reason: 'Chuyển cho người kế nhiệm' } } }
        : { op: 'patch' as const, patch: { period: { ...period, to: last } } };
    return [
      { rid: record.rid, kind: record.kind, on: record, ...ended },
      newReference(newId(), dutyRule.kind, made as Cells),
    ];
  }
}

/** The duty rules of an official in a capacity. */
export function rulesOf(
  records: readonly OpenedReference[],
  unit: string,
  official: Pick<Person, 'id'>,
  capacity: Capacity,
): readonly OpenedReference[] {
  return livingOf(records, dutyRule.kind).filter(({ cells }) => {
    const rule = assemble(dutyRule, cells);
    return rule.unit?.id === unit && rule.chair?.officialId === official.id && rule.chair.capacity === capacity;
  });
}

/** The changes that correct a name wherever it stands: offices and duty rules. */
export function correctName(
  records: readonly OpenedReference[],
  { id }: Pick<Person, 'id'>,
  name: string,
): readonly ReferenceChange[] {
  const offices = livingOf(records, officeHolding.kind).flatMap((record): ReferenceChange[] => {
    const { official } = assemble(officeHolding, record.cells);
    return official?.id === id && official.name !== name ? [patchOf(record, { official: { id, name } })] : [];
  });
  const rules = livingOf(records, dutyRule.kind).flatMap((record): ReferenceChange[] => {
    const { chair } = assemble(dutyRule, record.cells);
    return chair?.officialId === id && chair.name !== name ? [patchOf(record, { chair: { ...chair, name } })] : [];
  });
  return [...offices, ...rules];
}
