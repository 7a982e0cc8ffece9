import { REDACTED } from '../contract/records/kind.ts';
import type { BackupTables } from './backup-tables.ts';
import { planPurge } from './purge.ts';
import {
  EMPTY_STATE,
  openBody,
  openRaw,
  type Queued,
  type StoreDeps,
  type SummaryEntry,
  sealBody,
  sortedByKey,
  untilUnmoved,
  viewOf,
} from './record-state.ts';
import type {
  ClientMeta,
  DraftRow,
  MutationBody,
  OutboxRow,
  QuarantRow,
  RecordState,
  RecRow,
  SalvageRow,
  Sealed,
  SentRow,
  SpaceMeta,
} from './rows.ts';
import type { NewRow, SealerPort, Tx } from './tx.ts';

/** What a restore brought. `skipped`: rows that were here already, as new or newer. */
export type RestoredRows = {
  readonly records: number;
  readonly waiting: number;
  readonly drafts: number;
  readonly skipped: number;
};

/** Entries in one row of the summary. */
const ENTRIES = 1000;
const REC_TABLES = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'salvage', 'summary', 'meta'] as const;

type Here = {
  readonly recs: ReadonlyMap<string, RecRow>;
  readonly outbox: readonly OutboxRow[];
  readonly quarant: readonly QuarantRow[];
  readonly mids: ReadonlySet<string>;
  readonly formIds: ReadonlySet<string>;
  readonly salvaged: ReadonlySet<string>;
  readonly spaces: ReadonlyMap<string, SpaceMeta>;
};

type Plan = {
  readonly recs: readonly RecRow[];
  readonly outbox: readonly NewRow<'outbox'>[];
  readonly sent: readonly SentRow[];
  readonly quarant: readonly QuarantRow[];
  readonly draft: readonly DraftRow[];
  readonly salvage: readonly SalvageRow[];
  readonly entries: readonly SummaryEntry[];
  readonly spaces: readonly (readonly [string, SpaceMeta])[];
};

/**
 * Merges a backup into this phone: nothing newer is replaced, nothing that waits is lost, mutation ids stay (the
 * server's ledger knows what it has had), the client id is new. `foreign` opens the backup's rows and throws when one
 * does not open; until all have, nothing is written, and then everything in one transaction.
 */
export async function restoreTables(deps: StoreDeps, backup: BackupTables, foreign: SealerPort): Promise<RestoredRows> {
  const clientId = deps.world.newId();
  return untilUnmoved(async () => {
    const here = await deps.port.read(REC_TABLES, (tx) => readHere(tx, backup));
    const plan = await planRestore(deps, backup, foreign, here);
    const chunks: NewRow<'summary'>[] = [];
    for (let at = 0; at < plan.entries.length; at += ENTRIES) {
      const entries = plan.entries.slice(at, at + ENTRIES);
      chunks.push({ count: entries.length, ct: await deps.sealer.seal('summary', 'chunk', entries) });
    }
    const written = await deps.port.write(REC_TABLES, async (tx) => {
      if (fingerprint(await readHere(tx, backup)) !== fingerprint(here)) return false;
      await writePlan(tx, plan, here, chunks, clientId);
      return true;
    });
    return written ? resultOf(backup, plan) : 'moved';
  });
}

async function readHere(tx: Tx, backup: BackupTables): Promise<Here> {
  const rids = ridsOf(backup);
  const recs = await tx.getMany('rec', rids);
  const outbox = await tx.all('outbox');
  const quarant = await tx.all('quarant');
  const sent = await tx.all('sent');
  const spaces = new Map<string, SpaceMeta>();
  for (const space of backup.spaces.keys()) {
    const row = await tx.get('meta', `space:${space}`);
    if (row !== undefined) spaces.set(space, row.value as SpaceMeta);
  }
  return {
    recs: new Map(recs.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const]))),
    outbox,
    quarant,
    mids: new Set([...outbox, ...sent, ...quarant].map((row) => row.mid)),
    formIds: new Set((await tx.all('draft')).map((row) => row.formId)),
    salvaged: new Set((await tx.all('salvage')).map((row) => row.rid)),
    spaces,
  };
}

