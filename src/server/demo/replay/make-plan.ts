import type { PlainDate } from '../../../contract/scalars.ts';
import type { Space } from '../../../contract/wire/session.ts';
import { partsOf } from '../../../domain/calendar/plain-date.ts';
import { dutySessionId } from '../../../domain/receptions/start-session.ts';
import { PUBLISHED } from '../../../domain/statistics/published-figures.ts';
import { uncapitalised } from '../../../domain/text/format.ts';
import { Chance } from '../invented/chance.ts';
import { anyDays, dutyDays, MONTHS } from './days.ts';
import type { Plan, PlannedSession } from './plan.ts';
import { chairOn, type PlannedUnit, planUnits } from './units.ts';
import { Visitors } from './visits.ts';

/** The one seed of the replay: the same records in every run. */
export const SEED = 20_240_613;

/** Most visits that one session of a morning or afternoon can hold. */
const MOST_VISITS = 9;

type Kind = PlannedSession['kind'];
type Held = Omit<PlannedSession, 'visits'>;

/** What the published totals say of one level and kind of session; the ids name the rows of the source. */
const GROUPS: readonly {
  readonly level: Space['level'];
  readonly kind: Kind;
  readonly sessions: string;
  readonly visits: string;
}[] = [
  { level: 'province', kind: 'unstated', sessions: 'CB03', visits: 'CB04' },
  { level: 'district', kind: 'periodic', sessions: 'CB05', visits: 'CB06' },
  { level: 'district', kind: 'adhoc', sessions: 'CB07', visits: 'CB08' },
  { level: 'commune', kind: 'periodic', sessions: 'CB09', visits: 'CB10' },
  { level: 'commune', kind: 'adhoc', sessions: 'CB11', visits: 'CB12' },
];

/** Individual sessions and visits whose totals are the published ones; how they lie below those is this generator's. */
export function makePlan(province: Space, seed: number = SEED): Plan {
  const { units, sessionsByUnit } = beginPlan(province, seed);
  return { units, sessions: [...sessionsByUnit].flatMap(({ sessions }) => sessions) };
}

export type UnitPlan = { readonly unit: PlannedUnit; readonly sessions: readonly PlannedSession[] };

/** The same, unit by unit: whoever has other work to do goes on between two of them. */
export function beginPlan(
  province: Space,
  seed: number = SEED,
): { readonly units: readonly PlannedUnit[]; readonly sessionsByUnit: Iterable<UnitPlan> } {
  const chance = new Chance(seed);
  const units = planUnits(chance, province);
  const held: Held[] = [];
  const visitsBySession = new Map<Held, number>();
  for (const group of GROUPS) {
    const sessions = sessionsOf(
      chance,
      group.kind,
      units.filter(({ level }) => level === group.level),
      published(group.sessions),
    );
    const least = group.kind === 'periodic' ? 0 : 1;
    const visits = chance.scatter(published(group.visits), sessions.length, { least, most: MOST_VISITS });
    for (const [at, session] of sessions.entries()) visitsBySession.set(session, visits[at] as number);
    held.push(...sessions);
  }
  return { units, sessionsByUnit: unitByUnit(chance, units, held, visitsBySession) };
}

function* unitByUnit(
  chance: Chance,
  units: readonly PlannedUnit[],
  held: readonly Held[],
  visitsBySession: ReadonlyMap<Held, number>,
): Iterable<UnitPlan> {
  const codes = new Set<string>();
  for (const unit of units) yield { unit, sessions: withVisits(chance, unit, held, visitsBySession, codes) };
}

export function published(id: string): number {
  const figure = PUBLISHED.find((row) => row.id === id);
  if (figure === undefined) throw new RangeError(`no published figure ${id}`);
  return figure.value;
}

function sessionsOf(chance: Chance, kind: Kind, units: readonly PlannedUnit[], total: number): Held[] {
  const most = kind === 'adhoc' ? 40 : MONTHS.length;
  const counts = chance.split(total, units.length, { least: 1, most, spread: kind === 'adhoc' ? 0.6 : 0.14 });
  return units.flatMap((unit, at) => {
    const count = counts[at] as number;
    const days =
      kind === 'adhoc'
        ? anyDays(chance, count)
        : dutyDays(chance, count, unit.level === 'province' ? 25 : chance.between(3, 25));
    return days.map((day) => session(chance, unit, kind, day));
  });
}

