import type { EnrolmentCode } from '../../contract/wire/administration.ts';
import type { Certificate, EnrolAnswer, EnrolRequest } from '../../contract/wire/session.ts';
import { ok } from '../../domain/result.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';
import { type AuthDeps, nowIso, randomUuid } from './context.ts';
import { noteEvent } from './events.ts';
import { profileOf } from './profile.ts';
import { deviceKey, recoveryKey, sameText } from './server-keys.ts';
import { findUser, type KnownUser } from './users.ts';
import { mustWait, noteWrongTry, type TryLimits, wrongTriesOf } from './wrong-tries.ts';

const CODE_LIFE_MS = 30 * 60 * 1000;
const WRONG_TRIES = 5;
const LIMITS: TryLimits = { perAddress: 20, inAll: 200 };
const CODES = 100_000_000;

/** A fresh code for one user; earlier unused ones die. Shown once, kept only as a keyed hash. */
export async function issueCode(
  deps: AuthDeps,
  user: Pick<KnownUser, 'id' | 'username'>,
  issuedBy: string | null,
): Promise<EnrolmentCode> {
  const code = String(Buffer.from(deps.ports.randomBytes(8)).readBigUInt64BE() % BigInt(CODES)).padStart(8, '0');
  const codeId = randomUuid(deps);
  const expiresAt = nowIso(deps, CODE_LIFE_MS);
  const { kysely } = deps.database;
  await kysely
    .updateTable('enrolment_code')
    .set({ expires_at: nowIso(deps) })
    .where('space_id', '=', deps.root)
    .where('user_id', '=', user.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', nowIso(deps))
    .execute();
  await kysely
    .insertInto('enrolment_code')
    .values({
      space_id: deps.root,
      code_id: codeId,
      user_id: user.id,
      code_hash: deps.keys.keyedHash(`${codeId}|${code}`),
      expires_at: expiresAt,
      used_at: null,
      issued_by: issuedBy,
    })
    .execute();
  return { username: user.username, code, expiresAt };
}

/** Makes a device of whoever knows a user's name and one-time code (security.md §4). */
export async function enrol(deps: AuthDeps, request: EnrolRequest, address: string): Promise<Answer<EnrolAnswer>> {
  const attempt = { what: 'enrol', subject: request.username, address } as const;
  const seconds = await mustWait(deps, attempt, LIMITS);
  if (seconds !== undefined) return refuse('rateLimited', { params: { seconds } });
  const user = await findUser(deps, request.username);
  const checked = await checkCode(deps, user, request.code);
  if (checked === 'dead') return refuse('codeDead');
  if (checked === 'wrong' || user === undefined) return wrongCode(deps, attempt, user);
  if (deviceKey(request.publicKey) === undefined) return refuse('malformed');
  if (!(await consumeCode(deps, checked))) return refuse('codeDead');
  const certificate = await registerDevice(deps, user, request);
  await noteEvent(deps, user.id, 'device.enrolled', certificate.body.deviceId);
  return ok({
    certificate,
    serverKey: deps.keys.publicKey,
    recoveryKey: await recoveryKey(deps.database, deps.root),
    profile: await profileOf(deps, { id: user.id, username: user.username, name: user.name }, user.memberships),
  });
}

type CodeId = { readonly codeId: string };

async function checkCode(
  deps: AuthDeps,
  user: KnownUser | undefined,
  code: string,
): Promise<CodeId | 'dead' | 'wrong'> {
  if (user === undefined) return 'wrong';
  const latest = await latestCode(deps, user.id);
  if (latest === undefined) return 'wrong';
  const right = sameText(latest.code_hash, deps.keys.keyedHash(`${latest.code_id}|${code}`));
  const dead = latest.used_at !== null || latest.expires_at <= nowIso(deps) || latest.wrong_tries >= WRONG_TRIES;
  if (dead) return right || latest.wrong_tries >= WRONG_TRIES ? 'dead' : 'wrong';
  return right && !user.locked ? { codeId: latest.code_id } : 'wrong';
}

function latestCode(deps: AuthDeps, userId: string) {
  return deps.database.kysely
    .selectFrom('enrolment_code')
    .selectAll()
    .where('space_id', '=', deps.root)
    .where('user_id', '=', userId)
    .orderBy('expires_at', 'desc')
    .orderBy('used_at', (order) => order.asc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
}

/** A name that nobody bears counts down like one that somebody does: the answer must not tell which it is. */
async function wrongCode(
  deps: AuthDeps,
  attempt: Parameters<typeof noteWrongTry>[1],
  user: KnownUser | undefined,
): Promise<Answer<never>> {
  const before = await wrongTriesOf(deps, attempt, CODE_LIFE_MS);
  await noteWrongTry(deps, attempt);
  const latest = user === undefined ? undefined : await latestCode(deps, user.id);
  const live = latest !== undefined && latest.used_at === null && latest.expires_at > nowIso(deps);
  if (!live)
    return before >= WRONG_TRIES
      ? refuse('codeDead')
      : refuse('wrongCode', { params: { left: WRONG_TRIES - 1 - before } });
  const [row] = await deps.database.query<{ wrong_tries: number }>(
    `update enrolment_code set wrong_tries = wrong_tries + 1 where space_id = $1 and code_id = $2 returning wrong_tries`,
    [deps.root, latest.code_id],
  );
  return refuse('wrongCode', { params: { left: Math.max(0, WRONG_TRIES - (row?.wrong_tries ?? WRONG_TRIES)) } });
}

/** Whether this request was the one that used the code up. */
async function consumeCode(deps: AuthDeps, { codeId }: CodeId): Promise<boolean> {
  const used = await deps.database.query(
    'update enrolment_code set used_at = $3 where space_id = $1 and code_id = $2 and used_at is null returning code_id',
    [deps.root, codeId, nowIso(deps)],
  );
  return used.length === 1;
}

async function registerDevice(deps: AuthDeps, user: KnownUser, request: EnrolRequest): Promise<Certificate> {
  const body: Certificate['body'] = {
    deviceId: randomUuid(deps),
    userId: user.id,
    username: user.username,
    publicKey: request.publicKey,
    spaces: [...new Set(user.memberships.map((membership) => membership.space))],
    issuedAt: nowIso(deps),
    serial: randomUuid(deps),
  };
  await storeDevice(deps, body, { name: request.deviceName, reregistered: false });
  return { body, signature: deps.keys.sign(body) };
}

/** Writes a device down; one that another request just wrote stays as it is. */
export async function storeDevice(
  deps: AuthDeps,
  body: Certificate['body'],
  { name, reregistered }: { readonly name: string; readonly reregistered: boolean },
): Promise<void> {
  await deps.database.query(
    `insert into device (space_id, device_id, user_id, username, name, public_key, serial, spaces, enrolled_at,
                         reregistered_at, last_seen)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11) on conflict (space_id, device_id) do nothing`,
    [
      deps.root,
      body.deviceId,
      body.userId,
      body.username,
      name,
      body.publicKey,
      body.serial,
      JSON.stringify(body.spaces),
      body.issuedAt,
      reregistered ? nowIso(deps) : null,
      nowIso(deps),
    ],
  );
}
