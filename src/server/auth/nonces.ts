import { type AuthDeps, nowIso, randomToken } from './context.ts';
import { sameText } from './server-keys.ts';

const LIFE_MS = 5 * 60 * 1000;
const RANDOM_BYTES = 16;

/** A number to be signed once. It carries its own time and seal, so that asking for one stores nothing. */
export function makeNonce(deps: AuthDeps): string {
  const body = `${deps.ports.nowMs().toString(36)}.${randomToken(deps, RANDOM_BYTES)}`;
  return `${body}.${deps.keys.keyedHash(`nonce|${body}`)}`;
}

/** Whether this server made a nonce, a short while ago. */
export function isFreshNonce(deps: AuthDeps, nonce: string): boolean {
  const [time = '', random = '', seal = ''] = nonce.split('.');
  if (!sameText(seal, deps.keys.keyedHash(`nonce|${time}.${random}`))) return false;
  const ageMs = deps.ports.nowMs() - Number.parseInt(time, 36);
  return ageMs >= -LIFE_MS && ageMs <= LIFE_MS;
}

/** Uses a nonce up; false when it was used before. */
export async function consumeNonce(deps: AuthDeps, nonce: string): Promise<boolean> {
  await deps.database.kysely
    .deleteFrom('used_nonce')
    .where('space_id', '=', deps.root)
    .where('expires_at', '<', nowIso(deps))
    .execute();
  const used = await deps.database.query(
    `insert into used_nonce (space_id, nonce, expires_at) values ($1, $2, $3)
     on conflict (space_id, nonce) do nothing returning nonce`,
    [deps.root, nonce, nowIso(deps, 2 * LIFE_MS)],
  );
  return used.length === 1;
}
