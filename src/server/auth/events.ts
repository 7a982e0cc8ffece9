import { type AuthDeps, nowIso, randomUuid } from './context.ts';

/** Writes down what somebody did: ids and codes, no content; and why, where the screen asks for it. */
export async function noteEvent(
  deps: AuthDeps,
  actor: string | null,
  what: string,
  target: string,
  reason: string | null = null,
): Promise<void> {
  await deps.database.kysely
    .insertInto('admin_event')
    .values({ space_id: deps.root, event_id: randomUuid(deps), at: nowIso(deps), actor, what, target, reason })
    .execute();
}
