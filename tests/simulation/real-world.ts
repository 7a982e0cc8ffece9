import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { type Cells, type KindDefinition, RESOLVES } from '../../src/contract/records/kind.ts';
import { receptionVisit } from '../../src/contract/records/reception-visit.ts';
import { KINDS } from '../../src/contract/records/registry.ts';
import {
  DigestAnswer,
  FetchAnswer,
  type Mutation,
  type ProblemBody,
  PullAnswer,
  PushAnswer,
  RecoverAnswer,
  SalvageAnswer,
  type WireConflict,
} from '../../src/contract/wire/sync.ts';
import type { Actor } from '../../src/domain/permissions/actor.ts';
import { verifyAudit } from '../../src/server/storage/audit.ts';
import type { Database } from '../../src/server/storage/database.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { applyDeferred } from '../../src/server/sync/apply-deferred.ts';
import { assignRecord } from '../../src/server/sync/assign.ts';
import { createSyncService, type SyncService } from '../../src/server/sync/sync-service.ts';
import type { Answer, Refusal, SyncDeps } from '../../src/server/sync/sync-session.ts';
import { DexieStore } from '../../src/store/dexie-store.ts';
import type { NetResult } from '../../src/sync/ports.ts';
import { dumpSpace, restoreSpace, type SpaceDump } from '../support/dump-space.ts';
import { openTestDatabase } from '../support/server-database.ts';
import type { ServerView } from './invariants.ts';
import type { Session } from './model-server.ts';
import { nextVisit, visitKind } from './visit-kind.ts';
import type { Method, RunOptions, SimServer } from './world.ts';

const PROVINCE = '00000000-0000-5000-8000-0000000000ff';
const ADMIN = '00000000-0000-7000-8000-0000000000ad';
const START_MS = Date.UTC(2026, 6, 6, 1);

/** Each request costs milliseconds here, not microseconds: the storms are shorter. */
const STEPS = { least: 30, spread: 100 };

/**
 * Phones on Dexie over fake-indexeddb, and the real server code on one PGlite in memory. Every schedule has a commune
 * of its own there, which is cleared away when the schedule ends.
 */
export async function openRealWorld(): Promise<
  Pick<RunOptions, 'makeStore' | 'makeServer' | 'steps'> & { close(): Promise<void> }
> {
  const { database, close } = await openTestDatabase();
  await createSpaces(database, PROVINCE, [
    { id: PROVINCE, code: 'TM', kind: 'tinh', level: 'province', name: 'Tỉnh Mẫu' },
  ]);
  let communes = 0;
  return {
    steps: STEPS,
    makeStore: (name) => DexieStore.open(name, { indexedDB: new IDBFactory(), IDBKeyRange }),
    makeServer: (_users, outdated) => {
      communes += 1;
      return RealServer.open(database, idAt('5000', communes), outdated);
    },
    close,
  };
}

/** One commune of the real server, as the world drives it. */
class RealServer implements SimServer {
  readonly kind = visitKind;
  readonly space: string;
  readonly #database: Database;
  readonly #violations: string[] = [];
  readonly #everAcknowledged = new Set<string>();
  readonly #clock = { ms: START_MS };
  #deps: SyncDeps;
  #service: SyncService;
  #view: ServerView | undefined;
  #assignments = 0;

  private constructor(database: Database, space: string, outdated: boolean) {
    this.#database = database;
    this.space = space;
    this.#deps = this.#program(outdated);
    this.#service = createSyncService(this.#deps);
  }

  static async open(database: Database, space: string, outdated: boolean): Promise<RealServer> {
    await createSpaces(database, PROVINCE, [
      { id: space, code: space.slice(-6), kind: 'xa', level: 'commune', name: 'Xã', parent: PROVINCE },
    ]);
    return new RealServer(database, space, outdated);
  }