/** Changes whenever something that the plan rests on does. */
function fingerprint(here: Here): string {
  const recs = [...here.recs.values()].map((row) => `${row.id}${row.ver}`);
  return [recs, [...here.mids].sort(), [...here.formIds], [...here.salvaged], [...here.spaces.values()].map(epochOf)]
    .map((part) => part.join())
    .join(';');
}

const epochOf = (meta: SpaceMeta | undefined): string => meta?.epoch ?? '';

function ridsOf(backup: BackupTables): readonly string[] {
  return [
    ...new Set([
      ...backup.rec.map((row) => row.id),
      ...[...backup.outbox, ...backup.quarant, ...backup.draft].map((row) => row.rid),
    ]),
  ];
}

async function planRestore(deps: StoreDeps, backup: BackupTables, foreign: SealerPort, here: Here): Promise<Plan> {
  const again = resealer(foreign, deps.sealer);
  const isNew = ({ mid }: { readonly mid: string }): boolean => !here.mids.has(mid);
  const incoming = {
    outbox: byRid(await again.bodies(backup.outbox.filter(isNew))),
    quarant: byRid(await again.bodies(backup.quarant.filter(isNew))),
    sent: byRid(await again.bodies(backup.sent.filter(isNew))),
    draft: byRid(
      await Promise.all(
        backup.draft
          .filter((row) => !here.formIds.has(row.formId))
          .map(async (row) => ({ ...row, ct: await again.value('draft', row.formId, row.ct) })),
      ),
    ),
  };
  const salvage = await Promise.all(
    backup.salvage
      .filter((row) => !here.salvaged.has(row.rid))
      .map(async (row) => ({ ...row, ct: await again.value('salvage', row.rid, row.ct) })),
  );
  const backupRecs = new Map(backup.rec.map((row) => [row.id, row]));
  const queuedHere = byRid<OutboxRow | QuarantRow>([...here.outbox, ...here.quarant]);
  const records: RecordPlan[] = [];
  const redacted = new Set<string>();
  for (const rid of new Set([...ridsOf(backup), ...incoming.sent.keys()])) {
    const state = await again.shadow(backupRecs.get(rid));
    const ours = here.recs.get(rid);
    const plan = await planRecord(deps, {
      rid,
      ours,
      theirs: backupRecs.get(rid),
      theirShadow: state,
      sameOrder: isSameOrder(backup, here, (backupRecs.get(rid) ?? ours)?.space ?? ''),
      queued: queuedHere.get(rid) ?? [],
      outbox: incoming.outbox.get(rid) ?? [],
      quarant: incoming.quarant.get(rid) ?? [],
      sent: incoming.sent.get(rid) ?? [],
      drafts: incoming.draft.get(rid) ?? [],
    });
    records.push(plan);
    if (plan.redacted) redacted.add(rid);
  }
  return {
    recs: records.flatMap((plan) => plan.rec ?? []),
    entries: records.flatMap((plan) => plan.entry ?? []),
    outbox: records
      .flatMap((plan) => plan.outbox)
      .sort((a, b) => a.order - b.order)
      .map(({ order: _, ...row }) => row),
    quarant: records.flatMap((plan) => plan.quarant),
    sent: records.flatMap((plan) => plan.sent),
    draft: records.flatMap((plan) => plan.drafts),
    salvage: salvage.filter((row) => !redacted.has(row.rid)),
    // An empty phone goes on where the lost one stood; one that has met its server knows better.
    spaces: [...backup.spaces].filter(([space]) => epochOf(here.spaces.get(space)) === ''),
  };
}

/** Whether revs of the backup and of this phone count in one order. */
function isSameOrder(backup: BackupTables, here: Here, space: string): boolean {
  const now = epochOf(here.spaces.get(space));
  return now === '' || now === epochOf(backup.spaces.get(space));
}

type RecordInput = {
  readonly rid: string;
  readonly ours: RecRow | undefined;
  readonly theirs: RecRow | undefined;
  readonly theirShadow: RecordState | undefined;
  readonly sameOrder: boolean;
  readonly queued: readonly (OutboxRow | QuarantRow)[];
  readonly outbox: readonly OutboxRow[];
  readonly quarant: readonly QuarantRow[];
  readonly sent: readonly SentRow[];
  readonly drafts: readonly DraftRow[];
};

