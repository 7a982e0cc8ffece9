import { LIMITS } from '../../contract/limits.ts';
import type { SyncContext } from './sync-context.ts';

export type Member = { readonly rid: string; readonly kind: string; readonly rev: number };

/** Ids and revs of a bucket's records, for the digest (rule 27). Records not settled with the server are left out. */
export async function members(ctx: SyncContext, space: string, bucket: string): Promise<readonly Member[]> {
  const rows = await ctx.deps.port.read(['rec'], (tx) => tx.all('rec'));
  return rows
    .filter((row) => row.space === space && row.rev > 0 && row.buckets.includes(bucket))
    .map((row) => ({ rid: row.id, kind: row.kind, rev: row.rev }));
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
