import type { Mutation } from '../../contract/wire/sync.ts';
import { openBody } from '../record-state.ts';
import type { ClientMeta, OutboxRow, SpaceMeta } from '../rows.ts';
import type { Tx } from '../tx.ts';
import { readMeta, readSpace, writeMeta } from './space-meta.ts';
import type { SyncContext } from './sync-context.ts';

/** What goes out next: numbered rows, still sealed. It may wait while the batch before it is under way. */
export type Batch = {
  readonly clientId: string;
  readonly meta: SpaceMeta;
  readonly rows: readonly OutboxRow[];
};

/** A batch as it crosses the wire, with the rows that its mutations were made of. */
export type OpenBatch = Batch & { readonly muts: readonly Mutation[] };

export type BatchSize = { readonly rows: number; readonly bytes: number };

/** A fresh client id: after a number clash, an unfillable gap, a restored backup. Unacknowledged rows are renumbered. */
export async function renumber(ctx: SyncContext): Promise<void> {
  const clientId = ctx.deps.world.newId();
  await ctx.deps.port.write(['meta', 'outbox'], async (tx) => {
    await ctx.checkLease(tx);
    await writeMeta(tx, 'client', { clientId, nextNo: 1 } satisfies ClientMeta);
    const rows = await tx.all('outbox');
    await tx.put(
      'outbox',
      rows.filter((row) => row.no !== null && row.state === 'waiting').map((row) => ({ ...row, no: null })),
    );
  });
}

/**
 * Takes the next rows to send, numbering those that were never attempted (rule 4); of those behind `after`, while that
 * batch is under way. Undefined = nothing waits.
 */
export async function takeBatch(ctx: SyncContext, size: BatchSize, after?: Batch): Promise<Batch | undefined> {
  const above = after?.rows.at(-1)?.key;
  const fresh = ctx.deps.world.newId();
  return ctx.deps.port.write(['meta', 'outbox'], async (tx) => {
    await ctx.checkLease(tx);
    const meta = await readSpace(tx, ctx.space);
    const client = (await readMeta<ClientMeta>(tx, 'client')) ?? { clientId: fresh, nextNo: 1 };
    // Renumbered meanwhile: what is under way comes first again.
    if (after !== undefined && client.clientId !== after.clientId) return undefined;
    const waiting = await firstWaiting(tx, size.rows, above);
    if (ctx.has('deferredBlocks') && (await tx.all('outbox', 1))[0]?.state === 'deferred') return undefined;
    const rows: OutboxRow[] = [];
    let bytes = 0;
    let { nextNo } = client;
    for (const row of waiting) {
      bytes += row.ct?.byteLength ?? 0;
      if (rows.length >= size.rows || (rows.length > 0 && bytes > size.bytes)) break;
      rows.push(row.no === null ? { ...row, no: nextNo, attempted: true } : row);
      if (row.no === null) nextNo += 1;
    }
    if (rows.length === 0) return undefined;
    if (ctx.has('clearBeforeAck'))
      await tx.delete(
        'outbox',
        rows.map((row) => row.key),
      );
    await tx.put(
      'outbox',
      rows.filter((row, i) => waiting[i]?.no !== row.no),
    );
    await writeMeta(tx, 'client', { clientId: client.clientId, nextNo } satisfies ClientMeta);
    return { clientId: client.clientId, meta, rows };
  });
}

/**
 * Opens a batch at the moment it goes out, from the rows as they stand now: a redaction may have emptied some while it
 * waited, and its words must not leave the phone any more. Undefined = the queue has changed: take again.
 */
export async function openBatch(ctx: SyncContext, batch: Batch): Promise<OpenBatch | undefined> {
  const keys = batch.rows.map((row) => row.key);
  const present = ctx.has('staleBatch')
    ? batch.rows
    : await ctx.deps.port.read(['outbox'], (tx) => tx.getMany('outbox', keys));
  const rows = present.filter((row, place) => isSame(row, batch.rows[place]));
  if (rows.length < batch.rows.length) return undefined;
  const muts = await Promise.all((rows as readonly OutboxRow[]).map((row) => mutation(ctx, row)));
  return { ...batch, rows: rows as readonly OutboxRow[], muts };
}

function isSame(now: OutboxRow | undefined, taken: OutboxRow | undefined): boolean {
  return now !== undefined && now.mid === taken?.mid && now.no === taken.no && now.state === 'waiting';
}

/** The first rows that wait. Ten thousand may stand in the queue: no batch reads them all. */
async function firstWaiting(tx: Tx, count: number, above: number | undefined): Promise<readonly OutboxRow[]> {
  for (let limit = count; ; limit *= 2) {
    const read = await tx.all('outbox', limit, above);
    const waiting = read.filter((row) => row.state === 'waiting');
    if (waiting.length >= count || read.length < limit) return waiting;
  }
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

async function mutation(ctx: SyncContext, row: OutboxRow): Promise<Mutation> {
  const body = await openBody(ctx.deps.sealer, row);
  const head = { mid: row.mid, no: row.no ?? 0, rid: row.rid, kind: row.kind };
  if (body === null) {
    return {
      ...head,
      op: 'tombstone',
      base: { rev: 0 },
      patch: {},
      schemaVer: 1,
      hlc: '',
      author: ctx.has('namelessTombstone') ? NOBODY : (row.author ?? NOBODY),
      bodyHash: row.bodyHash ?? '',
    };
  }
  const { op, base, patch, schemaVer, hlc, author } = body;
  return { ...head, op, base, patch, schemaVer, hlc, author };
}

/** Deferred mutations are offered again, because the server has changed its version. */
export async function offerDeferred(ctx: SyncContext): Promise<void> {
  await ctx.deps.port.write(['outbox', 'meta'], async (tx) => {
    await ctx.checkLease(tx);
    const rows = (await tx.all('outbox')).filter((row) => row.state === 'deferred');
    await tx.put(
      'outbox',
      rows.map((row) => ({ ...row, state: 'waiting' as const })),
    );
  });
}
