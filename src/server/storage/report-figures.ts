import type { Figures } from '../../contract/wire/reports.ts';
import { possibleTwins, type TwinCandidate, twinSets } from '../../domain/receptions/twins.ts';
import { NO_FIGURES } from '../../domain/statistics/sum-facts.ts';
import { type Sql, uuidArray } from './database.ts';

export type FigureQuery = {
  /** Whose figures: organs of units. */
  readonly sources: readonly { readonly space: string; readonly organ: string }[];
  readonly from: string;
  readonly to: string;
};

/** Figures of one unit in one block or of one matter. */
export type FigureRow = {
  readonly space: string;
  readonly block?: string;
  readonly matter?: string;
  readonly figures: Figures;
};

type VisitRow = {
  space_id: string;
  block: string | null;
  matter: string | null;
  visits: number;
  people: number;
  cases: number;
  cases_first: number;
  groups: number;
};

// One pass, and no join of what was joined already: before the tables have been analysed the planner takes them for
// empty, and would compare every visit with every other. The same words as `receptionFigures` in the domain, which is
// what a test compares this with.
export const ASKED = 'unnest($1::text::uuid[], $4::text::text[]) as asked(space_id, organ)';

/**
 * Every visit of the period in its block, with its day and whether its case is seen for the first time: `counted`.
 * `only` = a condition on the fact `v` that leaves out whole cases.
 */
export const countedVisits = (only = 'true') => `
  with placed as (
    select v.space_id, v.rid, v.organ, v.session_id, v.twin, v.case_key, v.people, v.matter, v.large_group,
      v.earlier_times, v.synthetic, coalesce(s.day, v.day) as day,
      case when v.session_id is null then 'regular_no_session'
           when s.rid is null then 'awaiting_session' else s.session_kind end as block
    from ${ASKED} join fact v on v.space_id = asked.space_id and v.organ = asked.organ
      left join fact s on s.space_id = v.space_id and s.rid = v.session_id and s.type = 'session'
    where v.type = 'visit' and ${only}
  ), in_turn as (
    select *, row_number() over (partition by space_id, case_key order by day, rid) - 1 as known from placed
  ), told as (
    select *, not bool_or(day < $2::date or (day <= $3::date and earlier_times > known))
      over (partition by space_id, case_key) as is_first
    from in_turn
  ), counted as (
    select * from told where day between $2::date and $3::date
  )`;

const VISITS = `${countedVisits()}
  select space_id, block, matter, count(*) as visits, sum(people)::bigint as people,
    count(distinct case_key) as cases, count(distinct case_key) filter (where is_first) as cases_first,
    count(*) filter (where large_group) as groups
  from counted group by grouping sets ((space_id, block), (space_id, matter))`;

const SESSIONS = `
  select s.space_id, s.session_kind as block, count(distinct s.cuoc_key) as sessions
  from ${ASKED} join fact s on s.space_id = asked.space_id and s.organ = asked.organ
  where s.type = 'session' and s.held and s.session_kind <> 'regular' and s.day between $2::date and $3::date
  group by s.space_id, s.session_kind`;

// Whether they are still to be compared is the domain's to say: few visits of one session bear one name.
const NAMESAKES = `
  select space_id, rid, session_id, twin, apart from (
    select v.space_id, v.rid, v.session_id, v.twin, v.apart,
      count(*) over (partition by v.space_id, v.session_id, v.twin) as together
    from ${ASKED} join fact v on v.space_id = asked.space_id and v.organ = asked.organ
      left join fact s on s.space_id = v.space_id and s.rid = v.session_id and s.type = 'session'
    where v.type = 'visit' and v.twin is not null and v.session_id is not null
      and coalesce(s.day, v.day) between $2::date and $3::date
  ) named where together > 1 order by space_id, rid`;

type Namesake = { space_id: string; rid: string; session_id: string; twin: string; apart: string | null };

/** Sums of facts; sessions lend their visits kind and day (records-and-counting §3). */
export async function readFigures(sql: Sql, query: FigureQuery): Promise<FigureRow[]> {
  const params = paramsOf(query);
  const visits = await sql.query<VisitRow>(VISITS, params);
  const sessions = await sql.query<{ space_id: string; block: string; sessions: number }>(SESSIONS, params);
  return [
    ...visits.map(({ space_id: space, block, matter, visits: count, people, cases, cases_first, groups }) => ({
      space,
      ...(block === null ? {} : { block }),
      ...(matter === null ? {} : { matter }),
      figures: {
        sessions: 0,
        visits: count,
        people,
        cases,
        casesFirst: cases_first,
        casesAgain: cases - cases_first,
        groups,
      },
    })),
    ...sessions.map(({ space_id: space, block, sessions: count }) => ({
      space,
      block,
      figures: { ...NO_FIGURES, sessions: count },
    })),
  ];
}

/** Visits of a unit that may have been counted twice: how many too many ("có thể trùng n"), and which they are. */
export type PossibleTwins = { readonly tooMany: number; readonly rids: readonly string[] };

/** The possible twins of each unit in the period (domain/receptions/twins). */
export async function readTwins(sql: Sql, query: FigureQuery): Promise<ReadonlyMap<string, PossibleTwins>> {
  const rows = await sql.query<Namesake>(NAMESAKES, paramsOf(query));
  const bySpace = new Map<string, (TwinCandidate & { readonly rid: string })[]>();
  for (const { space_id, rid, session_id: sessionId, twin, apart } of rows) {
    const own = bySpace.get(space_id) ?? [];
    own.push({ rid, sessionId, twin, apart });
    bySpace.set(space_id, own);
  }
  return new Map(
    [...bySpace].map(([space, visits]) => {
      const rids = twinSets(visits).flatMap((set) => set.map(({ rid }) => rid));
      return [space, { tooMany: possibleTwins(visits), rids }];
    }),
  );
}

/** The units that have records of a generator in the period: their splits are invented, only totals were published. */
export async function readSynthetic(sql: Sql, query: FigureQuery): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ space_id: string }>(
    `select distinct f.space_id from ${ASKED} join fact f on f.space_id = asked.space_id and f.organ = asked.organ
     where f.synthetic and f.day between $2::date and $3::date`,
    paramsOf(query),
  );
  return new Set(rows.map(({ space_id }) => space_id));
}

/** The first four parameters of a question about facts. */
export function paramsOf({ sources, from, to }: FigureQuery): readonly string[] {
  const spaces = uuidArray(sources.map(({ space }) => space));
  return [spaces, from, to, `{${sources.map(({ organ }) => organ).join(',')}}`];
}

export type UnitState = { readonly lastContact?: string; readonly conflicts: number; readonly quarantined: number };

/** When each unit's last phone spoke to the server, and what waits for a person there. */
export async function readUnitStates(sql: Sql, spaces: readonly string[]): Promise<Map<string, UnitState>> {
  const rows = await sql.query<{ space_id: string; last: string | null; conflicts: number; quarantined: number }>(
    `select s.space_id,
       (select max(last_seen) from client c where c.space_id = s.space_id) as last,
       (select count(*) from conflict k where k.space_id = s.space_id) as conflicts,
       (select count(*) from quarantine q where q.space_id = s.space_id and q.decided_at is null)
         + (select count(*) from deferred d where d.space_id = s.space_id) as quarantined
     from space s where s.space_id = any($1::text::uuid[])`,
    [uuidArray(spaces)],
  );
  return new Map(
    rows.map(({ space_id, last, conflicts, quarantined }) => [
      space_id,
      { conflicts, quarantined, ...(last === null ? {} : { lastContact: last }) },
    ]),
  );
}
