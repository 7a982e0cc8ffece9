import type { ProblemRef, SyncPoint, WireConflict } from '../../contract/wire/sync.ts';
import type { LedgerEntry } from '../../domain/merge/apply-batch.ts';
import type { ServerRecord } from '../../domain/merge/server-record.ts';
import { upConvert } from '../../domain/records/up-convert.ts';
import { definitionOf } from '../sync/definitions.ts';
import { type Sql, uuidArray } from './database.ts';
import { groupsOf, type StoredMeta } from './group-metas.ts';

/** A record as stored: what the merge sees, and the buckets it is in (its home first). */
export type StoredRecord = ServerRecord & { readonly buckets: readonly string[] };

export type ClientState = { readonly lastNo: number; readonly userId: string | null; readonly seenHash: string | null };

/** What is known of a client, and the chain's hash at the point it claims to have seen. */
export async function loadClient(tx: Sql, space: string, clientId: string, seen: SyncPoint): Promise<ClientState> {
  const rows = await tx.query<{ last_no: number | null; user_id: string | null; seen_hash: string | null }>(
    `select client.last_no, client.user_id, change.hash as seen_hash
     from (select $1::uuid as space_id) s
     left join client on client.space_id = s.space_id and client.client_id = $2
     left join change on change.space_id = s.space_id and change.seq = $3`,
    [space, clientId, seen.seq],
  );
  const row = rows[0];
  return { lastNo: row?.last_no ?? 0, userId: row?.user_id ?? null, seenHash: row?.seen_hash ?? null };
}

type LedgerRow = {
  mid: string;
  body_hash: string;
  st: LedgerEntry['st'];
  seq: number | null;
  prev: number | null;
  problem: ProblemRef | null;
};

/** The first answers of those of these mutations that came before. */
export async function loadLedger(tx: Sql, space: string, mids: Iterable<string>): Promise<Map<string, LedgerEntry>> {
  const rows = await tx.query<LedgerRow>(
    // One look-up by the whole key for each id, whatever statistics say (migration 4).
    `select m.mid, m.body_hash, m.st, m.seq, m.prev, m.problem from unnest($2::text::uuid[]) as asked(mid)
     cross join lateral (select * from mutation k where k.space_id = $1 and k.mid = asked.mid limit 1) m`,
    [space, uuidArray(mids)],
  );
  return new Map(
    rows.map((row) => [
      row.mid,
      {
        bodyHash: row.body_hash,
        st: row.st,
        ...(row.seq === null ? {} : { seq: row.seq }),
        ...(row.prev === null ? {} : { prev: row.prev }),
        ...(row.problem === null ? {} : { problem: row.problem }),
      },
    ]),
  );
}

export type RecordRow = {
  rid: string;
  kind: string;
  rev: number;
  schema_ver: number;
  cells: ServerRecord['cells'];
  groups: StoredMeta[];
  buckets: string[];
  conflicts: WireConflict[] | null;
};

/** The open conflicts of a record `r`, in the order they arose: what the merge needs of them. */
const CONFLICTS_OF_R = `(
  select jsonb_agg(jsonb_build_object('mid', k.mid, 'group', k.group_key, 'offered', k.offered,
                                      'author', k.author, 'hlc', k.hlc) order by k.place)
  from conflict k where k.space_id = r.space_id and k.rid = r.rid)`;

/** Records by their ids, with their open conflicts. */
export async function loadRecords(tx: Sql, space: string, rids: Iterable<string>): Promise<Map<string, StoredRecord>> {
  const rows = await tx.query<RecordRow>(
    `select r.rid, r.kind, r.rev, r.schema_ver, r.cells, r.groups, r.buckets, ${CONFLICTS_OF_R} as conflicts
     from unnest($2::text::uuid[]) as asked(rid)
     cross join lateral (select * from record k where k.space_id = $1 and k.rid = asked.rid limit 1) r`,
    [space, uuidArray(rids)],
  );
  return new Map(rows.map((row) => [row.rid, storedRecord(row)]));
}

function storedRecord(row: RecordRow): StoredRecord {
  const definition = definitionOf(row.kind);
  const older = definition !== undefined && row.schema_ver < definition.version;
  return {
    rid: row.rid,
    kind: row.kind,
    rev: row.rev,
    schemaVer: older ? definition.version : row.schema_ver,
    cells: older ? upConvert(definition, row.cells, row.schema_ver) : row.cells,
    groups: groupsOf(row.groups),
    buckets: row.buckets,
    conflicts: row.conflicts ?? [],
  };
}
