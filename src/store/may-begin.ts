import { PROBLEMS } from '../contract/problems.ts';
import { may } from '../domain/permissions/may.ts';
import type { Phone, SyncState } from './phone.ts';

/**
 * Whether a new record may be begun here: not on a phone that is only read by now, nor on one that the server has just
 * called revoked, for what it records goes to nobody. A form that is open already may still be finished and saved.
 */
export function mayBegin(
  phone: Pick<Phone, 'actor' | 'place' | 'withdrawn'>,
  { phase, problem }: Pick<SyncState, 'phase' | 'problem'>,
  intent: 'visit.create' | 'session.create',
): boolean {
  const revoked = phase === 'stopped' && problem?.code === PROBLEMS.deviceRevoked.code;
  return !phone.withdrawn && !revoked && may(phone.actor(), intent, phone.place);
}