type RecordPlan = {
  readonly rec: RecRow | undefined;
  readonly entry: SummaryEntry | undefined;
  /** `order`: the key in the backup, by which they go out. */
  readonly outbox: readonly (NewRow<'outbox'> & { readonly order: number })[];
  readonly quarant: readonly QuarantRow[];
  readonly sent: readonly SentRow[];
  readonly drafts: readonly DraftRow[];
  readonly redacted: boolean;
};

async function planRecord(deps: StoreDeps, input: RecordInput): Promise<RecordPlan> {
  const { rid, ours, theirs, theirShadow, sameOrder } = input;
  const base = theirs ?? ours;
  if (base === undefined)
    return {
      rec: undefined,
      entry: undefined,
      outbox: [],
      quarant: [],
      sent: input.sent,
      drafts: input.drafts,
      redacted: false,
    };
  const definition = deps.definitionOf(base.kind);
  const takes = theirs !== undefined && (ours === undefined || (sameOrder && theirs.rev > ours.rev));
  const loaded = await openRaw(deps, { rec: ours, rows: sortedByKey(input.queued) });
  const shadow = takes ? (theirShadow ?? EMPTY_STATE) : loaded.shadow;
  const policy = policyOf(viewOf(definition, shadow, loaded.queued));
  const redacted = policy !== undefined;
  const clean = await withoutRedacted(deps, input, base.kind, policy);
  const added = await Promise.all(clean.outbox.map((row) => rebased(deps, row, sameOrder)));
  const changed = takes || added.length + clean.quarant.length > 0;
  if (!changed)
    return {
      rec: undefined,
      entry: undefined,
      outbox: [],
      quarant: [],
      sent: clean.sent,
      drafts: clean.drafts,
      redacted,
    };
  const queued: Queued[] = [...loaded.queued];
  for (const row of sortedByKey([...added, ...clean.quarant]))
    queued.push({ row, body: await openBody(deps.sealer, row) });
  const view = viewOf(definition, shadow, queued);
  const shadowCt = takes ? await sealShadow(deps, rid, theirs, theirShadow) : (ours?.shadow ?? null);
  const rec: RecRow = {
    ...(takes ? theirs : (ours ?? base)),
    ver: Math.max(ours?.ver ?? 0, theirs?.ver ?? 0) + 1,
    pending: input.queued.filter((row) => !('code' in row)).length + added.length,
    refused: input.queued.filter((row) => 'code' in row).length + clean.quarant.length,
    conflicts: view.conflicts.length,
    ...(takes ? { refetch: sameOrder ? theirs.refetch : 1, shared: sameOrder ? theirs.shared : 0 } : {}),
    shadow: shadowCt,
    view: queued.length === 0 ? null : await deps.sealer.seal('rec', rid, view),
  };
  return {
    rec,
    entry: deps.summarize(rid, base.kind, view),
    outbox: added.map(({ key, ...row }) => ({ ...row, order: key })),
    quarant: clean.quarant,
    sent: clean.sent,
    drafts: clean.drafts,
    redacted,
  };
}

function policyOf({ cells }: RecordState): string | undefined {
  const policy = cells[REDACTED];
  return typeof policy === 'string' ? policy : undefined;
}

type Traces = Pick<RecordInput, 'outbox' | 'quarant' | 'sent' | 'drafts'>;

/** A record that was redacted since the backup was made takes none of its words back (sync.md §1.4). */
async function withoutRedacted(
  deps: StoreDeps,
  input: RecordInput,
  kind: string,
  policy: string | undefined,
): Promise<Traces> {
  const { rid, outbox, quarant, sent, drafts } = input;
  // The lost phone may have sent any of them after the backup: none is folded or renamed any more.
  const attempted = outbox.map((row) => ({ ...row, attempted: true }));
  if (policy === undefined) return { outbox: attempted, quarant, sent, drafts };
  const plan = await planPurge(deps, kind, rid, policy, { outbox: attempted, quarant, sent, drafts, summary: [] });
  const last = Math.max(0, ...outbox.map((row) => row.key));
  return {
    outbox: [
      ...replaced(attempted, plan.outbox, plan.deleteOutbox, (row) => row.key),
      ...plan.added.map((row, i) => ({ ...row, key: last + (i + 1) / (plan.added.length + 1) })),
    ],
    quarant: replaced(quarant, plan.quarant, plan.deleteQuarant, (row) => row.mid),
    sent: replaced(sent, plan.sent, [], (row) => row.mid),
    drafts: drafts.filter((row) => !plan.deleteDrafts.includes(row.formId)),
  };
}