  /** The server's program, as it knows today's version of a visit or the next. */
  #program(outdated: boolean): SyncDeps {
    (KINDS as { [kind: string]: KindDefinition })[receptionVisit.kind] = outdated ? receptionVisit : nextVisit;
    let bytes = 0;
    return {
      database: this.#database,
      root: PROVINCE,
      serverVer: outdated ? '1' : '2',
      ports: {
        nowMs: () => {
          this.#clock.ms += 1;
          return this.#clock.ms;
        },
        // A salt guards against guessing; here it must only be the same in every run.
        randomBytes: (count) =>
          Uint8Array.from({ length: count }, () => {
            bytes += 1;
            return bytes & 0xff;
          }),
      },
    };
  }

  async call(method: Method, session: Session, request: unknown): Promise<NetResult<never>> {
    const before = method === 'push' ? await this.view() : undefined;
    const asked = JSON.parse(JSON.stringify(request));
    const sync = {
      actor: this.#actor(session.user),
      standing: 'active',
      deviceId: null,
      spaces: [this.space],
    } as const;
    const answer: Answer<unknown> = await this.#service[method](sync, asked);
    if (method === 'push' || method === 'salvage') this.#view = undefined;
    if (!answer.ok) return { tag: 'refused', problem: problemBody(answer.error) };
    const value = PARSERS[method](JSON.parse(JSON.stringify(answer.value)));
    if (before !== undefined) await this.#checkPush(before, asked.muts, value as PushAnswer);
    return { tag: 'ok', value: value as never };
  }

  /** I4: revs grow; I12: a conflict goes only by a person's act; I15: what was ever acknowledged. */
  async #checkPush(before: ServerView, muts: readonly Mutation[], answer: PushAnswer): Promise<void> {
    for (const result of answer.results) if (result.st !== 'rejected') this.#everAcknowledged.add(result.mid);
    const after = await this.view();
    for (const [rid, was] of before.records) {
      const is = after.records.get(rid);
      if (is === undefined || is.rev < was.rev) this.#violations.push(`I4 rev of ${rid}: ${was.rev} to ${is?.rev}`);
      const acts = muts.filter((mutation) => mutation.rid === rid);
      for (const { mid, group } of was.conflicts) {
        if (is?.conflicts.some((kept) => kept.mid === mid && kept.group === group)) continue;
        const decided = acts.some(
          ({ op, base, patch }) => RESOLVES in patch || op === 'redact' || (base.saw ?? []).includes(mid),
        );
        if (!decided) this.#violations.push(`I12 conflict ${mid}#${group} vanished`);
      }
    }
  }

  #actor(userId: string): Actor {
    const assigned = userId.endsWith('3');
    return {
      userId,
      memberships: [{ space: this.space, organ: 'committee', role: assigned ? 'assigned' : 'commune_office' }],
      today: '2026-07-06',
      shareBetweenOrgans: false,
    };
  }

  async view(): Promise<ServerView> {
    this.#view ??= await this.#read();
    return this.#view;
  }

  async #read(): Promise<ServerView> {
    const [row] = await this.#database.query<ViewRow>(VIEW, [this.space]);
    if (row === undefined) throw new Error('the commune is gone');
    const records = (row.records ?? []).map((record) => ({ ...record, conflicts: record.conflicts ?? [] }));
    const members = row.members ?? [];
    for (const [i, { seq }] of (row.changes ?? []).entries())
      if (seq !== i + 1) this.#violations.push(`I4 head is not dense at ${i + 1}`);
    if ((row.changes ?? []).length !== row.head) this.#violations.push(`I4 head ${row.head} is not the last change`);
    const byBucket = new Map<string, Map<string, { seq: number; gone: boolean }>>();
    for (const { bucket, rid, seq, gone } of members) {
      const inBucket = byBucket.get(bucket) ?? new Map<string, { seq: number; gone: boolean }>();
      byBucket.set(bucket, inBucket);
      inBucket.set(rid, { seq, gone });
    }
    return {
      epoch: row.epoch,
      head: row.head,
      records: new Map(records.map((record) => [record.rid, record])),
      changeMids: (row.changes ?? []).map(({ mid }) => mid),
      members: (bucket) => byBucket.get(bucket) ?? new Map(),
      aside: (row.aside ?? []).map(({ rid, body }) => ({ rid, cells: body.patch ?? body.cells ?? {} })),
      dump: async () => JSON.stringify([...(await dumpSpace(this.#database, this.space)).rowsByTable]),
      everAcknowledged: this.#everAcknowledged,
    };
  }

  async snapshot(): Promise<SpaceDump> {
    return dumpSpace(this.#database, this.space);
  }

  async restore(snapshot: unknown, announced: boolean): Promise<void> {
    this.#view = undefined;
    await restoreSpace(this.#database, snapshot as SpaceDump, { announced });
  }

  async assign(rid: string, userId: string, given: boolean): Promise<void> {
    this.#view = undefined;
    this.#assignments += 1;
    const mid = idAt('7aaa', this.#assignments);
    await assignRecord(this.#deps, { space: this.space, rid, userId, given, author: ADMIN, mid });
  }

  async upgrade(): Promise<void> {
    this.#view = undefined;
    this.#deps = this.#program(false);
    this.#service = createSyncService(this.#deps);
    await applyDeferred(this.#deps, async (userId) => this.#actor(userId));
  }

  violations(): readonly string[] {
    return this.#violations;
  }

  async replayDiffers(): Promise<readonly string[]> {
    const results = await verifyAudit(this.#database);
    return results.flatMap(({ space, fault }) =>
      space === this.space && fault !== undefined ? [`I10 the chain does not hold at ${fault.seq}: ${fault.what}`] : [],
    );
  }

  async close(): Promise<void> {
    const { space, rowsByTable } = await dumpSpace(this.#database, this.space);
    const empty = new Map([...rowsByTable.keys()].map((table) => [table, '[]']));
    await restoreSpace(this.#database, { space, rowsByTable: empty }, { announced: false });
    this.#program(false);
  }
}

const PARSERS: { readonly [method in Method]: (value: unknown) => unknown } = {
  push: (value) => PushAnswer.parse(value),
  pull: (value) => PullAnswer.parse(value),
  recover: (value) => RecoverAnswer.parse(value),
  fetch: (value) => FetchAnswer.parse(value),
  salvage: (value) => SalvageAnswer.parse(value),
  digest: (value) => DigestAnswer.parse(value),
};

function problemBody({ problem, params, epoch }: Refusal): ProblemBody {
  const { code, status, say } = PROBLEMS[problem];
  const detail = say(params ?? {});
  return { type: 'about:blank', title: problem, status, detail, code, ...(epoch === undefined ? {} : { epoch }) };
}

function idAt(block: string, n: number): string {
  return `00000000-0000-${block}-8000-${n.toString(16).padStart(12, '0')}`;
}

type ViewRow = {
  epoch: string;
  head: number;
  records: { rid: string; rev: number; cells: Cells; conflicts: WireConflict[] | null }[] | null;
  changes: { seq: number; mid: string }[] | null;
  members: { bucket: string; rid: string; seq: number; gone: boolean }[] | null;
  aside: { rid: string; body: { patch?: Cells; cells?: Cells } }[] | null;
};

const VIEW = `
  select c.epoch, c.head_seq as head,
    (select jsonb_agg(jsonb_build_object('rid', r.rid, 'rev', r.rev, 'cells', r.cells, 'conflicts',
       (select jsonb_agg(jsonb_build_object('mid', k.mid, 'group', k.group_key, 'offered', k.offered) order by k.place)
        from conflict k where k.space_id = r.space_id and k.rid = r.rid)) order by r.rid)
     from record r where r.space_id = c.space_id) as records,
    (select jsonb_agg(jsonb_build_object('seq', h.seq, 'mid', h.mid) order by h.seq)
     from change h where h.space_id = c.space_id) as changes,
    (select jsonb_agg(jsonb_build_object('bucket', m.bucket, 'rid', m.rid, 'seq', m.seq, 'gone', m.gone) order by m.rid)
     from membership m where m.space_id = c.space_id) as members,
    (select jsonb_agg(jsonb_build_object('rid', q.rid, 'body', q.body)) from quarantine q
     where q.space_id = c.space_id) as aside
  from space_clock c where c.space_id = $1`;
