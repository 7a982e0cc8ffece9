import type { MatterKind, Organ } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { ReportBlock } from '../../contract/wire/reports.ts';
import { type Sql, uuidArray } from './database.ts';
import { countedVisits, type FigureQuery, paramsOf } from './report-figures.ts';

export type VisitFilter = {
  readonly session?: string | undefined;
  readonly blocks?: readonly string[] | undefined;
  readonly matter?: MatterKind | undefined;
  readonly turn?: 'first' | 'again' | undefined;
  readonly large: boolean;
  readonly twins: boolean;
  /** The possible twins of the period. */
  readonly twinRids: readonly string[];
};

/** Where a page begins: after the visit of this day and place in it. */
export type Place = { readonly day: string; readonly place: string };

/** A visit as it is counted, with the coded cells that no figure needs. */
export type VisitRow = Place & {
  readonly space_id: string;
  readonly rid: string;
  readonly organ: Organ;
  readonly block: ReportBlock;
  readonly matter: MatterKind;
  readonly people: number;
  readonly is_first: boolean;
  readonly large_group: boolean;
  readonly is_twin: boolean;
  readonly synthetic: boolean;
  readonly coded: Cells;
};

// The order within a day says nothing of the order in which they came (an id of the phone would).
// Of one session only its cases need to be put in turn, not every visit there ever was.
const OF_SESSION = `($10::uuid is null or (v.space_id, v.case_key) in
  (select c.space_id, c.case_key from fact c where c.type = 'visit' and c.session_id = $10))`;
const FOUND = `${countedVisits(OF_SESSION)}, beside as (
    select *, md5(rid::text) as place, rid in (select * from unnest($11::text::uuid[])) as is_twin
    from counted
  ), found as (
    select * from beside
    where ($5::text is null or block = any($5::text::text[])) and ($6::text is null or matter = $6)
      and ($7::boolean is null or is_first = $7) and (not $8::boolean or large_group)
      and (not $9::boolean or is_twin) and ($10::uuid is null or session_id = $10)
  )`;

// Coded fields only: free text never leaves the table.
const CODED = `jsonb_strip_nulls(jsonb_build_object(
    'matter', r.cells->'matter', 'visited', r.cells->'visited', '@redacted', r.cells->'@redacted',
    'field', r.cells->'field', 'localCode', r.cells->'localCode', 'progress', r.cells->'progress',
    'direction', case when r.cells->'direction'->>'kind' is null then null
      else jsonb_build_object('kind', r.cells->'direction'->'kind') end,
    'refusal', case when r.cells->'refusal'->>'ground' is null then null
      else jsonb_build_object('ground', r.cells->'refusal'->'ground') end,
    'notice', case when jsonb_typeof(r.cells->'notice') = 'object' then (r.cells->'notice') - 'documentNo' end,
    'synthetic', r.cells->'synthetic'))`;

/** How many visits a filter finds, and how many people. */
export async function countVisitLines(
  sql: Sql,
  query: FigureQuery,
  filter: VisitFilter,
): Promise<{ readonly visits: number; readonly people: number }> {
  const rows = await sql.query<{ visits: number; people: number }>(
    `${FOUND} select count(*) as visits, coalesce(sum(people), 0)::bigint as people from found`,
    [...paramsOf(query), ...filterParams(filter)],
  );
  return rows[0] ?? { visits: 0, people: 0 };
}

/** One page of them, the newest day first. */
export async function readVisitLines(
  sql: Sql,
  query: FigureQuery,
  filter: VisitFilter,
  page: { readonly after: Place | undefined; readonly rows: number },
): Promise<readonly VisitRow[]> {
  return sql.query<VisitRow>(
    `${FOUND}, page as (
       select * from found where $12::date is null or (day, place) < ($12::date, $13::text)
       order by day desc, place desc limit ${page.rows}
     )
     select f.space_id, f.rid, f.organ, f.day, f.place, f.block, f.matter, f.people, f.is_first, f.large_group,
       f.is_twin, f.synthetic, ${CODED} as coded
     from page f join record r on r.space_id = f.space_id and r.rid = f.rid
     order by f.day desc, f.place desc`,
    [...paramsOf(query), ...filterParams(filter), page.after?.day ?? null, page.after?.place ?? null],
  );
}

function filterParams({
  blocks,
  matter,
  turn,
  large,
  twins,
  twinRids,
  session,
}: VisitFilter): readonly (string | boolean | null)[] {
  return [
    blocks === undefined ? null : `{${blocks.join(',')}}`,
    matter ?? null,
    turn === undefined ? null : turn === 'first',
    large,
    twins,
    session ?? null,
    uuidArray(twinRids),
  ];
}
