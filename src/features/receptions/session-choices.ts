import { receptionSession } from '../../contract/records/reception-session.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { sessionTitle } from '../../domain/receptions/list-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { SessionChoice } from './visit-context.ts';

/** The sessions that a visit of this day may belong to, and the one it belongs to already. */
export function sessionChoices(
  rows: readonly Summary[],
  day: PlainDate,
  chosen: string | undefined,
): readonly SessionChoice[] {
  return rows
    .filter((row) => row.kind === receptionSession.kind && row.status !== 'deleted' && row.status !== 'cancelled')
    .filter((row) => row.day === day || row.rid === chosen)
    .map((row) => ({
      rid: row.rid,
      label:
        row.day === day ? sessionTitle(row) : `${sessionTitle(row)} (${row.day === '' ? '' : formatDate(row.day)})`,
    }));
}

/** The session that is being held on this day, if only one is. */
export function heldNow(rows: readonly Summary[], day: PlainDate): string | undefined {
  const held = rows.filter(
    (row) => row.kind === receptionSession.kind && row.day === day && row.status === 'in_progress',
  );
  return held.length === 1 ? held[0]?.rid : undefined;
}
