import type {
  Certificate,
  DeviceSessionRequest,
  PasswordSessionRequest,
  Profile,
  RevokedNotice,
  SessionAnswer,
  User,
} from '../../contract/wire/session.ts';
import { ok } from '../../domain/result.ts';
import { sha256 } from '../storage/chain.ts';
import { type Answer, refuse, type Standing, type SyncSession } from '../sync/sync-session.ts';
import { type AuthDeps, nowIso, randomToken } from './context.ts';
import { storeDevice } from './enrolment.ts';
import { consumeNonce, isFreshNonce } from './nonces.ts';
import { checkPassword } from './passwords.ts';
import { actorAt, type MembershipRow, membershipOf, type Policy, profileOf } from './profile.ts';
import { deviceKey, deviceSigned } from './server-keys.ts';
import { findUser, getUser } from './users.ts';
import { mustWait, noteWrongTry, type TryLimits } from './wrong-tries.ts';

/** How long a session lasts: a working day; a phone signs a new nonce, nobody is asked. */
export const SESSION_LIFE_MS = 12 * 60 * 60 * 1000;

const PASSWORD_LIMITS: TryLimits = { perAddress: 20, inAll: 500 };

/** Who is behind a request, as this server knows him now. */
export type Session = SyncSession & { readonly user: User; readonly expiresAt: string };

/** A new session: the token goes into the cookie, the database keeps only its hash. */
export type NewSession = { readonly token: string; readonly answer: SessionAnswer };

type SessionRow = {
  user_id: string;
  username: string;
  expires_at: string;
  device_id: string | null;
  name: string | null;
  user_locked: string | null;
  known: boolean;
  revoked_at: string | null;
  device_locked: string | null;
  last_seen: string | null;
  spaces: string[] | null;
  memberships: MembershipRow[] | null;
  policy: Partial<Policy> | null;
};

