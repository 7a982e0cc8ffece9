import { PROBLEMS } from '../../src/contract/problems.ts';
import type { Cells } from '../../src/contract/records/kind.ts';
import { DELETED, REDACTED } from '../../src/contract/records/kind.ts';
import type { Json } from '../../src/contract/scalars.ts';
import { canonical, sameValue, staysUnder } from '../../src/domain/merge/cells.ts';
import { openRaw, viewOf } from '../../src/store/record-state.ts';
import { RecordStore } from '../../src/store/record-store.ts';
import type { MutationBody, RecordState, RecRow, SpaceMeta, TableName, Tables } from '../../src/store/rows.ts';
import type { Diary, Ghost, Phone } from './phone.ts';
import { carriesWord, wordOf } from './sim-kind.ts';

/** What the checks need to know of a server, model or real. */
export type ServerView = {
  readonly epoch: string;
  readonly head: number;
  readonly records: ReadonlyMap<
    string,
    {
      readonly rid: string;
      readonly rev: number;
      readonly cells: Cells;
      readonly conflicts: readonly { readonly mid: string; readonly group: string; readonly offered: unknown }[];
    }
  >;
  /** Mutation ids of the change log, in order. */
  readonly changeMids: readonly string[];
  /** Rows of a bucket: rid → seq, gone. */
  members(bucket: string): ReadonlyMap<string, { readonly seq: number; readonly gone: boolean }>;
  /** What the server keeps apart for an administrator: not merged, not lost. */
  readonly aside: readonly { readonly rid: string; readonly cells: Cells }[];
  /** Everything the server holds, as text. */
  dump(): Promise<string>;
  readonly everAcknowledged: ReadonlySet<string>;
};

const TABLES: readonly TableName[] = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'summary', 'salvage', 'meta'];

/** All raw rows of a phone's store. */
export async function rowsOf(phone: Phone): Promise<{ readonly [T in TableName]: readonly Tables[T][] }> {
  const entries: [TableName, readonly unknown[]][] = [];
  await phone.inner.read(TABLES, async (tx) => {
    for (const table of TABLES) entries.push([table, await tx.all(table)]);
  });
  return Object.fromEntries(entries) as { readonly [T in TableName]: readonly Tables[T][] };
}

/** What a phone had in quarantine at its last write; `waited` = it only depended on another refused item. */
export type Quarantined = Map<string, { readonly rid: string; readonly waited: boolean }>;

/** The rev of each record's shadow at a phone's last write, and the epoch it belongs to. */
export type ShownRevs = Map<string, { readonly epoch: string; readonly rev: number; readonly trusted: boolean }>;

/** What a phone was seen to hold at its last write. */
export type Before = { readonly quarantined: Quarantined; readonly revs: ShownRevs };

/** Invariants that hold after every step of a phone: I4 (shadows), I5, I6, I12 (quarantine), I15. */
export async function checkStep(
  phone: Phone,
  server: ServerView,
  diary: Diary,
  before: Before,
  restored: boolean,
): Promise<string[]> {
  const rows = await rowsOf(phone);
  const bad = goneBack(phone, rows, before.revs);
  const quarantinedBefore = before.quarantined;
  const present = new Set(rows.quarant.map((row) => row.mid));
  const redacted = new Set(rows.rec.filter((row) => diary.redacted.has(row.id)).map((row) => row.id));
  for (const [mid, { rid, waited }] of quarantinedBefore) {
    const went = diary.decided.has(mid) || redacted.has(rid) || (waited && diary.fixed.has(rid));
    if (!present.has(mid) && !went) bad.push(`I12 ${phone.name}: quarantined ${mid} vanished`);
  }
  quarantinedBefore.clear();
  for (const row of rows.quarant) {
    quarantinedBefore.set(row.mid, { rid: row.rid, waited: row.code === PROBLEMS.dependsOn.code });
    if (row.code === PROBLEMS.midReused.code)
      bad.push(`I1 ${phone.name}: an honest resend ${row.mid} was refused as reused`);
  }
  for (const row of rows.sent)
    if (!server.everAcknowledged.has(row.mid))
      bad.push(`I15 ${phone.name}: ${row.mid} is shown as sent, the server never took it`);
  for (const rec of rows.rec) {
    const queued = [...rows.outbox, ...rows.quarant].filter((row) => row.rid === rec.id).sort((a, b) => a.key - b.key);
    const pending = rows.outbox.filter((row) => row.rid === rec.id).length;
    if (rec.pending !== pending || rec.refused !== queued.length - pending)
      bad.push(
        `I6 ${phone.name}: ${rec.id} counts ${rec.pending}/${rec.refused}, has ${pending}/${queued.length - pending}`,
      );
    if (rec.view === null) continue;
    const loaded = await openRaw(phone.deps(phone.inner), { rec, rows: queued });
    const view = viewOf(phone.options.kind.definition, loaded.shadow, loaded.queued);
    if (canonical(view.cells) !== canonical((phone.sealer.peek(rec.view) as RecordState).cells))
      bad.push(`I6 ${phone.name}: view of ${rec.id} is not shadow + pending`);
  }
  // After a restore that nobody announced a phone may not know yet that its points belong to another timeline.
  if (!restored) for (const feed of phone.feeds) bad.push(...cursorAhead(phone, rows, feed.bucket, server));
  return bad;
}

