import { receptionSession } from '../../contract/records/reception-session.ts';
import type { SessionLine, SessionsAnswer, SessionsQuery } from '../../contract/wire/drill-down.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { chairsInOrder } from '../../domain/receptions/chairs.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { ok } from '../../domain/result.ts';
import type { Database } from '../storage/database.ts';
import { countSessionLines, readSessionLines, type SessionRow } from '../storage/session-lines.ts';
import type { Answer } from '../sync/sync-session.ts';
import { type DrillScope, drillScope, nextOf, PAGE_LINES } from './drill-page.ts';

type ListDeps = { readonly database: Database; readonly root: string };

/** The sessions behind a figure: cuộc of the report, or duty days. */
export async function sessionList(deps: ListDeps, actor: Actor, query: SessionsQuery): Promise<Answer<SessionsAnswer>> {
  return deps.database.transaction(async (tx) => {
    const scope = await drillScope(tx, deps.root, actor, query);
    if (!scope.ok) return scope;
    const { sources, after } = scope.value;
    const { from, to, by, kind, capacity, held } = query;
    const asked = { sources, from, to };
    const filter = { by, kind, capacity, held: held === '1' };
    const counted = await countSessionLines(tx, asked, filter);
    const rows = await readSessionLines(tx, asked, filter, { after, rows: PAGE_LINES });
    return ok({ ...counted, lines: rows.map((row) => lineOf(row, scope.value)), ...nextOf(rows) });
  }, 'read');
}

function lineOf(row: SessionRow, { isOpen }: DrillScope): SessionLine {
  const { space_id: unit, rid: id, organ, day, session_kind: kind, status, visits } = row;
  const { chairs, noVisitors } = assemble(receptionSession, row.coded ?? {});
  const named = isOpen({ space: unit, organ });
  return {
    id,
    unit,
    organ,
    day,
    kind,
    status,
    visits,
    ...(row.duty_day === null ? {} : { dutyDay: row.duty_day }),
    ...(row.made_up ? { madeUp: true } : {}),
    ...(row.delegated ? { delegated: true } : {}),
    ...(noVisitors ? { noVisitors: true } : {}),
    ...(row.synthetic ? { synthetic: true } : {}),
    chairs: chairsInOrder(chairs).flatMap(([, { holding, delegation }]) =>
      holding
        ? [
            {
              capacity: holding.capacity,
              ...(named ? { name: holding.name } : {}),
              ...(delegation ? { delegated: true } : {}),
            },
          ]
        : [],
    ),
  };
}
