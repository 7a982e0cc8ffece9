import { may } from '../domain/permissions/may.ts';
import type { Phone } from './phone.ts';

/**
 * Whether a new record may be begun here: not on a phone that is only read by now. A revoked phone goes on: whoever
 * sits before the official is recorded, and the server keeps what such a phone sends for the administrator.
 */
export function mayBegin(
  phone: Pick<Phone, 'actor' | 'place' | 'withdrawn'>,
  intent: 'visit.create' | 'session.create',
): boolean {
  return !phone.withdrawn && may(phone.actor(), intent, phone.place);
}
