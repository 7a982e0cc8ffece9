import { organOf } from '../../domain/permissions/buckets.ts';
import { may } from '../../domain/permissions/may.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';

export type VisitIntent = 'visit.edit' | 'visit.delete' | 'visit.restore' | 'visit.redact';

/** Whether the user of this phone may do this to a visit. */
export function mayDo(phone: Phone, record: OpenRecord, intent: VisitIntent): boolean {
  const organ = organOf(record.view.cells);
  const target = { ...phone.place, ...(organ === undefined ? {} : { organ }) };
  return !phone.withdrawn && may(phone.actor(), intent, target);
}