// I4: within an epoch a shadow never becomes older, whatever order the answers arrive in.
function goneBack(phone: Phone, rows: Awaited<ReturnType<typeof rowsOf>>, revs: ShownRevs): string[] {
  const meta = rows.meta.find((row) => row.key === `space:${phone.options.space}`)?.value as SpaceMeta | undefined;
  const epoch = meta?.epoch ?? '';
  const bad: string[] = [];
  const seen = new Set<string>();
  for (const { id, rev, refetch, shadow, buckets } of rows.rec) {
    const was = revs.get(id);
    // A copy from before a restore may be replaced by an older one; a record that left its last bucket has no shadow,
    // or only the mark of its redaction.
    const trusted = refetch === 0 && shadow !== null && buckets.length > 0;
    if (was?.trusted && was.epoch === epoch && trusted && rev < was.rev)
      bad.push(`I4 ${phone.name}: the shadow of ${id} went back from ${was.rev} to ${rev}`);
    revs.set(id, { epoch, rev, trusted });
    seen.add(id);
  }
  for (const id of revs.keys()) if (!seen.has(id)) revs.delete(id);
  return bad;
}

function cursorAhead(
  phone: Phone,
  rows: Awaited<ReturnType<typeof rowsOf>>,
  bucket: string,
  server: ServerView,
): string[] {
  const meta = rows.meta.find((row) => row.key === `space:${phone.options.space}`)?.value as SpaceMeta | undefined;
  const feed = meta?.feeds[bucket];
  if (meta === undefined || feed === undefined || feed.before !== undefined || meta.epoch !== server.epoch) return [];
  const bad: string[] = [];
  for (const [rid, member] of server.members(bucket)) {
    if (member.seq > feed.cursor) continue;
    const rec = rows.rec.find((row) => row.id === rid);
    if (!member.gone && (rec === undefined || (rec.rev < member.seq && rec.refetch === 0)))
      bad.push(`I5 ${phone.name}: cursor ${feed.cursor} of ${bucket} is ahead of ${rid} (${rec?.rev} < ${member.seq})`);
  }
  return bad;
}

/** Invariants at quiescence, when every living phone has synced and no fault is left. */
export async function checkQuiet(input: {
  phones: readonly Phone[];
  server: ServerView;
  diary: Diary;
  restored: boolean;
}): Promise<string[]> {
  const { phones, server, diary } = input;
  const living = phones.filter((phone) => !phone.lost);
  const bad: string[] = [];
  const stores = new Map<Phone, Awaited<ReturnType<typeof rowsOf>>>();
  for (const phone of living) stores.set(phone, await rowsOf(phone));
  for (const phone of living) {
    const rows = stores.get(phone) as Awaited<ReturnType<typeof rowsOf>>;
    const waiting = rows.outbox.filter((row) => row.state === 'waiting');
    if (waiting.length > 0) bad.push(`I0 ${phone.name}: ${waiting.length} rows do not drain`);
    if (rows.salvage.length > 0) bad.push(`I0 ${phone.name}: ${rows.salvage.length} salvage rows do not drain`);
    bad.push(...(await sameAsServer(phone, rows, server)));
    const plain = JSON.stringify({ ...rows }, (_key, value) => (value instanceof Uint8Array ? 'sealed' : value));
    if (/tok\d+_/.test(plain)) bad.push(`I7 ${phone.name}: plaintext in the store`);
  }
  bad.push(
    ...hiddenByTombstone(server, diary, (phones[0] as Phone).options.kind.mended),
    ...once(server, diary, stores, phones),
    ...notLost(server, diary, stores, phones, input.restored),
    ...(await redactedEverywhere(server, diary, stores, phones)),
  );
  return bad;
}

