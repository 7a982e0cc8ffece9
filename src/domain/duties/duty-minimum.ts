import type { Capacity, Organ } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { monthEnd, monthStart, partsOf, weekdayOf } from '../calendar/plain-date.ts';

/** How many duty days a chair owes, since when, and by what. Data: the next law adds a line. */
export type DutyMinimum = {
  readonly capacity: Capacity;
  readonly level: 'commune' | 'province';
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly count: number;
  readonly per: 'month' | 'week';
  readonly basis: string;
};

/** The duties in force (rules-and-forms §0.3, §1.2, §1.3). */
export const DUTY_MINIMUMS: readonly DutyMinimum[] = [
  {
    capacity: 'party_secretary',
    level: 'commune',
    from: '2019-02-18',
    count: 2,
    per: 'month',
    basis: 'Quy định 11-QĐi/TW, sửa đổi bởi Kết luận 215-KL/TW',
  },
  {
    capacity: 'committee_chair',
    level: 'commune',
    from: '2014-07-01',
    to: '2026-06-30',
    count: 1,
    per: 'week',
    basis: 'Luật Tiếp công dân 2013, Điều 15',
  },
  {
    capacity: 'committee_chair',
    level: 'commune',
    from: '2026-07-01',
    count: 2,
    per: 'month',
    basis: 'Luật 136/2025/QH15',
  },
];

/** The organ that holds the duty sessions of a capacity. */
export function organOfCapacity(capacity: Capacity): Organ {
  if (capacity === 'party_secretary' || capacity === 'party_deputy_secretary') return 'party';
  if (capacity === 'council_standing') return 'council';
  return capacity === 'front' ? 'front' : 'committee';
}

/** Capacities whose holders chair duty sessions: the heads of an organ and their deputies. */
export const CHAIRING: ReadonlySet<Capacity> = new Set<Capacity>([
  'party_secretary',
  'party_deputy_secretary',
  'committee_chair',
  'committee_vice_chair',
  'council_standing',
  'front',
]);

/** What a capacity owes in the month of this day; undefined = the law asks for no number. */
export function dutyMinimum(capacity: Capacity, day: PlainDate): DutyMinimum | undefined {
  const first = monthStart(day);
  return DUTY_MINIMUMS.find(
    (minimum) =>
      minimum.level === 'commune' &&
      minimum.capacity === capacity &&
      minimum.from <= first &&
      first <= (minimum.to ?? first),
  );
}

/** Duty days owed in the month of this day. A week belongs to the month in which its Thursday lies (ISO 8601). */
export function requiredDays(capacity: Capacity, day: PlainDate): number | undefined {
  const minimum = dutyMinimum(capacity, day);
  if (minimum === undefined) return undefined;
  return minimum.per === 'month' ? minimum.count : minimum.count * thursdaysOf(day);
}

function thursdaysOf(day: PlainDate): number {
  const days = partsOf(monthEnd(day)).day;
  const firstThursday = 1 + ((4 - weekdayOf(monthStart(day)) + 7) % 7);
  return 1 + Math.floor((days - firstThursday) / 7);
}
