import { useCallback, useMemo } from 'react';
import { receptionSession } from '../../contract/records/reception-session.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { DutyEntry } from '../../domain/duties/duty-entries.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { type DutyData, dutiesBetween, loadDutyData, NO_DUTY_DATA } from '../../store/duties.ts';
import type { Phone } from '../../store/phone.ts';
import { useLoaded, useSource } from '../../ui/use-source.ts';

export type Duties = {
  readonly data: DutyData;
  readonly entries: readonly DutyEntry[];
  readonly sessions: readonly Summary[];
};

/** The duty calendar between two dates; from the phone alone. */
export function useDuties(phone: Phone, from: PlainDate, to: PlainDate): Duties {
  const summary = useSource(phone.summary);
  const load = useCallback(() => loadDutyData(phone), [phone]);
  const data = useLoaded(load, summary).value ?? NO_DUTY_DATA;
  const sessions = useMemo(() => summary.newestFirst.filter((row) => row.kind === receptionSession.kind), [summary]);
  const entries = useMemo(() => dutiesBetween(phone, { data, sessions, from, to }), [phone, data, sessions, from, to]);
  return { data, entries, sessions };
}
