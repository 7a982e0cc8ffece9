import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { type DutyQuery, Month } from '../../contract/wire/duties.ts';
import { addMonths } from '../../domain/calendar/plain-date.ts';
import { DUTY_MINIMUMS } from '../../domain/duties/duty-minimum.ts';

/** `worst`: most days missing first (for who may see a ranking); `contact`: the longest silent. */
export type DutySort = 'worst' | 'name' | 'contact';

/** What the page of duty days shows; all of it stands in the address. */
export type DutyView = {
  readonly from: Month;
  readonly to: Month;
  readonly capacity: Capacity | undefined;
  readonly sort: DutySort;
};

/** As far back as the first duty of a commune's head that is counted here. */
export const FIRST_MONTH: Month = '2019-02';
/** Months in one table. */
export const MOST_MONTHS = 72;

const CAPACITY_NAMES: Partial<Record<Capacity, string>> = {
  party_secretary: 'bi-thu',
  committee_chair: 'chu-tich',
};
const SORT_NAMES = { name: 'ten', contact: 'lan-gui' } as const;

/** Capacities that owe duty days, in the order of the table. */
export const OWING_CAPACITIES: readonly Capacity[] = [
  ...new Set(DUTY_MINIMUMS.filter(({ level }) => level === 'commune').map(({ capacity }) => capacity)),
];

/** Offered periods, as of a day; the first is shown until another is chosen. */
export function dutyPeriods(
  today: PlainDate,
): readonly { readonly key: string; readonly label: string; readonly from: Month; readonly to: Month }[] {
  const month = (back: number) => addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7);
  const year = Number(today.slice(0, 4));
  return [
    { key: 'year', label: 'Từ đầu năm', from: `${year}-01`, to: month(0) },
    { key: 'twelve', label: '12 tháng qua', from: month(11), to: month(0) },
    { key: 'three', label: '3 tháng qua', from: month(2), to: month(0) },
    { key: 'last-year', label: 'Năm trước', from: `${year - 1}-01`, to: `${year - 1}-12` },
  ];
}

/** The view of an address; what is missing or wrong in it is this year so far, all offices, worst first. */
export function readDutyView(params: URLSearchParams, today: PlainDate): DutyView {
  const from = Month.safeParse(params.get('tu'));
  const to = Month.safeParse(params.get('den'));
  const [year] = dutyPeriods(today);
  const fits =
    from.success &&
    to.success &&
    from.data <= to.data &&
    addMonths(`${from.data}-01`, MOST_MONTHS - 1) >= `${to.data}-01`;
  const capacity = OWING_CAPACITIES.find((code) => CAPACITY_NAMES[code] === params.get('chuc'));
  const sort = params.get('xep');
  return {
    from: fits ? from.data : (year?.from ?? FIRST_MONTH),
    to: fits ? to.data : (year?.to ?? FIRST_MONTH),
    capacity,
    sort: sort === SORT_NAMES.name ? 'name' : sort === SORT_NAMES.contact ? 'contact' : 'worst',
  };
}

export function writeDutyView({ from, to, capacity, sort }: DutyView): URLSearchParams {
  const params = new URLSearchParams({ tu: from, den: to });
  const name = capacity && CAPACITY_NAMES[capacity];
  if (name !== undefined) params.set('chuc', name);
  if (sort !== 'worst') params.set('xep', SORT_NAMES[sort]);
  return params;
}

export function dutyQueryOf({ from, to }: DutyView): DutyQuery {
  return { from, to };
}

export type ChangeDutyView = (change: Partial<DutyView>) => void;

/** The view of the browser's address, and how to change it; the way back leaves the page, not the last filter. */
export function useDutyView(today: PlainDate): readonly [DutyView, ChangeDutyView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readDutyView(params, today), [params, today]);
  const change = useCallback<ChangeDutyView>(
    (part) => setParams((now) => writeDutyView({ ...readDutyView(now, today), ...part }), { replace: true }),
    [setParams, today],
  );
  return [view, change];
}
