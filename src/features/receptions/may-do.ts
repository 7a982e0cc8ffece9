import type { Cells } from '../../contract/records/kind.ts';
import { organOf } from '../../domain/permissions/buckets.ts';
import { type Intent, may } from '../../domain/permissions/may.ts';
import type { Phone } from '../../store/phone.ts';

/** Whether the user of this phone may do this to a record with these cells. */
export function mayDo(phone: Phone, cells: Cells, intent: Intent): boolean {
  const organ = organOf(cells);
  const target = { ...phone.place, ...(organ === undefined ? {} : { organ }) };
  return !phone.withdrawn && may(phone.actor(), intent, target);
}