// I2, I9: what a phone shows is what the server holds, bucket by bucket.
async function sameAsServer(
  phone: Phone,
  rows: Awaited<ReturnType<typeof rowsOf>>,
  server: ServerView,
): Promise<string[]> {
  const bad: string[] = [];
  const store = new RecordStore(phone.deps(phone.inner));
  const readable = new Set(
    phone.feeds.flatMap((feed) =>
      [...server.members(feed.bucket)].filter(([, member]) => !member.gone).map(([rid]) => rid),
    ),
  );
  for (const rid of readable) {
    const rec = rows.rec.find((row) => row.id === rid);
    const held = server.records.get(rid);
    if (held === undefined) continue;
    if (rec === undefined) bad.push(`I2 ${phone.name}: lacks ${rid}`);
    else if (rec.refused === 0 && rec.pending === 0) {
      const shown = await store.open(rid);
      if (canonical(shown?.view.cells) !== canonical(held.cells)) bad.push(`I2 ${phone.name}: shows another ${rid}`);
      else if (canonical(shown?.view.conflicts.map(nameOf).sort()) !== canonical(held.conflicts.map(nameOf).sort()))
        bad.push(
          `I2 ${phone.name}: other conflicts of ${rid}: ${shown?.view.conflicts.map(nameOf)} | ${held.conflicts.map(nameOf)}`,
        );
      if (rec.rev !== held.rev) bad.push(`I9 ${phone.name}: rev of ${rid} is ${rec.rev}, server ${held.rev}`);
    }
  }
  for (const rec of rows.rec)
    if (!readable.has(rec.id) && rec.refused === 0 && rec.pending === 0 && !isMark(phone, rec))
      bad.push(`I2 ${phone.name}: still holds ${rec.id}`);
  return bad;
}

/** All that may stay of a record that is no longer this user's to read: that it was redacted. */
function isMark(phone: Phone, { buckets, shadow, view }: RecRow): boolean {
  if (buckets.length > 0 || shadow === null || view !== null) return false;
  const { cells } = phone.sealer.peek(shadow) as RecordState;
  return Object.keys(cells).join() === REDACTED;
}

function nameOf(conflict: { readonly mid: string; readonly group: string }): string {
  return `${conflict.mid}#${conflict.group}`;
}

// I1: each saved mutation stands in the log exactly once, or waits in quarantine, or a person decided it.
function once(
  server: ServerView,
  diary: Diary,
  stores: ReadonlyMap<Phone, Awaited<ReturnType<typeof rowsOf>>>,
  phones: readonly Phone[],
): string[] {
  const bad: string[] = [];
  const times = new Map<string, number>();
  for (const mid of server.changeMids) times.set(mid, (times.get(mid) ?? 0) + 1);
  for (const [mid, n] of times) if (n > 1) bad.push(`I1 ${mid} is ${n} times in the log`);
  const held = new Set([...stores.values()].flatMap((rows) => [...rows.quarant, ...rows.outbox].map((row) => row.mid)));
  for (const ghost of diary.ghosts) {
    if (
      times.has(ghost.mid) ||
      held.has(ghost.mid) ||
      diary.decided.has(ghost.mid) ||
      diary.fixed.has(ghost.rid) ||
      diary.redacted.has(ghost.rid)
    )
      continue;
    if (phones.some((phone) => phone.lost && phone.name === ghost.phone)) continue;
    bad.push(`I1 ${ghost.mid} (${ghost.op} by ${ghost.phone}) was saved and is nowhere`);
  }
  return bad;
}

// I3: each saved value is current, or offered in a conflict, or was on the screen of whoever overwrote it.
function notLost(
  server: ServerView,
  diary: Diary,
  stores: ReadonlyMap<Phone, Awaited<ReturnType<typeof rowsOf>>>,
  phones: readonly Phone[],
  restored: boolean,
): string[] {
  const bad: string[] = [];
  const held = new Set<string>();
  for (const record of server.records.values()) {
    for (const [group, value] of Object.entries(record.cells)) held.add(`${record.rid} ${group} ${canonical(value)}`);
    for (const conflict of record.conflicts) held.add(`${record.rid} ${conflict.group} ${canonical(conflict.offered)}`);
  }
  for (const { rid, cells } of server.aside)
    for (const [group, value] of Object.entries(cells)) held.add(`${rid} ${group} ${canonical(value)}`);
  const queuedMids = new Set(
    [...stores.values()].flatMap((rows) => [...rows.quarant, ...rows.outbox].map((row) => row.mid)),
  );
  // What waited for a refused item goes out under a new name when a person mends that item: its values must be there.
  for (const [phone, rows] of stores)
    for (const { rid, ct } of [...rows.quarant, ...rows.outbox]) {
      const body = ct === null ? undefined : (phone.sealer.peek(ct) as MutationBody);
      for (const [group, value] of Object.entries(body?.patch ?? {})) held.add(`${rid} ${group} ${canonical(value)}`);
    }
  const logged = new Set(server.changeMids);
  for (const ghost of diary.ghosts) {
    if (diary.redacted.has(ghost.rid) || diary.decided.has(ghost.mid) || queuedMids.has(ghost.mid)) continue;
    const lost = phones.some((phone) => phone.lost && phone.name === ghost.phone);
    if (lost && !logged.has(ghost.mid) && !server.everAcknowledged.has(ghost.mid)) continue;
    for (const [group, value] of Object.entries(ghost.patch)) {
      if (group === DELETED || !carriesWord(value)) continue;
      if (
        held.has(`${ghost.rid} ${group} ${canonical(value)}`) ||
        overwrittenKnowingly(diary.attempts, ghost, group, value)
      )
        continue;
      // Its phone is gone and the server forgot: only what another phone had on its screen can be given back.
      if (lost && restored && !seenAlive(diary.attempts, phones, ghost.rid, group, value)) continue;
      bad.push(`I3 ${ghost.phone}: ${group} of ${ghost.rid} = ${value} (${ghost.mid}) is lost`);
    }
  }
  return bad;
}

