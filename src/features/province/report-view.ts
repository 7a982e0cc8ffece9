import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { Organ } from '../../contract/records/codes.ts';
import { PlainDate } from '../../contract/scalars.ts';
import type { ReportQuery } from '../../contract/wire/reports.ts';
import { monthStart, partsOf } from '../../domain/calendar/plain-date.ts';

/** `figures`: who has any stands first; `contact`: the longest silent. Both by name within. */
export type Sort = 'figures' | 'name' | 'contact';

/** What the page shows. All of it stands in the address, so that a link shows somebody else the same table. */
export type ReportView = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly organ: Organ | undefined;
  readonly by: 'block' | 'matter';
  readonly sort: Sort;
};

const BY_MATTER = 'vu-viec';
const SORT_NAMES = { name: 'ten', contact: 'lan-gui' } as const;

/** The view of an address; what is missing or wrong in it is this year, by kind of session, who has figures first. */
export function readView(params: URLSearchParams, today: PlainDate): ReportView {
  const from = PlainDate.safeParse(params.get('tu'));
  const to = PlainDate.safeParse(params.get('den'));
  const organ = Organ.safeParse(params.get('co-quan'));
  const dated = from.success && to.success && from.data <= to.data;
  const year = partsOf(monthStart(today)).year;
  return {
    from: dated ? from.data : `${year}-01-01`,
    to: dated ? to.data : `${year}-12-31`,
    organ: organ.success ? organ.data : undefined,
    by: params.get('xem') === BY_MATTER ? 'matter' : 'block',
    sort: sortOf(params.get('xep')),
  };
}

function sortOf(name: string | null): Sort {
  if (name === SORT_NAMES.name) return 'name';
  return name === SORT_NAMES.contact ? 'contact' : 'figures';
}

export function writeView({ from, to, organ, by, sort }: ReportView): URLSearchParams {
  const params = new URLSearchParams({ tu: from, den: to });
  if (organ !== undefined) params.set('co-quan', organ);
  if (by === 'matter') params.set('xem', BY_MATTER);
  if (sort !== 'figures') params.set('xep', SORT_NAMES[sort]);
  return params;
}

export function queryOf({ from, to, organ }: ReportView): ReportQuery {
  return { from, to, ...(organ === undefined ? {} : { organ }) };
}

export type ChangeView = (change: Partial<ReportView>) => void;

/** The view of the browser's address, and how to change it; the way back leaves the page, not the last period. */
export function useReportView(today: PlainDate): readonly [ReportView, ChangeView] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readView(params, today), [params, today]);
  const change = useCallback<ChangeView>(
    (part) => setParams((now) => writeView({ ...readView(now, today), ...part }), { replace: true }),
    [setParams, today],
  );
  return [view, change];
}
