import type { Capacity } from '../../contract/records/codes.ts';
import type { DutyChair, DutyQuery, DutyReport, DutyUnit } from '../../contract/wire/duties.ts';
import type { Space } from '../../contract/wire/session.ts';
import { monthEnd } from '../../domain/calendar/plain-date.ts';
import { provinceCalendar } from '../../domain/calendar/working-calendar.ts';
import { DUTY_MINIMUMS, organOfCapacity } from '../../domain/duties/duty-minimum.ts';
import { byName, dutyAverages, worstFirst } from '../../domain/duties/duty-summary.ts';
import { type DutySource, type DutyTableQuery, dutyOffices, monthsBetween } from '../../domain/duties/duty-table.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { may } from '../../domain/permissions/may.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { ok } from '../../domain/result.ts';
import type { Database, Sql } from '../storage/database.ts';
import { readChairNames, readDutySessions } from '../storage/duty-facts.ts';
import { readUnitStates } from '../storage/report-figures.ts';
import { listSpaces } from '../storage/spaces.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';
import { type Source, sourcesFor } from './readable.ts';
import { readReference } from './reference.ts';

type ReportDeps = { readonly database: Database; readonly root: string };

/** Six years: as long as the published figures reach. */
const MOST_MONTHS = 72;
/** Capacities for which the law sets a number, in the order of the table. */
const CAPACITIES = [
  ...new Set(DUTY_MINIMUMS.filter(({ level }) => level === 'commune').map(({ capacity }) => capacity)),
];

/**
 * Duty days by unit, office, chair and month. The supervisor reads all units, worst first; who may only read reports,
 * all units by name and without names of people; a commune its own row, of the organs whose records its reader may read,
 * beside the province's average (records-and-counting §9).
 */
export async function dutyReport(deps: ReportDeps, actor: Actor, { from, to }: DutyQuery): Promise<Answer<DutyReport>> {
  const months = from > to ? [] : monthsBetween(from, to);
  if (months.length === 0 || months.length > MOST_MONTHS) return refuse('badPeriod');
  const { root } = deps;
  const { today } = actor;
  const ranked = may(actor, 'ranking.read', { space: root, provinceSpace: root });
  return deps.database.transaction(async (tx) => {
    const communes = (await listSpaces(tx, root)).filter(({ level }) => level === 'commune');
    const sources = sourcesFor(actor, 'report.read', root, communes);
    if (sources.length === 0) return refuse('forbidden');
    const capacities = CAPACITIES.filter((capacity) => isAmong(sources, capacity));
    const all = await readUnits(tx, root, communes, { months, capacities, today });
    const shown = all
      .map((unit) => ({ ...unit, offices: unit.offices.filter(({ capacity }) => isAmong(sources, capacity, unit)) }))
      // A unit of another time owes nothing, and has done nothing.
      .filter(({ offices, space }) => offices.length > 0 && sources.some((source) => source.space === space.id));
    const open = sourcesFor(actor, 'drilldown', root, communes);
    const units = await named(tx, shown, open, spanOf(months));
    const nameOf = ({ space }: DutyUnit) => unitName(space);
    const of = { months: [...months], today };
    return ok({
      ...of,
      ranked,
      units: ranked ? [...worstFirst(units, of, { nameOf })] : units.sort((a, b) => byName(nameOf(a), nameOf(b))),
      averages: dutyAverages(all, of, capacities),
    });
  }, 'read');
}

function isAmong(sources: readonly Source[], capacity: Capacity, unit?: Pick<DutyUnit, 'space'>): boolean {
  const organ = organOfCapacity(capacity);
  return sources.some((source) => source.organ === organ && (unit === undefined || source.space === unit.space.id));
}

/**
 * Names of officials only for who may open the records behind the figures. Of those who are declared they are known;
 * the others bear them in the sessions that they chaired, which are opened only where there is somebody to be named.
 */
async function named(tx: Sql, units: readonly DutyUnit[], open: readonly Source[], span: Span): Promise<DutyUnit[]> {
  const nameless = units.filter((unit) =>
    unit.offices.some(({ capacity, chairs }) => isAmong(open, capacity, unit) && chairs.some((chair) => !chair.name)),
  );
  const spaces = nameless.map(({ space }) => space.id);
  const names = spaces.length === 0 ? new Map<string, string>() : await readChairNames(tx, { spaces, ...span });
  return units.map((unit) => ({
    ...unit,
    offices: unit.offices.map((office) => ({
      ...office,
      chairs: isAmong(open, office.capacity, unit)
        ? office.chairs.map((chair) => withName(chair, names))
        : office.chairs.map(({ name: _, ...chair }, place) => ({ ...chair, key: `${office.capacity}:${place + 1}` })),
    })),
  }));
}

function withName(chair: DutyChair, names: ReadonlyMap<string, string>): DutyChair {
  const name = chair.name ?? names.get(chair.key.split(':')[0] ?? '');
  return name === undefined ? chair : { ...chair, name };
}

type Span = { readonly from: string; readonly to: string };

function spanOf(months: readonly string[]): Span {
  return { from: `${months[0]}-01`, to: monthEnd(`${months.at(-1)}-01`) };
}

type UnitsQuery = Pick<DutyTableQuery, 'months' | 'capacities' | 'today'>;

/** The duty days of every unit, with the names of those who are declared. */
async function readUnits(tx: Sql, root: string, communes: readonly Space[], query: UnitsQuery): Promise<DutyUnit[]> {
  const spaces = communes.map(({ id }) => id);
  const sessions = await readDutySessions(tx, { spaces, ...spanOf(query.months) });
  const reference = await readReference(tx, root);
  const states = await readUnitStates(tx, spaces);
  const table = { ...query, calendar: provinceCalendar(reference.holidayYears) };
  return communes.map((space) => {
    const own = sessions.get(space.id) ?? [];
    const { lastContact, conflicts = 0, quarantined = 0 } = states.get(space.id) ?? {};
    const source: DutySource = {
      holdings: reference.holdings.get(space.id) ?? [],
      rules: reference.rules.get(space.id) ?? [],
      validity: reference.validity.get(space.id),
      sessions: own,
      ...(lastContact === undefined ? {} : { lastContactMs: Date.parse(lastContact) }),
    };
    const { id, code, kind, name } = space;
    return {
      space: { id, code, kind, name },
      offices: [...dutyOffices(source, table)],
      ...(lastContact === undefined ? {} : { lastContact }),
      waiting: { conflicts, quarantined },
      ...(own.some(({ synthetic }) => synthetic) ? { synthetic: true } : {}),
    };
  });
}