function session(chance: Chance, unit: PlannedUnit, kind: Kind, day: PlainDate): Held {
  const part = chance.chance(0.8) ? 'morning' : 'afternoon';
  const chair = chairOn(unit, day);
  const way = kind === 'periodic' && (unit.level === 'district' || chance.chance(0.85)) ? 'duty' : 'entered';
  const duty = {
    space: unit.space.id,
    organ: 'party',
    officialId: chair.officialId,
    capacity: 'party_secretary',
    date: day,
    part,
  } as const;
  return {
    rid: way === 'duty' ? dutySessionId(duty) : chance.uuid(Date.parse(day)),
    unit,
    kind,
    day,
    part,
    from: part === 'morning' ? '07:30' : '13:30',
    to:
      part === 'morning' ? chance.pick(['10:45', '11:00', '11:15', '11:30']) : chance.pick(['16:00', '16:30', '17:00']),
    chair,
    way,
    more: moreOf(chance, unit, kind),
  };
}

const GROUNDS = { complex: 6, serious_consequences: 2, danger: 2, other: 1 } as const;
const ATTENDEES: { readonly [L in Space['level']]: readonly string[] } = {
  commune: [
    'Văn phòng Đảng ủy, công chức Địa chính, Tư pháp – Hộ tịch',
    'Phó Chủ tịch UBND xã, Chủ tịch Ủy ban MTTQ xã, Trưởng Công an xã',
    'Văn phòng Đảng ủy, công chức Văn hóa – Xã hội',
  ],
  district: [
    'Văn phòng Huyện ủy, Ban Tiếp công dân huyện, Thanh tra huyện',
    'Văn phòng Huyện ủy, phòng Tài nguyên và Môi trường, Công an huyện',
  ],
  province: [
    'Văn phòng Tỉnh ủy, Ban Nội chính Tỉnh ủy, Thanh tra tỉnh',
    'Ban Nội chính Tỉnh ủy, Ban Tiếp công dân tỉnh, Văn phòng UBND tỉnh',
  ],
};

function moreOf(chance: Chance, unit: PlannedUnit, kind: Kind): PlannedSession['more'] {
  const mobile = unit.level === 'commune' && chance.chance(kind === 'adhoc' ? 0.3 : 0.06);
  const village = chance.pick(unit.villages);
  return {
    type: { kind, ...(kind === 'adhoc' ? { ground: chance.weighted(GROUNDS) } : {}) },
    place: mobile
      ? { kind: 'mobile', villageId: village.id, text: `Nhà văn hóa ${uncapitalised(village.name)}` }
      : { kind: 'office' },
    ...(chance.chance(0.6) ? { attendees: chance.pick(ATTENDEES[unit.level]) } : {}),
  };
}

/** The unit's sessions by day, with their visits and the numbers of their notices of conclusion. */
function withVisits(
  chance: Chance,
  unit: PlannedUnit,
  held: readonly Held[],
  visitsBySession: ReadonlyMap<Held, number>,
  codes: Set<string>,
): PlannedSession[] {
  const visitors = new Visitors(chance, unit, codes);
  const notices = new Map<number, number>();
  const own = held.filter((session) => session.unit === unit).sort((a, b) => (a.day < b.day ? -1 : 1));
  return own.map((session) => {
    const count = visitsBySession.get(session) ?? 0;
    const visits = Array.from({ length: count }, (_, place) => visitors.visit(session, place));
    if (count === 0 || !chance.chance(0.75)) return { ...session, visits };
    const { year } = partsOf(session.day);
    const no = (notices.get(year) ?? 0) + chance.between(1, 7);
    notices.set(year, no);
    return { ...session, visits, more: { ...session.more, conclusion: conclusionOf(session, no, count) } };
  });
}

const SYMBOLS: { readonly [L in Space['level']]: string } = { province: 'TB/TU', district: 'TB/HU', commune: 'TB/ĐU' };

function conclusionOf(session: Held, no: number, visits: number): NonNullable<PlannedSession['more']['conclusion']> {
  return {
    text: `Thông báo kết luận buổi tiếp dân: đã tiếp ${visits} lượt, giao các bộ phận liên quan giải quyết và báo cáo kết quả với cấp ủy.`,
    documentNo: `Số ${no}-${SYMBOLS[session.unit.level]}`,
    date: session.day,
  };
}
