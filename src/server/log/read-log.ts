import type { LogEntry, LogPage, LogQuery } from '../../contract/wire/administration.ts';
import { addDays, dateAt } from '../../domain/calendar/plain-date.ts';
import { may } from '../../domain/permissions/may.ts';
import { ok } from '../../domain/result.ts';
import type { AuthDeps } from '../auth/context.ts';
import type { Session } from '../auth/sessions.ts';
import { uuidArray } from '../storage/database.ts';
import { listSpaces } from '../storage/spaces.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';
import { changeLines } from './change-lines.ts';
import { eventLines } from './event-lines.ts';
import type { LogLine, LogSlice } from './log-slice.ts';

/** Lines of one page. */
const PAGE_LINES = 50;
/** Without dates: so many days back. */
const USUAL_DAYS = 30;

/**
 * The log of what administrators and officials did, newest first: administration, reference records, and that records
 * were changed, without a word of them. Each answer is limited to the units that the reader administers.
 */
export async function readLog(deps: AuthDeps, session: Session, query: LogQuery): Promise<Answer<LogPage>> {
  const slice = await sliceOf(deps, session, query);
  if (slice === undefined) return refuse(query.unit === undefined ? 'forbidden' : 'notFound');
  const lines = [...(await eventLines(deps, slice)), ...(await changeLines(deps, slice))].sort(newestFirst);
  const page = lines.slice(0, PAGE_LINES);
  const last = page.at(-1);
  const more = lines.length > PAGE_LINES && last !== undefined;
  return ok({ entries: await named(deps, page), ...(more ? { cursor: `${last.at}|${last.id}` } : {}) });
}

async function sliceOf(deps: AuthDeps, session: Session, query: LogQuery): Promise<LogSlice | undefined> {
  const { root } = deps;
  const reads = (space: string) => may(session.actor, 'audit.read', { space, provinceSpace: root });
  const units = (await listSpaces(deps.database, root)).map(({ id }) => id).filter(reads);
  const wanted = query.unit === undefined ? units : units.filter((id) => id === query.unit);
  if (wanted.length === 0) return undefined;
  const to = query.to ?? dateAt(deps.ports.nowMs());
  const [at = '', id = ''] = (query.cursor ?? '').split('|');
  const beforeIso = startOf(addDays(to, 1));
  return {
    units: wanted,
    whole: query.unit === undefined && reads(root),
    person: query.person,
    act: query.act,
    fromIso: startOf(query.from ?? addDays(to, -USUAL_DAYS)),
    beforeIso,
    below: isInstant(at) ? { at, id } : { at: beforeIso, id: '' },
    lines: PAGE_LINES + 1,
  };
}

/** The first instant of a day in Vietnam. */
function startOf(day: string): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString();
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** By instant, then by id: the same order in which the database cuts a page off. */
function newestFirst(a: LogLine, b: LogLine): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

async function named(deps: AuthDeps, lines: readonly LogLine[]): Promise<LogEntry[]> {
  const ids = new Set(lines.flatMap(({ actorId }) => actorId ?? []));
  const rows = await deps.database.query<{ user_id: string; name: string }>(
    'select user_id, name from app_user where space_id = $1 and user_id = any($2::text::uuid[])',
    [deps.root, uuidArray(ids)],
  );
  const names = new Map(rows.map(({ user_id, name }) => [user_id, name]));
  return lines.map(({ actorId, ...line }) => {
    if (actorId === null) return line;
    const name = names.get(actorId);
    return { ...line, actor: { id: actorId, ...(name === undefined ? {} : { name }) } };
  });
}