function overwrittenKnowingly(attempts: Diary['attempts'], ghost: Ghost, group: string, value: Json): boolean {
  return attempts.some(
    (later) =>
      later.rid === ghost.rid &&
      group in later.patch &&
      (sameValue(later.shown[group], value) ||
        later.offered.some((conflict) => conflict.group === group && sameValue(conflict.offered, value))),
  );
}

function seenAlive(
  attempts: Diary['attempts'],
  phones: readonly Phone[],
  rid: string,
  group: string,
  value: Json,
): boolean {
  const living = new Set(phones.filter((phone) => !phone.lost).map((phone) => phone.name));
  return attempts.some(
    (attempt) => attempt.rid === rid && sameValue(attempt.shown[group], value) && living.has(attempt.phone),
  );
}

// I14, I3: a tombstone covers nothing that whoever set it had not on his screen.
function hiddenByTombstone(server: ServerView, diary: Diary, mended: (value: Json) => Json): string[] {
  const bad: string[] = [];
  for (const record of server.records.values()) {
    const tombstone = record.cells[DELETED];
    if (!tombstone || typeof record.cells[REDACTED] === 'string') continue;
    const act = diary.attempts.find(
      (attempt) => attempt.rid === record.rid && canonical(attempt.patch[DELETED]) === canonical(tombstone),
    );
    if (act === undefined) continue;
    for (const [group, value] of Object.entries(record.cells)) {
      if (!carriesWord(value)) continue;
      // Seen now, or earlier under a value of his own that is refused or in conflict.
      const known = diary.attempts.some(
        (attempt) =>
          attempt.rid === record.rid &&
          attempt.user === act.user &&
          [attempt.shown[group], attempt.patch[group]].some(
            (known) => known !== undefined && sameValue(mended(known), value),
          ),
      );
      if (known) continue;
      bad.push(`I14 ${record.rid}: ${group} = ${value} lies under a tombstone whose author never saw it`);
    }
  }
  return bad;
}

// I16: a redacted value is found nowhere, on no living phone and in no table.
async function redactedEverywhere(
  server: ServerView,
  diary: Diary,
  stores: ReadonlyMap<Phone, Awaited<ReturnType<typeof rowsOf>>>,
  phones: readonly Phone[],
): Promise<string[]> {
  const bad: string[] = [];
  const { definition, policy } = (phones[0] as Phone).options.kind;
  const secrets = new Set<string>();
  const standing = new Set(
    [...server.records.values()].filter((record) => record.cells[REDACTED] === policy).map((record) => record.rid),
  );
  for (const ghost of diary.ghosts) {
    if (!standing.has(ghost.rid)) continue;
    for (const [group, value] of Object.entries(ghost.patch))
      if (carriesWord(value) && !staysUnder(definition, policy, group)) secrets.add(wordOf(value) as string);
  }
  if (secrets.size === 0) return bad;
  const search = (text: string, where: string): void => {
    for (const secret of secrets) if (text.includes(`${secret}`)) bad.push(`I16 ${secret} stands in ${where}`);
  };
  search(await server.dump(), 'the server');
  for (const phone of phones) {
    const rows = stores.get(phone);
    if (rows === undefined) continue;
    for (const table of TABLES) {
      search(
        JSON.stringify(rows[table], (_key, value) => (value instanceof Uint8Array ? phone.sealer.peek(value) : value)),
        `${phone.name}.${table}`,
      );
    }
  }
  return bad;
}
