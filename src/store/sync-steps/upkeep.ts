import { LIMITS } from '../../contract/limits.ts';
import type { RecRow } from '../rows.ts';
import type { SyncContext } from './sync-context.ts';

/** A record that is settled with the server, as digests count it. */
export type Member = Pick<RecRow, 'space' | 'buckets' | 'kind' | 'rev'> & { readonly rid: string };

/** Records read at once by the walk over all of them: what is sealed in them comes along. */
const WALK_ROWS = 500;

/** All records that are settled with the server, for the digests (rule 27). */
export function members(ctx: SyncContext): Promise<readonly Member[]> {
  return ctx.deps.port.read(['rec'], async (tx) => {
    const found: Member[] = [];
    let rows = await tx.all('rec', WALK_ROWS);
    while (rows.length > 0) {
      for (const { id, space, buckets, kind, rev } of rows)
        if (rev > 0) found.push({ rid: id, space, buckets, kind, rev });
      rows = rows.length < WALK_ROWS ? [] : await tx.all('rec', WALK_ROWS, rows.at(-1)?.id);
    }
    return found;
  });
}

/** Acknowledged bodies older than 45 days leave the phone. `serverNowMs` comes from an answer, never from here. */
export async function forgetOldSent(ctx: SyncContext, serverNowMs: number): Promise<void> {
  const before = serverNowMs - LIMITS.sentDays * 86_400_000;
  await ctx.deps.port.write(['sent', 'meta'], async (tx) => {
    await ctx.checkLease(tx);
    const old = (await tx.all('sent')).filter((row) => row.sentAtMs < before);
    await tx.delete(
      'sent',
      old.map((row) => row.mid),
    );
  });
}
