import type { DeviceList, GrantsRequest, NewUserRequest, UserList } from '../../contract/wire/administration.ts';
import type { Membership } from '../../contract/wire/session.ts';
import { type Intent, may, mayGrant } from '../../domain/permissions/may.ts';
import { ok } from '../../domain/result.ts';
import { uuidArray } from '../storage/database.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';
import { type AuthDeps, nowIso, randomUuid } from './context.ts';
import { noteEvent } from './events.ts';
import { hashPassword } from './passwords.ts';
import type { Session } from './sessions.ts';
import { createUser, getUser, type KnownUser, listUsers, lockUser, replaceGrants } from './users.ts';

/** Whether an administrator answers for everything that a user or device touches. */
function mayOver(deps: AuthDeps, session: Session, intent: Intent, spaces: readonly string[]): boolean {
  const asked = spaces.length === 0 ? [deps.root] : spaces;
  return asked.every((space) => may(session.actor, intent, { space, provinceSpace: deps.root }));
}

function spacesOf(memberships: readonly Membership[]): string[] {
  return [...new Set(memberships.map((membership) => membership.space))];
}

export async function usersFor(deps: AuthDeps, session: Session): Promise<UserList> {
  const devices = await deps.database.kysely
    .selectFrom('device')
    .select(['user_id'])
    .where('space_id', '=', deps.root)
    .where('revoked_at', 'is', null)
    .execute();
  const users = (await listUsers(deps)).filter((user) =>
    mayOver(deps, session, 'user.manage', spacesOf(user.memberships)),
  );
  return {
    users: users.map((user) => ({
      user: { id: user.id, username: user.username, name: user.name },
      memberships: [...user.memberships],
      locked: user.locked,
      signsInBy: {
        password: user.passwordHash !== null,
        devices: devices.filter((device) => device.user_id === user.id).length,
      },
    })),
  };
}

function mayGrantAll(deps: AuthDeps, session: Session, memberships: readonly Membership[]): boolean {
  return memberships.every((grant) => mayGrant(session.actor, grant, { space: grant.space, provinceSpace: deps.root }));
}

export async function addUser(
  deps: AuthDeps,
  session: Session,
  request: NewUserRequest,
): Promise<Answer<{ id: string }>> {
  if (!mayGrantAll(deps, session, request.memberships)) return refuse('forbidden');
  const id = request.id ?? randomUuid(deps);
  const passwordHash = request.password === undefined ? null : await hashPassword(request.password);
  const { username, name, memberships } = request;
  const made = await deps.database.transaction((tx) =>
    createUser(tx, deps.root, { id, username, name, passwordHash, memberships }),
  );
  if (!made) return refuse('nameTaken');
  await noteEvent(deps, session.user.id, 'user.created', id);
  return ok({ id });
}

/**
 * Gives a user other duties, from this moment on. Nobody changes his own: he would shut himself out, and another must know.
 * What he wrote before and sends later is judged by what he may do then: refused, it stays on his phone.
 */
export async function changeGrants(
  deps: AuthDeps,
  session: Session,
  userId: string,
  { memberships }: GrantsRequest,
): Promise<Answer<undefined>> {
  const user = await managedUser(deps, session, 'user.manage', userId);
  if (!user.ok) return user;
  if (userId === session.user.id || !mayGrantAll(deps, session, memberships)) return refuse('forbidden');
  await deps.database.transaction((tx) => replaceGrants(tx, deps.root, userId, memberships));
  await noteEvent(deps, session.user.id, 'user.changed', userId);
  return ok(undefined);
}

/** A user whom this administrator may manage; others do not exist for him. */
export async function managedUser(
  deps: AuthDeps,
  session: Session,
  intent: Intent,
  userId: string,
): Promise<Answer<KnownUser>> {
  const user = await getUser(deps, userId);
  if (user === undefined || !mayOver(deps, session, intent, spacesOf(user.memberships))) return refuse('notFound');
  return ok(user);
}

export async function setUserLock(
  deps: AuthDeps,
  session: Session,
  userId: string,
  locked: boolean,
): Promise<Answer<undefined>> {
  const user = await managedUser(deps, session, 'user.manage', userId);
  if (!user.ok) return user;
  await deps.database.transaction((tx) => lockUser(tx, deps.root, userId, locked ? nowIso(deps) : null));
  await noteEvent(deps, session.user.id, locked ? 'user.locked' : 'user.unlocked', userId);
  return ok(undefined);
}