function replaced<T, K>(rows: readonly T[], by: readonly T[], without: readonly K[], keyOf: (row: T) => K): T[] {
  const byKey = new Map(by.map((row) => [keyOf(row), row]));
  return rows.filter((row) => !without.includes(keyOf(row))).map((row) => byKey.get(keyOf(row)) ?? row);
}

/** A row to be sent again under a new client id; in another order of changes its base says nothing. */
async function rebased(deps: StoreDeps, row: OutboxRow, sameOrder: boolean): Promise<OutboxRow> {
  const waiting: OutboxRow = { ...row, no: null, state: 'waiting' };
  const body = sameOrder ? null : await openBody(deps.sealer, row);
  if (body === null) return waiting;
  const { low: _low, ...base } = body.base;
  return { ...waiting, ct: await sealBody(deps.sealer, row.mid, { ...body, base: { ...base, rev: 0 } }) };
}

async function sealShadow(
  deps: StoreDeps,
  rid: string,
  theirs: RecRow,
  state: RecordState | undefined,
): Promise<Sealed | null> {
  return theirs.shadow === null || state === undefined ? null : deps.sealer.seal('rec', rid, state);
}

/** Opens with the backup's keys, seals with this phone's. */
function resealer(foreign: SealerPort, own: SealerPort) {
  const value = async (table: 'draft' | 'salvage', id: string, ct: Sealed): Promise<Sealed> =>
    own.seal(table, id, await foreign.open(table, id, ct));
  return {
    value,
    shadow: async (rec: RecRow | undefined): Promise<RecordState | undefined> =>
      rec?.shadow ? foreign.open<RecordState>('rec', rec.id, rec.shadow) : undefined,
    bodies: <T extends { readonly mid: string; readonly ct: Sealed | null }>(rows: readonly T[]): Promise<T[]> =>
      Promise.all(
        rows.map(async (row) => {
          const body: MutationBody | null = await openBody(foreign, row);
          return body === null ? row : { ...row, ct: await sealBody(own, row.mid, body) };
        }),
      ),
  };
}

function byRid<T extends { readonly rid: string }>(rows: readonly T[]): Map<string, T[]> {
  const rowsByRid = new Map<string, T[]>();
  for (const row of rows) rowsByRid.set(row.rid, [...(rowsByRid.get(row.rid) ?? []), row]);
  return rowsByRid;
}

async function writePlan(
  tx: Tx,
  plan: Plan,
  here: Here,
  chunks: readonly NewRow<'summary'>[],
  clientId: string,
): Promise<void> {
  await tx.put('rec', plan.recs);
  // A new client counts from 1: what waits here is numbered anew with the rest.
  await tx.put(
    'outbox',
    here.outbox.filter((row) => row.no !== null && row.state === 'waiting').map((row) => ({ ...row, no: null })),
  );
  await tx.add('outbox', plan.outbox);
  await tx.put('sent', plan.sent);
  await tx.put('quarant', plan.quarant);
  await tx.put('draft', plan.draft);
  await tx.put('salvage', plan.salvage);
  await tx.add('summary', chunks);
  await tx.put('meta', [
    { key: 'client', value: { clientId, nextNo: 1 } satisfies ClientMeta },
    ...plan.spaces.map(([space, value]) => ({ key: `space:${space}`, value })),
  ]);
}

function resultOf(backup: BackupTables, plan: Plan): RestoredRows {
  const all = backup.rec.length + backup.outbox.length + backup.quarant.length + backup.draft.length;
  const brought = plan.recs.length + plan.outbox.length + plan.quarant.length + plan.draft.length;
  return {
    records: plan.recs.length,
    waiting: plan.outbox.length,
    drafts: plan.draft.length,
    skipped: Math.max(0, all - brought),
  };
}
