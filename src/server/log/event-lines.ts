import type { MatterKind } from '../../contract/records/codes.ts';
import type { LogAct } from '../../contract/wire/administration.ts';
import { sayOpenedVisit } from '../../domain/administration/log-words.ts';
import type { AuthDeps } from '../auth/context.ts';
import { uuidArray } from '../storage/database.ts';
import type { LogLine, LogSlice } from './log-slice.ts';

/** Read at once and sifted here: what administrators did is little beside what officials write. */
const MOST_EVENTS = 1000;

type EventRow = {
  event_id: string;
  at: string;
  actor: string | null;
  what: string;
  target: string;
  reason: string | null;
};

/** What a user, a device, an item in quarantine is called, and which units it concerns. */
type Concern = { readonly spaces: readonly string[]; readonly name?: string };

// What each sort of acts begins with; what begins with none of these is of the last sort.
const BEGINNINGS: { readonly [act in LogAct]?: readonly string[] } = {
  users: ['user.'],
  devices: ['device.', 'enrolment.'],
};

function isOfSort(what: string, act: LogAct | undefined): boolean {
  if (act === undefined) return true;
  const begins = (start: string) => what.startsWith(start);
  if (act === 'other') return !Object.values(BEGINNINGS).flat().some(begins);
  return BEGINNINGS[act]?.some(begins) ?? false;
}

/** Administration: who was added, which device was withdrawn, whose visit the province opened. */
export async function eventLines(deps: AuthDeps, slice: LogSlice): Promise<readonly LogLine[]> {
  const shown: LogLine[] = [];
  let { below } = slice;
  // What other units did in between must not end the page.
  while (shown.length < slice.lines) {
    const rows = await readEvents(deps, { ...slice, below });
    shown.push(...(await linesOf(deps, slice, rows)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < MOST_EVENTS) break;
    below = { at: last.at, id: last.event_id };
  }
  return shown.slice(0, slice.lines);
}

function readEvents(deps: AuthDeps, { fromIso, beforeIso, below, person }: LogSlice): Promise<EventRow[]> {
  return deps.database.query<EventRow>(
    `select event_id, at, actor, what, target, reason from admin_event
     where space_id = $1 and at >= $2 and at < $3 and ($4::uuid is null or actor = $4)
       and (at < $5::timestamptz or (at = $5::timestamptz and event_id::text collate "C" < $6))
     order by at desc, event_id::text collate "C" desc limit ${MOST_EVENTS}`,
    [deps.root, fromIso, beforeIso, person ?? null, below.at, below.id],
  );
}

async function linesOf(
  deps: AuthDeps,
  { act, units, whole }: LogSlice,
  rows: readonly EventRow[],
): Promise<readonly LogLine[]> {
  const concerns = await concernsOf(deps, rows);
  const visits = await openedVisits(deps, rows);
  const own = new Set(units);
  return rows.flatMap((row): LogLine[] => {
    if (!isOfSort(row.what, act)) return [];
    const concern = concerns.get(row.target) ?? spaceOf(row);
    const visible = whole || (concern.spaces.length > 0 && concern.spaces.every((space) => own.has(space)));
    if (!visible) return [];
    const [unit] = concern.spaces;
    const subject = concern.name ?? visits.get(row.target);
    return [
      {
        id: row.event_id,
        at: row.at,
        actorId: row.actor,
        what: row.what,
        ...(unit === undefined || concern.spaces.length > 1 ? {} : { unit }),
        ...(subject === undefined ? {} : { subject }),
        ...(row.reason === null ? {} : { reason: row.reason }),
      },
    ];
  });
}

/** Which visits were opened, in coded fields; of a denunciation nothing is told. */
async function openedVisits(deps: AuthDeps, rows: readonly EventRow[]): Promise<ReadonlyMap<string, string>> {
  const targets = rows.flatMap(({ what, target }) => (what === 'visit.opened' ? [target] : []));
  if (targets.length === 0) return new Map();
  const found = await deps.database.query<{ target: string; matter: MatterKind; day: string }>(
    `select asked.target, v.matter, v.day from (select distinct unnest($1::text[]) as target) asked
     join fact v on v.space_id = split_part(asked.target, '/', 1)::uuid and v.rid = split_part(asked.target, '/', 2)::uuid
     where v.type = 'visit' and v.matter <> 'denunciation'`,
    [`{${targets.join(',')}}`],
  );
  return new Map(found.map(({ target, ...visit }) => [target, sayOpenedVisit(visit)]));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `<unit>/…`: a visit that was opened, a recovery that was answered. A bare id of its own: a unit that was added. */
function spaceOf({ what, target }: EventRow): Concern {
  const [space = ''] = target.split('/');
  const isUnit = target.includes('/') || what.startsWith('space.');
  return { spaces: isUnit && UUID.test(space) ? [space] : [] };
}

async function concernsOf(deps: AuthDeps, rows: readonly EventRow[]): Promise<ReadonlyMap<string, Concern>> {
  const targets = uuidArray(new Set(rows.map(({ target }) => target).filter((target) => UUID.test(target))));
  // A user concerns the units of his memberships; a device those of its user, or that its certificate names.
  const found = await deps.database.query<{ target: string; spaces: string[] | null; name: string | null }>(
    `select u.user_id as target, u.name, (select jsonb_agg(distinct m.member_space) from user_membership m
       where m.space_id = u.space_id and m.user_id = u.user_id) as spaces
     from app_user u where u.space_id = $1 and u.user_id = any($2::text::uuid[])
     union all
     select d.device_id, d.name || ' (' || d.username || ')', coalesce((select jsonb_agg(distinct m.member_space)
       from user_membership m where m.space_id = d.space_id and m.user_id = d.user_id), d.spaces)
     from device d where d.space_id = $1 and d.device_id = any($2::text::uuid[])
     union all
     select q.item_id, null, jsonb_build_array(q.space_id) from quarantine q
     where q.item_id = any($2::text::uuid[]) and q.decided_at is not null`,
    [deps.root, targets],
  );
  return new Map(
    found.map(({ target, spaces, name }) => [target, { spaces: spaces ?? [], ...(name === null ? {} : { name }) }]),
  );
}
