import type { Capacity, Organ, SessionKind, SessionStatus } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { Sql } from './database.ts';
import { ASKED, type FigureQuery, paramsOf } from './report-figures.ts';
import type { Place } from './visit-lines.ts';

export type SessionFilter = {
  /** By the day on which it is held, or by the duty day that it counts for. */
  readonly by: 'day' | 'duty';
  readonly kind?: SessionKind | undefined;
  readonly capacity?: Capacity | undefined;
  readonly held: boolean;
};

export type SessionRow = Place & {
  readonly space_id: string;
  readonly rid: string;
  readonly organ: Organ;
  readonly session_kind: SessionKind;
  readonly status: SessionStatus;
  readonly duty_day: string | null;
  readonly made_up: boolean;
  readonly delegated: boolean;
  readonly synthetic: boolean;
  readonly visits: number;
  readonly coded: Cells;
};

const found = ({ by }: SessionFilter) => `
  with found as (
    select s.*, md5(s.rid::text) as place
    from ${ASKED} join fact s on s.space_id = asked.space_id and s.organ = asked.organ
    where s.type = 'session' and ${by === 'day' ? 's.day' : 's.duty_day'} between $2::date and $3::date
      and ($5::text is null or s.session_kind = $5)
      and ($6::text is null or s.duty_keys like '%:' || $6::text || '%' or s.delegated)
      and (not $7::boolean or s.held)
  )`;

/** How many sessions a filter finds, and how many cuộc those are that took place. */
export async function countSessionLines(
  sql: Sql,
  query: FigureQuery,
  filter: SessionFilter,
): Promise<{ readonly sessions: number; readonly counted: number }> {
  const rows = await sql.query<{ sessions: number; counted: number }>(
    `${found(filter)} select count(*) as sessions,
       count(distinct (space_id, session_kind, cuoc_key)) filter (where held and session_kind <> 'regular') as counted
     from found`,
    [...paramsOf(query), ...filterParams(filter)],
  );
  return rows[0] ?? { sessions: 0, counted: 0 };
}

/** One page of them, the newest day first; `coded` = their chairs, and whether nobody came. */
export async function readSessionLines(
  sql: Sql,
  query: FigureQuery,
  filter: SessionFilter,
  page: { readonly after: Place | undefined; readonly rows: number },
): Promise<readonly SessionRow[]> {
  return sql.query<SessionRow>(
    `${found(filter)}, page as (
       select * from found where $8::date is null or (day, place) < ($8::date, $9::text)
       order by day desc, place desc limit ${page.rows}
     ), received as materialized (
       -- Of the sessions of this page only; with all visits ever grouped, each page would cost as much as the first year.
       select v.space_id, v.session_id, count(*) as visits
       from page p join fact v on v.space_id = p.space_id and v.session_id = p.rid
       where v.type = 'visit' and (v.space_id, v.organ) in (select asked.space_id, asked.organ from ${ASKED})
       group by v.space_id, v.session_id
     )
     select f.space_id, f.rid, f.organ, f.day, f.place, f.session_kind, f.status, f.duty_day, f.made_up, f.delegated,
       f.synthetic, coalesce(n.visits, 0) as visits,
       (select jsonb_object_agg(c.key, c.value) from jsonb_each(r.cells) c
        where c.key like 'chairs/%' or c.key = 'noVisitors') as coded
     from page f join record r on r.space_id = f.space_id and r.rid = f.rid
       left join received n on n.space_id = f.space_id and n.session_id = f.rid
     order by f.day desc, f.place desc`,
    [...paramsOf(query), ...filterParams(filter), page.after?.day ?? null, page.after?.place ?? null],
  );
}

function filterParams({ kind, capacity, held }: SessionFilter): readonly (string | boolean | null)[] {
  return [kind ?? null, capacity ?? null, held];
}