export async function devicesFor(deps: AuthDeps, session: Session): Promise<DeviceList> {
  const users = new Map((await listUsers(deps)).map((user) => [user.id, user]));
  const rows = await deps.database.kysely
    .selectFrom('device')
    .selectAll()
    .where('space_id', '=', deps.root)
    .orderBy('enrolled_at')
    .execute();
  const shown = rows.filter((row) =>
    mayOver(deps, session, 'device.manage', deviceSpaces(row, users.get(row.user_id))),
  );
  const versionsByDevice = await appVersions(
    deps,
    shown.map((row) => row.device_id),
  );
  const waiting = await waitingByDevice(deps);
  return {
    devices: shown.map((row) => ({
      id: row.device_id,
      user: userOf(row, users.get(row.user_id)),
      name: row.name,
      enrolledAt: row.enrolled_at,
      locked: row.locked_at !== null,
      ...(row.last_seen === null ? {} : { lastSeen: row.last_seen }),
      ...appVersionOf(versionsByDevice.get(row.device_id)),
      ...(waiting.has(row.device_id) ? { waiting: waiting.get(row.device_id) } : {}),
      ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
      ...(row.reregistered_at === null ? {} : { reregisteredAt: row.reregistered_at }),
    })),
  };
}

function userOf(row: { readonly user_id: string; readonly username: string }, user: KnownUser | undefined) {
  const { user_id: id, username } = row;
  return user === undefined ? { id, username, known: false } : { id, username, known: true, name: user.name };
}

/** How many items of each device wait in quarantine. */
async function waitingByDevice(deps: AuthDeps): Promise<ReadonlyMap<string, number>> {
  const rows = await deps.database.query<{ device_id: string; count: number }>(
    `select device_id, count(*) as count from quarantine where decided_at is null and device_id is not null
     group by device_id`,
  );
  return new Map(rows.map(({ device_id, count }) => [device_id, count]));
}

/** The app that spoke last from each device; none of one that has never sent anything. */
async function appVersions(deps: AuthDeps, devices: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await deps.database.query<{ device_id: string; app_ver: string }>(
    `select distinct on (device_id) device_id, app_ver from client where device_id = any($1::text::uuid[])
     order by device_id, last_seen desc`,
    [uuidArray(devices)],
  );
  return new Map(rows.map(({ device_id, app_ver }) => [device_id, app_ver]));
}

function appVersionOf(version: string | undefined): { readonly appVersion?: string } {
  return version === undefined ? {} : { appVersion: version };
}

/** The units a device concerns: its user's, or those its certificate names when a restored server forgot him. */
function deviceSpaces(device: { readonly spaces: unknown }, user: KnownUser | undefined): string[] {
  return user === undefined ? (device.spaces as string[]) : spacesOf(user.memberships);
}

export type DeviceChange = { readonly locked: boolean } | { readonly revoked: { readonly wipe: boolean } };

/** Locks a device (no session until it is unlocked) or withdraws it for good. */
export async function changeDevice(
  deps: AuthDeps,
  session: Session,
  deviceId: string,
  change: DeviceChange,
): Promise<Answer<undefined>> {
  const device = await deps.database.kysely
    .selectFrom('device')
    .selectAll()
    .where('space_id', '=', deps.root)
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  if (device === undefined) return refuse('notFound');
  const spaces = deviceSpaces(device, await getUser(deps, device.user_id));
  if (!mayOver(deps, session, 'device.manage', spaces)) return refuse('notFound');
  const set =
    'locked' in change
      ? { locked_at: change.locked ? nowIso(deps) : null }
      : { revoked_at: device.revoked_at ?? nowIso(deps), revoked_by: session.user.id, wipe: change.revoked.wipe };
  await deps.database.kysely
    .updateTable('device')
    .set(set)
    .where('space_id', '=', deps.root)
    .where('device_id', '=', deviceId)
    .execute();
  const what = 'revoked' in change ? 'device.revoked' : change.locked ? 'device.locked' : 'device.unlocked';
  await noteEvent(deps, session.user.id, what, deviceId);
  return ok(undefined);
}
