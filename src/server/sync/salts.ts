import type { SyncDeps } from './sync-session.ts';

const SALT_BYTES = 16;

/** One call for all the chance a batch needs; a secret per change. */
export function saltsFrom(deps: Pick<SyncDeps, 'ports'>, count: number): () => string {
  const bytes = Buffer.from(deps.ports.randomBytes(count * SALT_BYTES)).toString('hex');
  let taken = 0;
  return () => {
    const start = taken * SALT_BYTES * 2;
    taken += 1;
    return bytes.slice(start, start + SALT_BYTES * 2);
  };
}
