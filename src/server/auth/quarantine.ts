import type { QuarantineList } from '../../contract/wire/administration.ts';
import type { Mutation, ProblemRef, SalvageItem } from '../../contract/wire/sync.ts';
import { problem } from '../../domain/merge/problem.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { may } from '../../domain/permissions/may.ts';
import { ok } from '../../domain/result.ts';
import { lockClock, type SpaceClock } from '../storage/clock.ts';
import { type Database, type Sql, uuidArray } from '../storage/database.ts';
import { applyStored } from '../sync/apply-stored.ts';
import { takeIn } from '../sync/salvage.ts';
import { type Answer, refuse, type SyncDeps } from '../sync/sync-session.ts';
import { type AuthDeps, nowIso } from './context.ts';
import { actorAt, readPolicy } from './profile.ts';
import type { Session } from './sessions.ts';
import { getUser } from './users.ts';

const LISTED = 1000;

type Waiting = {
  space_id: string;
  item_id: string;
  kind: string;
  what: 'mutation' | 'salvage';
  user_id: string;
  code: string;
  received_at: string;
};

/** What waits in the spaces this administrator answers for: whose it is and why, never what it says. */
export async function listQuarantine(deps: AuthDeps, session: Session): Promise<QuarantineList> {
  const waiting = await deps.database.query<{ space_id: string }>(
    'select distinct space_id from quarantine where decided_at is null',
  );
  const own = waiting.map((row) => row.space_id).filter((space) => mayDecide(deps, session, space));
  const rows = await deps.database.query<Waiting>(
    `select space_id, item_id, body->>'kind' as kind, what, user_id, reason->>'code' as code, received_at
     from quarantine where decided_at is null and space_id = any($1::text::uuid[])
     order by received_at limit ${LISTED}`,
    [uuidArray(own)],
  );
  const items = rows.map((row) => ({
    id: row.item_id,
    space: row.space_id,
    kind: row.kind,
    what: row.what,
    userId: row.user_id,
    code: row.code,
    receivedAt: row.received_at,
  }));
  return { items };
}

function mayDecide(deps: Pick<AuthDeps, 'root'>, session: Session, space: string): boolean {
  return may(session.actor, 'quarantine.manage', { space, provinceSpace: deps.root });
}

/**
 * Accepted: it is applied by the rights its author has, as if it had just come; what is refused again goes on waiting.
 * Discarded: it stays in the table with the decision, and counts for nothing.
 */
export async function decide(
  deps: AuthDeps,
  sync: SyncDeps,
  session: Session,
  { space, id, decision }: { readonly space: string; readonly id: string; readonly decision: 'accept' | 'discard' },
): Promise<Answer<undefined>> {
  const found = mayDecide(deps, session, space) ? await findWaiting(deps.database, space, id) : undefined;
  if (found === undefined) return refuse('notFound');
  const author = decision === 'accept' ? await authorOf(deps, found.user_id) : undefined;
  if (decision === 'accept' && author === undefined) return refuse('waitsForAdministrator');
  return rollingBack(deps.database, async (tx) => {
    // The clock first, as every writer does: a redaction may have cleaned the body since it was found.
    const clock = await lockClock(tx, space);
    const item = await findWaiting(tx, space, id);
    if (clock === undefined || item === undefined) return refuse('notFound');
    const refused = author === undefined ? undefined : await accept(tx, sync, author, { id, item, clock });
    if (refused !== undefined) return refuse('stillRefused', { params: { code: refused.code } });
    await tx.query(
      `update quarantine set decided_at = $3, decided_by = $4, decision = $5 where space_id = $1 and item_id = $2`,
      [space, id, nowIso(deps), session.user.id, decision],
    );
    return ok(undefined);
  });
}

class Undone extends Error {
  readonly answer: Answer<never>;

  constructor(answer: Answer<never>) {
    super('refused');
    this.answer = answer;
  }
}

/** A refusal leaves nothing behind: no half of an acceptance, no second refusal in the ledger. */
async function rollingBack(
  database: Database,
  work: (tx: Sql) => Promise<Answer<undefined>>,
): Promise<Answer<undefined>> {
  try {
    return await database.transaction(async (tx) => {
      const answer = await work(tx);
      if (!answer.ok) throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    throw error;
  }
}

type Item = {
  readonly space_id: string;
  readonly client_id: string;
  readonly device_id: string | null;
  readonly user_id: string;
  readonly body: Mutation | SalvageItem;
  readonly body_hash: string;
};

async function findWaiting(sql: Sql, space: string, id: string): Promise<Item | undefined> {
  const [item] = await sql.query<Item>(
    `select space_id, client_id, device_id, user_id, body, body_hash from quarantine
     where space_id = $1 and item_id = $2 and decided_at is null`,
    [space, id],
  );
  return item;
}

type Author = { readonly actor: Actor; readonly spaces: readonly string[] };

async function authorOf(deps: AuthDeps, userId: string): Promise<Author | undefined> {
  const author = await getUser(deps, userId);
  if (author === undefined) return undefined;
  const policy = await readPolicy(deps.database, deps.root);
  const spaces = author.memberships.map((membership) => membership.space);
  return { actor: actorAt(deps, author, author.memberships, policy), spaces };
}

async function accept(
  tx: Sql,
  sync: SyncDeps,
  { actor, spaces }: Author,
  { id, item, clock }: { readonly id: string; readonly item: Item; readonly clock: SpaceClock },
): Promise<ProblemRef | undefined> {
  const { space_id: space, client_id: clientId, device_id: deviceId, body_hash: bodyHash, body } = item;
  if ('mid' in body) {
    const result = await applyStored(tx, sync, actor, { space, clientId, deviceId, bodyHash, mutation: body });
    return result?.st === 'rejected' ? (result.problem ?? problem('malformed')) : undefined;
  }
  const session = { actor, standing: 'active' as const, deviceId, spaces };
  // Common point 0: whatever stands in the record now was written by somebody, and the salvaged value waits beside it.
  const named = [{ mid: id, item: { ...body, common: 0 } }];
  const taken = await takeIn(tx, { deps: sync, session, space, clientId, clock }, named);
  return taken.quarantined[0]?.reason;
}
