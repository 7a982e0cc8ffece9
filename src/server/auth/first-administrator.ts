import { ok } from '../../domain/result.ts';
import { sha256 } from '../storage/chain.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';
import { type AuthDeps, nowIso, randomToken, randomUuid } from './context.ts';
import { hashPassword } from './passwords.ts';
import { createUser, findUser, setPassword } from './users.ts';

const LINK_LIFE_MS = 24 * 60 * 60 * 1000;

/** The name of the first administrator of a new server. */
export const FIRST_ADMINISTRATOR = 'quantri';

/**
 * A one-time link for a server whose administrator has no password yet: printed at the console, so that only who runs
 * the server can use it. Earlier links die. Undefined: there is an administrator.
 */
export async function firstAdministratorToken(deps: AuthDeps): Promise<string | undefined> {
  const known = await findUser(deps, FIRST_ADMINISTRATOR);
  if (known !== undefined && known.passwordHash !== null) return undefined;
  const id = known?.id ?? randomUuid(deps);
  if (known === undefined)
    await deps.database.transaction((tx) =>
      createUser(tx, deps.root, {
        id,
        username: FIRST_ADMINISTRATOR,
        name: 'Quản trị viên tỉnh',
        passwordHash: null,
        memberships: [{ space: deps.root, organ: 'committee', role: 'province_admin' }],
      }),
    );
  const token = randomToken(deps);
  const { kysely } = deps.database;
  await kysely.deleteFrom('one_time_link').where('space_id', '=', deps.root).where('user_id', '=', id).execute();
  await kysely
    .insertInto('one_time_link')
    .values({
      space_id: deps.root,
      token_hash: sha256(token),
      user_id: id,
      expires_at: nowIso(deps, LINK_LIFE_MS),
      used_at: null,
    })
    .execute();
  return token;
}

/** Sets the first password for whoever holds the link; the link is used up. */
export async function spendFirstLink(
  deps: AuthDeps,
  token: string,
  password: string,
): Promise<Answer<{ username: string }>> {
  const link = [deps.root, sha256(token), nowIso(deps)];
  const alive = 'space_id = $1 and token_hash = $2 and used_at is null and expires_at > $3';
  // Hashing is dear, and anybody may ask.
  const known = await deps.database.query(`select 1 from one_time_link where ${alive}`, link);
  if (known.length === 0) return refuse('codeDead');
  const passwordHash = await hashPassword(password);
  return deps.database.transaction(async (tx) => {
    const used = await tx.query<{ user_id: string }>(
      `update one_time_link set used_at = $3 where ${alive} returning user_id`,
      link,
    );
    const userId = used[0]?.user_id;
    if (userId === undefined) return refuse('codeDead');
    await setPassword(tx, deps.root, userId, passwordHash);
    return ok({ username: FIRST_ADMINISTRATOR });
  });
}
