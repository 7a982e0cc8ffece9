import { Organ } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { OpenVisitAnswer, OpenVisitRequest } from '../../contract/wire/drill-down.ts';
import { isControlKey, isDeleted } from '../../domain/merge/cells.ts';
import { may } from '../../domain/permissions/may.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { ok } from '../../domain/result.ts';
import type { AuthDeps } from '../auth/context.ts';
import { noteEvent } from '../auth/events.ts';
import type { Session } from '../auth/sessions.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';

type OpenedRow = {
  cells: Cells;
  day: string | null;
  session_kind: NonNullable<OpenVisitAnswer['session']>['kind'] | null;
};

/** Of a denunciation nothing else is for anybody's eyes (records-and-counting §4). */
const OF_DENUNCIATION = ['matter', 'localCode', 'visited', 'headcount', 'field', 'progress'];

/**
 * A visit with all that was recorded, for who may open records of its unit and organ. Who opened it, when and why is in
 * the log before anything is told; a visit that is no business of his is answered as if it did not exist.
 */
export async function openVisit(
  deps: AuthDeps,
  session: Session,
  rid: string,
  { unit, reason }: OpenVisitRequest,
): Promise<Answer<OpenVisitAnswer>> {
  const found = await findVisit(deps, unit, rid);
  const organ = Organ.safeParse(found?.cells.organ);
  if (found === undefined || !organ.success) return refuse('notFound');
  const target = { space: unit, provinceSpace: deps.root, organ: organ.data };
  if (!may(session.actor, 'drilldown', target)) return refuse('notFound');
  await noteEvent(deps, session.user.id, 'visit.opened', `${unit}/${rid}`, reason.trim());
  const { cells, day, session_kind: kind } = found;
  const shown = Object.entries(cells).filter(
    ([key, value]) => value !== null && !isControlKey(key) && (!isDenunciation(cells) || OF_DENUNCIATION.includes(key)),
  );
  return ok({
    unit,
    cells: Object.fromEntries(shown),
    ...(day === null || kind === null || isDenunciation(cells) ? {} : { session: { day, kind } }),
  });
}

async function findVisit(deps: AuthDeps, unit: string, rid: string): Promise<OpenedRow | undefined> {
  const rows = await deps.database.query<OpenedRow>(
    `select r.cells, s.day, s.session_kind from record r
       left join fact v on v.space_id = r.space_id and v.rid = r.rid
       left join fact s on s.space_id = r.space_id and s.rid = v.session_id and s.type = 'session'
     where r.space_id = $1 and r.rid = $2 and r.kind = $3
       and exists (select 1 from space p where p.space_id = r.space_id and p.province_id = $4)`,
    [unit, rid, receptionVisit.kind, deps.root],
  );
  const found = rows[0];
  return found === undefined || isDeleted(found.cells) ? undefined : found;
}
