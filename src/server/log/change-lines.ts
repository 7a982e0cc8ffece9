import type { Cells } from '../../contract/records/kind.ts';
import { isControlKey } from '../../domain/merge/cells.ts';
import { unitConcerned } from '../../domain/permissions/reference-rights.ts';
import { subjectOf } from '../../domain/reference/subject.ts';
import type { AuthDeps } from '../auth/context.ts';
import { uuidArray } from '../storage/database.ts';
import type { LogLine, LogSlice } from './log-slice.ts';

type ChangeRow = {
  space_id: string;
  id: string;
  at: string;
  rid: string;
  kind: string;
  op: string;
  author: string;
  groups: string[] | null;
  device: string | null;
  cells: Cells | null;
};

// `r` is the record as it stands. Of one that is a denunciation, or stands under a redaction, only its making and the
// redaction itself are told (Luật Tố cáo Điều 8): "progress was edited" would tell what it is.
const CHANGES = `
  select c.space_id, c.id, c.received_at as at, c.rid, c.kind, c.op, c.author, c.device, c.cells,
    case when c.op in ('patch', 'resolve') then (select jsonb_agg(k) from jsonb_object_keys(c.patch) k) end as groups
  from (
    select x.*, case when x.space_id = $1 then r.cells end as cells, d.name as device
    from (select l.*, l.space_id::text || ' ' || lpad(l.seq::text, 12, '0') as id from change l
          where l.received_at >= $3 and l.received_at < $4 and l.received_at <= $6::timestamptz
            and ($5::uuid is null or l.author = $5) and l.op <> 'tombstone'
            and l.space_id in (select unnest($2::text::uuid[]) union all select $1::uuid)
            and ($10::boolean is null or (l.space_id = $1) = $10::boolean)) x
    left join lateral (select k.cells from record k where k.space_id = x.space_id and k.rid = x.rid limit 1) r on true
    left join client s on s.space_id = x.space_id and s.client_id = x.client_id
    left join device d on d.space_id = $1 and d.device_id = s.device_id
    where (x.received_at < $6::timestamptz or x.id collate "C" < $7)
      and (x.op in ('create', 'redact') or x.space_id = $1 or r.cells is null
           or (r.cells ->> 'matter' is distinct from 'denunciation' and not r.cells ? '@redacted'))
      and (x.space_id <> $1 or $8::boolean or x.rid in (select unnest($2::text::uuid[]))
           or r.cells -> 'unit' ->> 'id' in (select unnest($2::text::text[])))
    order by x.received_at desc, x.id collate "C" desc limit $9
  ) c`;

/** Changes of records: kind, operation and groups, author, device, time; of reference records also whom they are about. */
export async function changeLines(deps: AuthDeps, slice: LogSlice): Promise<readonly LogLine[]> {
  const { units, whole, person, act, fromIso, beforeIso, below, lines } = slice;
  if (act !== undefined && act !== 'receptions' && act !== 'reference') return [];
  const rows = await deps.database.query<ChangeRow>(CHANGES, [
    deps.root,
    uuidArray(units),
    fromIso,
    beforeIso,
    person ?? null,
    below.at,
    below.id,
    whole,
    lines,
    act === undefined ? null : act === 'reference',
  ]);
  return rows.map((row) => lineOf(row, deps.root));
}

function lineOf(row: ChangeRow, root: string): LogLine {
  const { kind, op, rid, cells, groups, device } = row;
  const ofReference = row.space_id === root;
  const unit = ofReference ? unitConcerned(kind, rid, cells ?? {}) : row.space_id;
  const subject = ofReference && cells !== null ? subjectOf(kind, cells) : undefined;
  const named = namedGroups(groups ?? []);
  return {
    id: row.id,
    at: row.at,
    actorId: row.author,
    what: `record.${op}`,
    kind,
    ...(device === null || device === '' ? {} : { device }),
    ...(unit === undefined ? {} : { unit }),
    ...(named.length === 0 ? {} : { groups: named }),
    ...(subject === undefined ? {} : { subject }),
  };
}

/** `people/<id>/name` as `people/name`: which element is nobody's business. */
function namedGroups(keys: readonly string[]): string[] {
  const names = keys.filter((key) => !isControlKey(key)).map((key) => key.replace(/\/[^/]*\//, '/'));
  return [...new Set(names)].sort();
}
