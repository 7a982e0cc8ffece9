import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { Organ } from '../../contract/records/codes.ts';
import { PlainDate } from '../../contract/scalars.ts';
import { type ReportPeriod, reportPeriods } from '../../domain/calendar/report-periods.ts';
import { may } from '../../domain/permissions/may.ts';
import type { Phone } from '../../store/phone.ts';
import type { RegisterView } from './load-register.ts';

/** The published figures' period is no book of anybody. */
const NO_BOOK = 'published';

/** The periods that are offered. */
export function periodsOf(today: PlainDate): readonly ReportPeriod[] {
  return reportPeriods(today).filter(({ key }) => key !== NO_BOOK);
}

/** The organs whose receptions this user may read. */
export function readableOrgans(phone: Pick<Phone, 'actor' | 'place'>): readonly Organ[] {
  const actor = phone.actor();
  return Organ.options.filter((organ) => may(actor, 'reception.read', { ...phone.place, organ }));
}

/** What an address asks for; what is missing or wrong in it is this month, of the user's own organ. */
function readView(params: URLSearchParams, today: PlainDate, organs: readonly Organ[], own: Organ): RegisterView {
  const from = PlainDate.safeParse(params.get('tu'));
  const to = PlainDate.safeParse(params.get('den'));
  const dated = from.success && to.success && from.data <= to.data;
  const [month] = periodsOf(today);
  return {
    organ: organs.find((organ) => organ === params.get('co-quan')) ?? own,
    from: dated ? from.data : (month?.from ?? today),
    to: dated ? to.data : (month?.to ?? today),
  };
}

export type ChangeView = (change: Partial<RegisterView>) => void;

/** The register of the browser's address, and how to ask for another; the way back leaves the page. */
export function useRegisterView(phone: Phone): readonly [RegisterView, ChangeView, readonly Organ[]] {
  const [params, setParams] = useSearchParams();
  const today = phone.today().date;
  const organs = useMemo(() => readableOrgans(phone), [phone]);
  const own = phone.organs()[0] ?? organs[0] ?? 'committee';
  const view = useMemo(() => readView(params, today, organs, own), [params, today, organs, own]);
  const change = useCallback<ChangeView>(
    (part) =>
      setParams(
        (now) => {
          const { organ, from, to } = { ...readView(now, today, organs, own), ...part };
          return new URLSearchParams({ tu: from, den: to, 'co-quan': organ });
        },
        { replace: true },
      ),
    [setParams, today, organs, own],
  );
  return [view, change, organs];
}
