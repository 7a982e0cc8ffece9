import type { Cells } from '../../contract/records/kind.ts';
import { sameValue } from '../../domain/merge/cells.ts';
import { type ChainLine, chainHash, type RedactedParts } from './chain.ts';
import { readClock } from './clock.ts';
import type { Database } from './database.ts';

/** What verifying one space's chain found: the first place where it does not hold, if any. */
export type AuditResult = {
  readonly space: string;
  readonly changes: number;
  readonly fault?: { readonly seq: number; readonly what: string };
};

type Row = {
  seq: number;
  mid: string;
  rid: string;
  kind: string;
  op: string;
  author: string;
  client_id: string | null;
  received_at: string;
  patch: Cells;
  before: Cells;
  salt: string;
  redacted: RedactedParts | null;
  hash: string;
};

const PAGE = 1000;

/** Verifies the chain of every space, and that records hold nothing that the chain does not know. */
export async function verifyAudit(database: Database): Promise<AuditResult[]> {
  const spaces = await database.query<{ space_id: string }>('select space_id from space_clock order by space_id');
  const results: AuditResult[] = [];
  for (const { space_id: space } of spaces) results.push(await verifySpace(database, space));
  return results;
}

async function verifySpace(database: Database, space: string): Promise<AuditResult> {
  let seq = 0;
  let hash = '';
  for (;;) {
    const rows = await database.query<Row>(
      `select seq, mid, rid, kind, op, author, client_id, received_at, patch, before, salt, redacted, hash
       from change where space_id = $1 and seq > $2 order by seq limit ${PAGE}`,
      [space, seq],
    );
    for (const row of rows) {
      if (row.seq !== seq + 1) return { space, changes: seq, fault: { seq: seq + 1, what: 'missing' } };
      seq = row.seq;
      const line: ChainLine = { ...row, client: row.client_id, receivedAt: row.received_at };
      if (chainHash(hash, line) !== row.hash) return { space, changes: seq, fault: { seq, what: 'altered' } };
      hash = row.hash;
    }
    if (rows.length < PAGE) break;
  }
  const clock = await readClock(database, space);
  if (clock === undefined || clock.head.seq !== seq || clock.head.hash !== hash)
    return { space, changes: seq, fault: { seq, what: 'head' } };
  const strayRecord = await findStray(database, space);
  return strayRecord === undefined ? { space, changes: seq } : { space, changes: seq, fault: strayRecord };
}

type HeldRow = {
  rid: string;
  rev: number;
  group_key: string;
  held: Cells[string];
  logged: Cells[string] | null;
  known: boolean;
  converted: boolean;
};

/** A group whose present value is not the one that the change named by its rev has written. */
async function findStray(database: Database, space: string): Promise<AuditResult['fault']> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await database.query<{ rid: string }>(
      `select rid from record where space_id = $1 and rid > $2 order by rid limit ${PAGE}`,
      [space, after],
    );
    const last = page.at(-1)?.rid;
    if (last === undefined) return undefined;
    const rows = await database.query<HeldRow>(
      `select r.rid, (m.value ->> 'rev')::bigint as rev, g.key as group_key, r.cells -> g.key as held,
         c.patch -> g.key as logged, c.patch is not null and c.patch ? g.key as known,
         coalesce(c.schema_ver < r.schema_ver, false) as converted
       from record r cross join lateral jsonb_array_elements(r.groups) m
       cross join lateral jsonb_array_elements_text(m.value -> 'of') g(key)
       left join change c on c.space_id = r.space_id and c.seq = (m.value ->> 'rev')::bigint and c.rid = r.rid
       where r.space_id = $1 and r.rid > $2 and r.rid <= $3`,
      [space, after, last],
    );
    // A record brought up to a newer version may hold a value in other words than the change that wrote it.
    const stray = rows.find((row) => !row.converted && (!row.known || !sameValue(row.held, row.logged ?? null)));
    if (stray !== undefined) return { seq: stray.rev, what: 'record' };
    after = last;
  }
}
