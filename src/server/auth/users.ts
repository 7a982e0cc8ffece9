import type { Membership } from '../../contract/wire/session.ts';
import type { Sql } from '../storage/database.ts';
import type { AuthDeps } from './context.ts';
import { type MembershipRow, membershipOf } from './profile.ts';

export type KnownUser = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly locked: boolean;
  readonly passwordHash: string | null;
  readonly memberships: readonly Membership[];
};

type UserRow = {
  user_id: string;
  username: string;
  name: string;
  password_hash: string | null;
  locked_at: string | null;
  memberships: MembershipRow[] | null;
};

const USERS = `
  select u.user_id, u.username, u.name, u.password_hash, u.locked_at,
    (select jsonb_agg(to_jsonb(m) order by m.member_space, m.organ, m.role) from user_membership m
     where m.space_id = u.space_id and m.user_id = u.user_id) as memberships
  from app_user u where u.space_id = $1`;

function knownUser(row: UserRow): KnownUser {
  return {
    id: row.user_id,
    username: row.username,
    name: row.name,
    locked: row.locked_at !== null,
    passwordHash: row.password_hash,
    memberships: (row.memberships ?? []).map(membershipOf),
  };
}

/** A user by the name he signs in with. */
export async function findUser(
  deps: Pick<AuthDeps, 'database' | 'root'>,
  username: string,
): Promise<KnownUser | undefined> {
  const rows = await deps.database.query<UserRow>(`${USERS} and u.username = $2`, [deps.root, username]);
  return rows[0] === undefined ? undefined : knownUser(rows[0]);
}

/** A user by id. */
export async function getUser(
  deps: Pick<AuthDeps, 'database' | 'root'>,
  userId: string,
): Promise<KnownUser | undefined> {
  const rows = await deps.database.query<UserRow>(`${USERS} and u.user_id = $2`, [deps.root, userId]);
  return rows[0] === undefined ? undefined : knownUser(rows[0]);
}

/** Every user of the province. */
export async function listUsers(deps: Pick<AuthDeps, 'database' | 'root'>): Promise<KnownUser[]> {
  return (await deps.database.query<UserRow>(`${USERS} order by u.username`, [deps.root])).map(knownUser);
}

export type NewUser = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly memberships: readonly Membership[];
};

/** Adds a user; false when the name or the id is taken. */
export async function createUser(tx: Sql, root: string, user: NewUser): Promise<boolean> {
  const made = await tx.query(
    `insert into app_user (space_id, user_id, username, name, password_hash) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning user_id`,
    [root, user.id, user.username, user.name, user.passwordHash],
  );
  if (made.length === 0) return false;
  await grant(tx, root, user.id, user.memberships);
  return true;
}

/** What a user may do from now on; nothing else any more. */
export async function replaceGrants(
  tx: Sql,
  root: string,
  userId: string,
  memberships: readonly Membership[],
): Promise<void> {
  await tx.query('delete from user_membership where space_id = $1 and user_id = $2', [root, userId]);
  await grant(tx, root, userId, memberships);
}

async function grant(tx: Sql, root: string, userId: string, memberships: readonly Membership[]): Promise<void> {
  await tx.query(
    `insert into user_membership (space_id, user_id, member_space, organ, role, valid_from, valid_to)
     select $1, $2, space, organ, role, "from", "to"
     from jsonb_to_recordset($3::jsonb) as t(space uuid, organ text, role text, "from" date, "to" date)
     on conflict do nothing`,
    [root, userId, JSON.stringify(memberships)],
  );
}

export async function setPassword(sql: Sql, root: string, userId: string, passwordHash: string): Promise<void> {
  await sql.query('update app_user set password_hash = $3 where space_id = $1 and user_id = $2', [
    root,
    userId,
    passwordHash,
  ]);
}

/** Locks or unlocks an account; a locked one keeps no session. */
export async function lockUser(tx: Sql, root: string, userId: string, lockedAt: string | null): Promise<void> {
  await tx.query('update app_user set locked_at = $3 where space_id = $1 and user_id = $2', [root, userId, lockedAt]);
  if (lockedAt !== null) await tx.query('delete from session where space_id = $1 and user_id = $2', [root, userId]);
}
