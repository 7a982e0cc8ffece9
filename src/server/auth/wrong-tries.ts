import { type AuthDeps, nowIso, randomUuid } from './context.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Wrong tries of one hour, of one address and of the whole server: right ones are not counted. */
export type TryLimits = { readonly perAddress: number; readonly inAll: number };

type Try = { readonly what: 'enrol' | 'password'; readonly subject: string; readonly address: string };

/** Seconds to wait when there were too many wrong tries; undefined = go on. */
export async function mustWait(deps: AuthDeps, attempt: Try, limits: TryLimits): Promise<number | undefined> {
  const since = nowIso(deps, -HOUR_MS);
  const rows = await deps.database.kysely
    .selectFrom('wrong_try')
    .select(['address', 'at'])
    .where('space_id', '=', deps.root)
    .where('at', '>', since)
    .where('what', 'like', `${attempt.what}:%`)
    .orderBy('at')
    .limit(limits.inAll)
    .execute();
  const address = deps.keys.keyedHash(attempt.address);
  const own = rows.filter((row) => row.address === address);
  const oldest =
    rows.length >= limits.inAll ? rows[0] : own.length >= limits.perAddress ? own.at(-limits.perAddress) : undefined;
  if (oldest === undefined) return undefined;
  return Math.max(1, Math.ceil((Date.parse(oldest.at) + HOUR_MS - deps.ports.nowMs()) / 1000));
}

/** Remembers a wrong try for an hour; address and name only as keyed hashes. */
export async function noteWrongTry(deps: AuthDeps, attempt: Try): Promise<void> {
  const { kysely } = deps.database;
  await kysely
    .deleteFrom('wrong_try')
    .where('space_id', '=', deps.root)
    .where('at', '<', nowIso(deps, -HOUR_MS))
    .execute();
  await kysely
    .insertInto('wrong_try')
    .values({
      space_id: deps.root,
      try_id: randomUuid(deps),
      what: whatOf(deps, attempt),
      address: deps.keys.keyedHash(attempt.address),
      at: nowIso(deps),
    })
    .execute();
}

/** How often a subject was tried wrongly in the last `windowMs`. */
export async function wrongTriesOf(deps: AuthDeps, attempt: Try, windowMs: number): Promise<number> {
  const row = await deps.database.kysely
    .selectFrom('wrong_try')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('space_id', '=', deps.root)
    .where('what', '=', whatOf(deps, attempt))
    .where('at', '>', nowIso(deps, -windowMs))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function whatOf(deps: AuthDeps, { what, subject }: Try): string {
  return `${what}:${deps.keys.keyedHash(subject)}`;
}
