import type { SessionStatus } from '../../contract/records/codes.ts';

/** Where a reception session may go from each status; staying is always allowed. */
export const SESSION_TRANSITIONS: { readonly [from in SessionStatus]: readonly SessionStatus[] } = {
  // Straight to done: "không có công dân đến" in one tap, and sessions entered afterwards.
  scheduled: ['in_progress', 'done', 'postponed', 'cancelled'],
  // Back to scheduled: started by mistake.
  in_progress: ['done', 'scheduled', 'cancelled'],
  // Back to in progress: closed too early.
  done: ['in_progress'],
  postponed: ['scheduled', 'in_progress', 'done', 'cancelled'],
  cancelled: ['scheduled'],
};

/** Whether a session may pass from one status to the other. */
export function mayPass(from: SessionStatus, to: SessionStatus): boolean {
  return from === to || SESSION_TRANSITIONS[from].includes(to);
}
