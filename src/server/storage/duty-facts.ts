import type { Cells } from '../../contract/records/kind.ts';
import type { DutySession } from '../../domain/duties/duty-month.ts';
import { type Sql, uuidArray } from './database.ts';

type DutyRow = {
  space_id: string;
  organ: DutySession['organ'];
  day: string;
  held: boolean;
  status: DutySession['status'];
  duty_day: string;
  duty_keys: string;
  made_up: boolean;
  delegated: boolean;
  synthetic: boolean;
};

// Not `= any($1::text::uuid[])`: a list that is cast from text is read anew for every row.
const ASKED = 'unnest($1::text::uuid[]) as asked(space_id)';

const DUTY_COLUMNS =
  'f.space_id, f.organ, f.day, f.held, f.status, f.duty_day, f.duty_keys, f.made_up, f.delegated, f.synthetic';

/**
 * Periodic sessions that count for duty days between two dates, by unit, and those of other months that were held on the
 * same days: a day counts once. Nothing is counted here.
 */
export async function readDutySessions(
  sql: Sql,
  query: { readonly spaces: readonly string[]; readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, readonly (DutySession & { readonly synthetic: boolean })[]>> {
  const rows = await sql.query<DutyRow>(
    `with asked_for as materialized (
       select ${DUTY_COLUMNS} from ${ASKED} join fact f on f.space_id = asked.space_id
       where f.type = 'session' and f.duty_day between $2::date and $3::date
     )
     select * from asked_for
     union all
     select ${DUTY_COLUMNS} from (select distinct space_id, day from asked_for where held) taken
       join fact f on f.space_id = taken.space_id and f.day = taken.day
     where f.type = 'session' and (f.duty_day < $2::date or f.duty_day > $3::date)`,
    [uuidArray(query.spaces), query.from, query.to],
  );
  const bySpace = new Map<string, (DutySession & { readonly synthetic: boolean })[]>();
  for (const { space_id, duty_day: dutyDay, duty_keys: dutyKeys, made_up: madeUp, ...rest } of rows) {
    const sessions = bySpace.get(space_id) ?? [];
    sessions.push({ ...rest, dutyDay, dutyKeys, madeUp });
    bySpace.set(space_id, sessions);
  }
  return bySpace;
}

/** The names that chairs of such sessions bear in the sessions themselves, by official: it opens every one of them. */
export async function readChairNames(
  sql: Sql,
  query: { readonly spaces: readonly string[]; readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; name: string }>(
    `select distinct c.value->>'officialId' as id, c.value->>'name' as name
     from ${ASKED} join fact f on f.space_id = asked.space_id
       join record r on r.space_id = f.space_id and r.rid = f.rid, jsonb_each(r.cells) c
     where f.type = 'session' and f.duty_day between $2::date and $3::date
       and c.key like 'chairs/%/holding' and jsonb_typeof(c.value) = 'object'`,
    [uuidArray(query.spaces), query.from, query.to],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The records of some kinds of one space. */
export async function readKinds(
  sql: Sql,
  space: string,
  kinds: readonly string[],
): Promise<readonly { readonly rid: string; readonly kind: string; readonly cells: Cells }[]> {
  return sql.query('select rid, kind, cells from record where space_id = $1 and kind = any($2::text::text[])', [
    space,
    `{${kinds.join(',')}}`,
  ]);
}
