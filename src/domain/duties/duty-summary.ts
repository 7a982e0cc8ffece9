import type { Capacity } from '../../contract/records/codes.ts';
import type { DutyAverage, DutyDays, DutyOffice, DutyShare, DutyState } from '../../contract/wire/duties.ts';

/** A unit's offices in one month, together: of one capacity, or of all. */
export type UnitMonth = DutyDays & {
  readonly state: DutyState;
  /** Offices that nobody is declared to hold, beside others that are held. */
  readonly undeclared: readonly Capacity[];
};

/** A unit's months together, as far as they are over and can be judged. */
export type UnitTotal = {
  readonly required: number;
  readonly done: number;
  /** Days that are missing, office by office and month by month: what was done too much elsewhere fills none of them. */
  readonly short: number;
  /** Days that are missing in months after which the unit was not heard of: they may be on a phone. */
  readonly unsent: number;
  /** Office months that are met, and that are met or short. */
  readonly met: number;
  readonly judged: number;
};

type Offices = readonly DutyOffice[];

function ofCapacity(offices: Offices, capacity: Capacity | undefined): Offices {
  return capacity === undefined ? offices : offices.filter((office) => office.capacity === capacity);
}

/** The graver one stands for both; what is not known of one office does not hide what is known of another. */
const GRAVEST: readonly DutyState[] = ['short', 'unsent', 'running', 'partial', 'ahead', 'met', 'undeclared', 'none'];

/** A cell of the table: the offices of one unit in the month at this place of the report. */
export function unitMonth(offices: Offices, place: number, capacity?: Capacity): UnitMonth {
  const own = ofCapacity(offices, capacity);
  const months = own.flatMap(({ months: of }) => of[place] ?? []);
  const owed = months.filter(({ required }) => required !== undefined);
  return {
    // Days of an office that owes nothing are not set against what another owes.
    ...sumOf(owed.length > 0 ? owed : months),
    ...(owed.length === 0 ? {} : { required: requiredOf(owed) }),
    state: GRAVEST.find((one) => months.some((month) => month.state === one)) ?? 'none',
    undeclared: own.flatMap(({ capacity: of, months: all }) => (all[place]?.state === 'undeclared' ? [of] : [])),
  };
}

function sumOf(months: readonly DutyDays[]): Omit<DutyDays, 'required'> {
  const sum = { done: 0, madeUp: 0, missed: 0, delegated: 0, planned: 0 };
  for (const month of months) for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += month[name];
  return sum;
}

function requiredOf(months: readonly DutyDays[]): number {
  return months.reduce((sum, { required = 0 }) => sum + required, 0);
}

/** Days that an office still lacks in a month; 0 where they are done. */
export function missingDays({ required = 0, done }: Pick<DutyDays, 'required' | 'done'>): number {
  return Math.max(0, required - done);
}

/** States of which the figures are known: an average of what has not been sent would be a guess. */
const JUDGED: ReadonlySet<DutyState> = new Set(['met', 'short']);

/** What a unit owed and did in all months that are over. */
export function unitTotal(offices: Offices, isOver: (place: number) => boolean, capacity?: Capacity): UnitTotal {
  const total = { required: 0, done: 0, short: 0, unsent: 0, met: 0, judged: 0 };
  for (const { months } of ofCapacity(offices, capacity)) {
    for (const [place, month] of months.entries()) {
      if (month.state === 'unsent') total.unsent += missingDays(month);
      if (!isOver(place) || !JUDGED.has(month.state)) continue;
      total.required += month.required ?? 0;
      total.done += month.done;
      total.short += missingDays(month);
      total.met += month.state === 'met' ? 1 : 0;
      total.judged += 1;
    }
  }
  return total;
}

/** Which months of a report are over on its day. */
export function overIn({ months, today }: { readonly months: readonly string[]; readonly today: string }) {
  const present = today.slice(0, 7);
  return (place: number): boolean => (months[place] ?? present) < present;
}

/**
 * Units in the order in which somebody should look: most days missing first; then those of which nothing can be said
 * (nobody is declared); then by what is done of what is owed, and by name.
 */
export function worstFirst<U extends { readonly offices: Offices }>(
  units: readonly U[],
  report: Parameters<typeof overIn>[0],
  by: { readonly nameOf: (unit: U) => string; readonly capacity?: Capacity | undefined },
): readonly U[] {
  const isOver = overIn(report);
  const ranked = units.map((unit) => ({ unit, total: unitTotal(unit.offices, isOver, by.capacity) }));
  const missing = ({ short, unsent }: UnitTotal) => short + unsent;
  const share = ({ required, done }: UnitTotal) => (required === 0 ? -1 : done / required);
  ranked.sort(
    (a, b) =>
      missing(b.total) - missing(a.total) ||
      share(a.total) - share(b.total) ||
      byName(by.nameOf(a.unit), by.nameOf(b.unit)),
  );
  return ranked.map(({ unit }) => unit);
}

const collator = new Intl.Collator('vi', { numeric: true });

export function byName(a: string, b: string): number {
  return collator.compare(a, b);
}

/** An average of fewer units would let one guess the figure of another. */
export const LEAST_UNITS = 5;

/** The averages of a province, of all capacities together and of each; parts made of too few units are left out. */
export function dutyAverages(
  units: readonly { readonly offices: Offices }[],
  report: Parameters<typeof overIn>[0],
  capacities: readonly Capacity[],
): DutyAverage[] {
  const isOver = overIn(report);
  return [undefined, ...capacities].map((capacity) => {
    const total = shareOf(
      units.map(({ offices }) => {
        const { required, done, short } = unitTotal(offices, isOver, capacity);
        return { required, done, met: short === 0 };
      }),
    );
    const months = report.months.map((_, place) =>
      shareOf(units.map((unit) => sharedMonth(unit.offices, place, capacity))),
    );
    return { ...(capacity === undefined ? {} : { capacity }), ...(total === null ? {} : { total }), months };
  });
}

type Part = { readonly required: number; readonly done: number; readonly met: boolean };

/** What of a month stands in an average: offices that are judged, and in the running month those that owe. */
function sharedMonth(offices: Offices, place: number, capacity: Capacity | undefined): Part {
  const months = ofCapacity(offices, capacity)
    .flatMap(({ months: of }) => of[place] ?? [])
    .filter(({ state }) => JUDGED.has(state) || state === 'running');
  return { required: requiredOf(months), done: sumOf(months).done, met: months.every(({ state }) => state === 'met') };
}

function shareOf(parts: readonly Part[]): DutyShare | null {
  const owing = parts.filter(({ required }) => required > 0);
  if (owing.length < LEAST_UNITS) return null;
  const sum = (of: (part: Part) => number) => owing.reduce((all, part) => all + of(part), 0);
  return {
    units: owing.length,
    met: owing.filter(({ met }) => met).length,
    required: sum(({ required }) => required),
    done: sum(({ done }) => done),
  };
}
