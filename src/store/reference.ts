import { Capacity } from '../contract/records/codes.ts';
import type { RecordOf } from '../contract/records/kind.ts';
import { officeHolding } from '../contract/records/office-holding.ts';
import { unit } from '../contract/records/unit.ts';
import type { PlainDate } from '../contract/scalars.ts';
import type { DutySource } from '../domain/duties/duty-table.ts';
import { type Holding, holdingOf } from '../domain/duties/holding.ts';
import { assemble } from '../domain/records/assemble.ts';
import type { Place } from '../domain/search/places.ts';
import { compareNames } from '../domain/text/names.ts';
import type { Phone } from './phone.ts';

/** An official of the unit in one capacity. */
export type Official = { readonly id: string; readonly name: string; readonly capacity: Capacity };

export type Village = { readonly id: string; readonly name: string };

// Making a collator costs far more than using it. Villages, unlike people, are not sorted by their last word.
const byName = new Intl.Collator('vi', { numeric: true });

type Holder = Pick<Phone, 'records' | 'summary' | 'unit'>;

/** Villages of the unit, by name; none until reference data has arrived. */
export async function loadVillages(phone: Holder): Promise<readonly Village[]> {
  const own = await openUnit(phone);
  return Object.entries(own?.villages ?? {})
    .flatMap(([id, { name }]) => (name ? [{ id, name }] : []))
    .sort((a, b) => byName.compare(a.name, b.name));
}

/** The unit and its villages with the names they bore before; none until reference data has arrived. */
export async function loadPlaces(phone: Holder): Promise<readonly Place[]> {
  const own = await openUnit(phone);
  if (own === undefined) return [];
  const villages = Object.entries(own.villages).flatMap(([id, { name, oldNames }]) =>
    name ? [{ id, kind: 'village' as const, name, oldNames: oldNames ?? [] }] : [],
  );
  const { id, name } = phone.unit;
  return [{ id, kind: 'unit', name: own.identity?.name ?? name, oldNames: own.oldNames ?? [] }, ...villages];
}

async function openUnit(phone: Holder): Promise<RecordOf<typeof unit> | undefined> {
  const { byId } = phone.summary.getSnapshot();
  const named = [...byId.values()].find((row) => row.kind === unit.kind && row.sub === phone.unit.code);
  const record = (await phone.records.open(phone.unit.id)) ?? (named && (await phone.records.open(named.rid)));
  return record && assemble(unit, record.view.cells);
}

/** The days on which the unit exists, where somebody has said so. */
export async function loadValidity(phone: Holder): Promise<DutySource['validity']> {
  return (await openUnit(phone))?.validity ?? undefined;
}

/** Who holds and held the offices of the unit. */
export async function loadHoldings(phone: Holder): Promise<readonly Holding[]> {
  const rows = [...phone.summary.getSnapshot().byId.values()].filter(
    ({ kind, unitId }) => kind === officeHolding.kind && unitId === phone.unit.id,
  );
  const opened = await Promise.all(rows.map(({ rid }) => phone.records.open(rid)));
  return opened.flatMap((record) => (record && holdingOf(record.view.cells)?.of) ?? []);
}

/** Who holds an office in the unit on this day, those who chair first. */
export async function loadOfficials(phone: Holder, today: PlainDate): Promise<readonly Official[]> {
  return (await loadHoldings(phone))
    .filter(({ from, to }) => (from ?? today) <= today && today <= (to ?? today))
    .map(({ officialId: id, name, capacity }) => ({ id, name, capacity }))
    .sort((a, b) => rankOf(a) - rankOf(b) || compareNames(a.name, b.name));
}

function rankOf({ capacity }: Official): number {
  return Capacity.options.indexOf(capacity);
}
