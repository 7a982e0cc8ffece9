import { PROBLEMS } from '../../contract/problems.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { REMOVE_WORDS, type RemoveProblem, type SignedOut } from '../../store/phone.ts';
import { markWithdrawn } from '../../store/phone-meta.ts';
import { queueCounts } from '../../store/queue-counts.ts';
import { type Unsent, unsentOf } from '../../store/unsent.ts';
import type { PhoneCore } from './phone-core.ts';
import type { PhoneSync } from './phone-sync.ts';

/** How long a person who signs out waits for the last sending. */
const LAST_SENDING_MS = 10_000;
/** How long for the server to forget the session; it ends by itself after 12 hours. */
const GOODBYE_MS = 3_000;

/** Signing out (rule 22): tries to send, ends the session, then `lock` drops the keys. What stays is sealed. */
export async function signOut(
  { env, port }: PhoneCore,
  { loop, session }: PhoneSync,
  lock: () => void,
): Promise<SignedOut> {
  if ((await queueCounts(port)).waiting > 0) {
    loop.trigger('button');
    await Promise.race([endOfSending(loop), pause(env, LAST_SENDING_MS)]);
  }
  const { waiting } = await queueCounts(port);
  await Promise.race([session.end(), pause(env, GOODBYE_MS)]);
  lock();
  return { waiting };
}

function endOfSending(loop: PhoneSync['loop']): Promise<void> {
  return new Promise((resolve) => {
    const stop = loop.subscribe(() => {
      if (loop.getSnapshot().phase === 'sending') return;
      stop();
      resolve();
    });
  });
}

function pause(env: PhoneCore['env'], delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    env.timer(delayMs, resolve);
  });
}

/** Deletes this user's database. Unsent work needs to be in a backup made since this phone was opened, and typed words. */
export async function removeFromPhone(
  core: PhoneCore,
  { session }: PhoneSync,
  asked: { readonly typed: string; readonly exported: Unsent | undefined },
  lock: () => void,
): Promise<Result<void, RemoveProblem>> {
  const { env, port } = core;
  const { names, waiting, refused, drafts } = await unsentOf(port);
  if (names.length > 0) {
    const exported = new Set(asked.exported?.names);
    if (!names.every((name) => exported.has(name))) return err({ tag: 'unsent', waiting, refused, drafts });
    if (asked.typed.normalize('NFC').trim().toUpperCase() !== REMOVE_WORDS.normalize('NFC'))
      return err({ tag: 'not-confirmed' });
  }
  await Promise.race([session.end(), pause(env, GOODBYE_MS)]);
  lock();
  return (await deletePhone(core)) ? ok(undefined) : err({ tag: 'blocked' });
}

/**
 * The server asks, by its signature, to remove everything (a lost phone). What was not acknowledged is never deleted:
 * it stays sealed, and only the recovery key opens it. Once: whoever was let in again by that key reads and exports.
 */
export async function wipe(core: PhoneCore, lock: () => void): Promise<void> {
  if (await holdsUnsent(core)) {
    if (core.withdrawn) return;
    await markWithdrawn(core.port);
    await core.port.slots().update((rows) => (rows.recovery ? { recovery: rows.recovery } : rows));
    lock();
    return;
  }
  lock();
  await deletePhone(core);
}

/** What the server keeps aside because of the revocation has arrived; any other refused item exists here only. */
async function holdsUnsent({ port }: PhoneCore): Promise<boolean> {
  const { notArrived, refused } = await port.read(['outbox', 'quarant', 'draft', 'salvage'], async (tx) => ({
    notArrived: (await tx.count('outbox')) + (await tx.count('draft')) + (await tx.count('salvage')),
    refused: await tx.all('quarant'),
  }));
  return notArrived > 0 || refused.some(({ code }) => code !== PROBLEMS.quarantinedByRevocation.code);
}

async function deletePhone({ env, name }: PhoneCore): Promise<boolean> {
  const deleted = await env.deleteStore(name);
  if (deleted) await env.directory.remove(name);
  return deleted;
}
