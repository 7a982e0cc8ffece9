import type { Cells } from '../../contract/records/kind.ts';
import type { Digest, GoneRow, WireConflict, WireRow } from '../../contract/wire/sync.ts';
import { type Sql, uuidArray } from './database.ts';
import { WIRE_CONFLICTS_OF_R } from './wire-rows.ts';

export type PullRow = { readonly seq: number; readonly row: WireRow | GoneRow };

/** One page and the head it belongs to, read in one statement and so in one snapshot. */
export type Page = {
  readonly epoch: string;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly floor: number;
  /** The chain's hash at the point the phone claims to have seen. */
  readonly seenHash: string | null;
  readonly rows: readonly PullRow[];
  readonly more: boolean;
  readonly digest: Digest;
};

export type PageQuery = {
  readonly space: string;
  readonly bucket: string;
  readonly seen: number;
  /** Above this sequence number, oldest first … */
  readonly after?: number;
  /** … or below this one (0 = from the head down), newest first, without what has left the bucket. */
  readonly before?: number;
  readonly rows: number;
  readonly bytes: number;
};

type PageRow = {
  epoch: string;
  head_seq: number;
  head_hash: string;
  floor_seq: number;
  seen_hash: string | null;
  digest: Digest | null;
  found: number | null;
  rid: string | null;
  seq: number;
  gone: boolean;
  kind: string;
  rev: number;
  schema_ver: number;
  cells: Cells;
  conflicts: WireConflict[] | null;
  redacted: string | null;
};

// Records are looked up one by one, by their whole key, whatever statistics say (migration 4).
// A page ends with the row that passes the limit of bytes, so it always brings at least one.
const pageSql = (which: string, order: 'asc' | 'desc') => `
  select c.epoch, c.head_seq, c.head_hash, c.floor_seq,
    (select hash from change where space_id = $1 and seq = $3) as seen_hash,
    (select jsonb_object_agg(d.kind, jsonb_build_object('count', d.count, 'sum', d.sum)) from bucket_digest d
     where d.space_id = $1 and d.bucket = $2 and d.count > 0) as digest,
    p.found, p.rid, p.seq, p.gone, r.kind, r.rev, r.schema_ver, r.cells, ${WIRE_CONFLICTS_OF_R} as conflicts,
    (select g.cells ->> '@redacted' from record g where p.gone and g.space_id = $1 and g.rid = p.rid) as redacted
  from space_clock c
  left join (
    select rid, seq, gone, count(*) over () as found, row_number() over w as place, sum(bytes) over w - bytes as before
    from (select rid, seq, gone, bytes from membership
          where space_id = $1 and bucket = $2 and ${which} order by seq ${order} limit $5 + 1) m
    window w as (order by seq ${order})
  ) p on p.place <= $5 and p.before < $6
  left join lateral (select * from record k
                     where not p.gone and k.space_id = c.space_id and k.rid = p.rid limit 1) r on true
  where c.space_id = $1
  order by p.place`;

const FORWARD = pageSql('seq > $4', 'asc');
const BACKWARD = pageSql('seq < $4 and not gone', 'desc');
const NO_END = Number.MAX_SAFE_INTEGER;

/** One page of a bucket; undefined when there is no such space. */
export async function readPage(sql: Sql, query: PageQuery): Promise<Page | undefined> {
  const { space, bucket, seen, after, before, rows: limit, bytes } = query;
  const forward = before === undefined;
  const from = forward ? (after ?? 0) : before || NO_END;
  const found = await sql.query<PageRow>(forward ? FORWARD : BACKWARD, [space, bucket, seen, from, limit, bytes]);
  const first = found[0];
  if (first === undefined) return undefined;
  const rows = found.filter((row) => row.rid !== null).map(pullRow);
  return {
    epoch: first.epoch,
    head: { seq: first.head_seq, hash: first.head_hash },
    floor: first.floor_seq,
    seenHash: first.seen_hash,
    rows,
    more: rows.length < (first.found ?? 0),
    digest: first.digest ?? {},
  };
}

function pullRow(row: PageRow): PullRow {
  const rid = row.rid ?? '';
  if (row.gone) {
    const redacted = row.redacted === null ? {} : { redacted: row.redacted };
    return { seq: row.seq, row: { rid, rev: row.seq, gone: true, ...redacted } };
  }
  return { seq: row.seq, row: wireRowOf({ ...row, rid }) };
}

type RecordColumns = Pick<PageRow, 'kind' | 'rev' | 'schema_ver' | 'cells' | 'conflicts'> & { rid: string };

function wireRowOf({ rid, kind, rev, schema_ver, cells, conflicts }: RecordColumns): WireRow {
  const row = { rid, kind, rev, schemaVer: schema_ver, cells: cells as WireRow['cells'] };
  return conflicts === null ? row : { ...row, conflicts };
}

/** The chain's hash at a sequence number. */
export async function hashAt(sql: Sql, space: string, seq: number): Promise<string> {
  const rows = await sql.query<{ hash: string }>('select hash from change where space_id = $1 and seq = $2', [
    space,
    seq,
  ]);
  return rows[0]?.hash ?? '';
}

/** Rows of a bucket by their ids; those that are not in it are left out. */
export async function readMembers(
  sql: Sql,
  space: string,
  bucket: string,
  rids: readonly string[],
): Promise<WireRow[]> {
  const rows = await sql.query<RecordColumns>(
    `select r.rid, r.kind, r.rev, r.schema_ver, r.cells, ${WIRE_CONFLICTS_OF_R} as conflicts
     from unnest($3::text::uuid[]) as asked(rid)
     cross join lateral (select k.space_id, k.rid from membership k
                         where k.space_id = $1 and k.bucket = $2 and k.rid = asked.rid and not k.gone limit 1) m
     cross join lateral (select * from record k where k.space_id = m.space_id and k.rid = m.rid limit 1) r`,
    [space, bucket, uuidArray(new Set(rids))],
  );
  return rows.map(wireRowOf);
}

/** Ids and revs of what a bucket holds of one kind. */
export async function listMembers(
  sql: Sql,
  space: string,
  bucket: string,
  kind: string,
): Promise<{ rid: string; rev: number }[]> {
  return sql.query(
    `select r.rid, r.rev from membership m join record r on r.space_id = m.space_id and r.rid = m.rid
     where m.space_id = $1 and m.bucket = $2 and m.kind = $3 and not m.gone`,
    [space, bucket, kind],
  );
}

/** Which of these records the space holds, in whatever bucket. */
export async function whichExist(sql: Sql, space: string, rids: readonly string[]): Promise<Set<string>> {
  if (rids.length === 0) return new Set();
  const rows = await sql.query<{ rid: string }>(
    `select asked.rid from unnest($2::text::uuid[]) as asked(rid)
     cross join lateral (select 1 from record k where k.space_id = $1 and k.rid = asked.rid limit 1) r`,
    [space, uuidArray(rids)],
  );
  return new Set(rows.map((row) => row.rid));
}
