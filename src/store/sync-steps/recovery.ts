import type { Base, SyncPoint } from '../../contract/wire/sync.ts';
import { openBody, sealBody, sortedByKey, untilUnmoved } from '../record-state.ts';
import type { ClientMeta, MutationBody, OutboxRow, SentRow } from '../rows.ts';
import type { Tx } from '../tx.ts';
import { ALL_TABLES } from './record-plan.ts';
import { readSpace, recoveredMeta, writeMeta, writeSpace } from './space-meta.ts';
import type { SyncContext } from './sync-context.ts';

/**
 * The server was restored (rule 13): everything acknowledged above the last shared point is offered again with its
 * base clamped, cursors go back, records above it are asked for again. `from` = the epoch the phone was on.
 */
export async function recover(
  ctx: SyncContext,
  space: string,
  from: string,
  answer: { readonly epoch: string; readonly common: SyncPoint },
): Promise<void> {
  const { common } = answer;
  const clientId = ctx.deps.world.newId();
  const own = space === ctx.space;
  await untilUnmoved(async () => {
    const read = await ctx.deps.port.read(['outbox', 'sent', 'meta'], async (tx) => ({
      outbox: await tx.all('outbox'),
      sent: await tx.all('sent'),
      meta: await readSpace(tx, space),
    }));
    if (read.meta.epoch !== from) return 'done';
    const lost = own ? sortedByKey(read.sent.filter((row) => row.seq > common.seq)) : [];
    const again = lost.map(
      ({ mid, key, rid, kind, savedAtMs, ct, bodyHash, author }): OutboxRow => ({
        mid,
        key,
        rid,
        kind,
        savedAtMs,
        ct,
        no: null,
        attempted: true,
        state: 'waiting',
        ...(bodyHash === undefined ? {} : { bodyHash }),
        ...(author === undefined ? {} : { author }),
      }),
    );
    const queue = own
      ? sortedByKey([...again, ...read.outbox.map((row) => ({ ...row, no: null, state: 'waiting' as const }))])
      : [];
    const rebased = ctx.has('noRebase') ? queue : await rebase(ctx, queue, lost, common.seq);
    return ctx.deps.port.write(ALL_TABLES, async (tx) => {
      await ctx.checkLease(tx);
      const meta = await readSpace(tx, space);
      if (meta.epoch !== from) return 'done';
      const isSame =
        nameOf(await tx.all('outbox')) === nameOf(read.outbox) && nameOf(await tx.all('sent')) === nameOf(read.sent);
      if (!isSame) return 'moved';
      await tx.put('outbox', rebased);
      await tx.delete(
        'sent',
        lost.map((row) => row.mid),
      );
      if (own) await writeMeta(tx, 'client', { clientId, nextNo: 1 } satisfies ClientMeta);
      await markRefetch(tx, space, ctx.has('noRefetch') ? Number.MAX_SAFE_INTEGER : common.seq, again);
      await writeSpace(
        tx,
        space,
        ctx.has('keepCursor')
          ? { ...meta, epoch: answer.epoch, seen: common }
          : recoveredMeta(meta, answer.epoch, common),
      );
      return 'done';
    });
  });
}

/** Which rows these are, and which a redaction has emptied: what was read before must not be written over those. */
function nameOf(rows: readonly (OutboxRow | SentRow)[]): string {
  return rows.map((row) => `${row.mid}${row.ct === null ? '-' : ''}`).join();
}

/** Bases above the shared point mean nothing to the restored server; what the author saw of his own work is named. */
async function rebase(
  ctx: SyncContext,
  queue: readonly OutboxRow[],
  lost: readonly SentRow[],
  common: number,
): Promise<OutboxRow[]> {
  const bodies = new Map<string, MutationBody | null>();
  for (const row of queue) bodies.set(row.mid, await openBody(ctx.deps.sealer, row));
  const rebased: OutboxRow[] = [];
  for (const row of queue) {
    const body = bodies.get(row.mid) ?? null;
    if (body === null) {
      rebased.push(row);
      continue;
    }
    const own = lost.filter(
      (sent) => sent.rid === row.rid && sent.mid !== row.mid && stoodOnScreen(sent, bodies.get(sent.mid), body.base),
    );
    const ct = await sealBody(ctx.deps.sealer, row.mid, {
      ...body,
      base: clampedBase(
        body.base,
        common,
        own.map((sent) => sent.mid),
      ),
    });
    rebased.push({ ...row, ct });
  }
  return rebased;
}

/** Whether what an own acknowledged mutation wrote was part of the shadow that a later form showed. */
function stoodOnScreen(sent: SentRow, body: MutationBody | null | undefined, base: Base): boolean {
  if (sent.seq > base.rev || body === undefined) return false;
  const masked = Object.entries(base.low ?? {});
  return masked.every(([group, rev]) => sent.seq <= rev || (body !== null && !(group in body.patch)));
}

/** A base that the restored server understands: nothing above the shared point, own work named instead. */
function clampedBase(base: Base, common: number, own: readonly string[]): Base {
  const saw = [...new Set([...(base.saw ?? []), ...own])];
  const low = Object.entries(base.low ?? {}).map(([group, rev]) => [group, Math.min(rev, common)] as const);
  return {
    rev: Math.min(base.rev, common),
    ...(saw.length === 0 ? {} : { saw }),
    ...(low.length === 0 ? {} : { low: Object.fromEntries(low) }),
  };
}

async function markRefetch(tx: Tx, space: string, common: number, again: readonly OutboxRow[]): Promise<void> {
  const rows = (await tx.all('rec')).filter((row) => row.space === space);
  const pending = new Map<string, number>();
  for (const row of again) pending.set(row.rid, (pending.get(row.rid) ?? 0) + 1);
  await tx.put(
    'rec',
    rows
      .filter((row) => row.rev > common || pending.has(row.id))
      .map((row) => ({
        ...row,
        ver: row.ver + 1,
        view: null,
        refetch: row.rev > common ? (1 as const) : row.refetch,
        shared: Math.min(row.refetch === 1 ? row.shared : common, common),
        pending: row.pending + (pending.get(row.id) ?? 0),
      })),
  );
}