/** The session of a cookie; undefined when it is unknown or over, or its user or device is locked. */
export async function readSession(deps: AuthDeps, token: string): Promise<Session | undefined> {
  const rows = await deps.database.query<SessionRow>(
    `select s.user_id, s.username, s.expires_at, s.device_id, u.name, u.locked_at as user_locked, u.user_id is not null as known,
       d.revoked_at, d.locked_at as device_locked, d.last_seen, d.spaces,
       (select jsonb_agg(to_jsonb(m)) from user_membership m
        where m.space_id = s.space_id and m.user_id = s.user_id) as memberships,
       (select value from setting where space_id = s.space_id and name = 'policy') as policy
     from session s
     left join app_user u on u.space_id = s.space_id and u.user_id = s.user_id
     left join device d on d.space_id = s.space_id and d.device_id = s.device_id
     where s.space_id = $1 and s.token_hash = $2 and s.expires_at > $3`,
    [deps.root, sha256(token), nowIso(deps)],
  );
  const row = rows[0];
  if (row === undefined || row.user_locked !== null || row.device_locked !== null) return undefined;
  await noteContact(deps, row);
  const memberships = (row.memberships ?? []).map(membershipOf);
  const policy: Policy = { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper', ...row.policy };
  return {
    actor: actorAt(deps, { id: row.user_id }, memberships, policy),
    standing: standingOf(row),
    deviceId: row.device_id,
    spaces: row.known ? memberships.map((membership) => membership.space) : (row.spaces ?? []),
    user: { id: row.user_id, username: row.username, name: row.name ?? row.username },
    expiresAt: row.expires_at,
  };
}

/** When a device last spoke is told to the minute or so: not every request is worth a write. */
const CONTACT_STEP_MS = 60_000;

async function noteContact(deps: AuthDeps, { device_id: deviceId, last_seen: lastSeen }: SessionRow): Promise<void> {
  if (deviceId === null || deps.ports.nowMs() - Date.parse(lastSeen ?? '1970-01-01T00:00:00Z') < CONTACT_STEP_MS)
    return;
  await writeContact(deps, deviceId);
}

async function writeContact(deps: AuthDeps, deviceId: string): Promise<void> {
  await deps.database.kysely
    .updateTable('device')
    .set({ last_seen: nowIso(deps) })
    .where('space_id', '=', deps.root)
    .where('device_id', '=', deviceId)
    .execute();
}

function standingOf(row: Pick<SessionRow, 'revoked_at' | 'known'>): Standing {
  if (row.revoked_at !== null) return 'revoked';
  return row.known ? 'active' : 'orphaned';
}

/** The profile of a session. */
export async function sessionProfile(deps: AuthDeps, session: Session): Promise<Profile> {
  return profileOf(deps, session.user, session.actor.memberships);
}

/** Ends a session. */
export async function endSession(deps: AuthDeps, token: string): Promise<void> {
  await deps.database.kysely
    .deleteFrom('session')
    .where('space_id', '=', deps.root)
    .where('token_hash', '=', sha256(token))
    .execute();
}

/** A session for somebody whose identity is already proved. */
export async function startSession(deps: AuthDeps, user: User, deviceId: string | null): Promise<NewSession> {
  const token = randomToken(deps);
  const expiresAt = nowIso(deps, SESSION_LIFE_MS);
  const { kysely } = deps.database;
  await kysely.deleteFrom('session').where('space_id', '=', deps.root).where('expires_at', '<', nowIso(deps)).execute();
  await kysely
    .insertInto('session')
    .values({
      space_id: deps.root,
      token_hash: sha256(token),
      user_id: user.id,
      username: user.username,
      device_id: deviceId,
      expires_at: expiresAt,
    })
    .execute();
  const known = await getUser(deps, user.id);
  return { token, answer: { profile: await profileOf(deps, user, known?.memberships ?? []), expiresAt } };
}

/** A browser without local data signs in with name and password. */
export async function passwordSession(
  deps: AuthDeps,
  request: PasswordSessionRequest,
  address: string,
): Promise<Answer<NewSession>> {
  const attempt = { what: 'password', subject: request.username, address } as const;
  const seconds = await mustWait(deps, attempt, PASSWORD_LIMITS);
  if (seconds !== undefined) return refuse('rateLimited', { params: { seconds } });
  const user = await findUser(deps, request.username);
  if (!(await checkPassword(user?.passwordHash, request.password)) || user === undefined || user.locked) {
    await noteWrongTry(deps, attempt);
    return refuse('wrongPassword');
  }
  return ok(await startSession(deps, { id: user.id, username: user.username, name: user.name }, null));
}

/**
 * A device proves that it holds the key of its certificate (security.md §4; sync rules 13, 21). A revoked device gets its
 * session too: it reads nothing any more, but hands in what it still holds before it obeys.
 */
export async function deviceSession(deps: AuthDeps, request: DeviceSessionRequest): Promise<Answer<NewSession>> {
  const { certificate, nonce, signature } = request;
  const key = deviceKey(certificate.body.publicKey);
  if (key === undefined || !deps.keys.signed(certificate.body, certificate.signature)) return refuse('badCertificate');
  const signed = isFreshNonce(deps, nonce) && deviceSigned(key, `gan-dan session ${nonce}`, signature);
  if (!signed || !(await consumeNonce(deps, nonce))) return refuse('badSignature');
  const device = await knownDevice(deps, certificate.body);
  if (device.public_key !== certificate.body.publicKey || device.serial !== certificate.body.serial)
    return refuse('badCertificate');
  if (device.locked_at !== null) return refuse('forbidden');
  const { userId, username, deviceId } = certificate.body;
  const known = await getUser(deps, userId);
  if (known?.locked === true) return refuse('forbidden');
  const user = { id: userId, username: known?.username ?? username, name: known?.name ?? username };
  return ok(await startSession(deps, user, deviceId));
}

/** The device of a valid certificate; one that a restored server forgot is written down again. */
async function knownDevice(deps: AuthDeps, body: Certificate['body']) {
  const find = () =>
    deps.database.kysely
      .selectFrom('device')
      .selectAll()
      .where('space_id', '=', deps.root)
      .where('device_id', '=', body.deviceId)
      .executeTakeFirst();
  const known = await find();
  if (known === undefined) await storeDevice(deps, body, { name: '', reregistered: true });
  else await writeContact(deps, body.deviceId);
  const device = known ?? (await find());
  if (device === undefined) throw new Error('a device that was just written is not there');
  return device;
}

/** The only words that make a phone lock and wipe itself: signed with the key it pinned. */
export function revokedNotice(deps: Pick<AuthDeps, 'keys'>, body: RevokedNotice['body']): RevokedNotice {
  return { body, signature: deps.keys.sign(body) };
}

/** The notice for a device that was revoked; undefined for every other. */
export async function noticeFor(deps: AuthDeps, deviceId: string | null): Promise<RevokedNotice | undefined> {
  if (deviceId === null) return undefined;
  const device = await deps.database.kysely
    .selectFrom('device')
    .select(['revoked_at', 'wipe'])
    .where('space_id', '=', deps.root)
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  if (device === undefined || device.revoked_at === null) return undefined;
  return revokedNotice(deps, { deviceId, revokedAt: device.revoked_at, wipe: device.wipe });
}
