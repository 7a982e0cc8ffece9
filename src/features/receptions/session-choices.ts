import type { Organ } from '../../contract/records/codes.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { organOf } from '../../domain/permissions/buckets.ts';
import { sessionTitle } from '../../domain/receptions/list-words.ts';
import { linesOf, type Summary } from '../../domain/receptions/summary.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { Phone } from '../../store/phone.ts';
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

/** The same, with the organ of each: asked for where a user works for several. */
export async function withOrgans(phone: Phone, choices: readonly SessionChoice[]): Promise<readonly SessionChoice[]> {
  return Promise.all(
    choices.map(async (choice) => {
      const record = await phone.records.open(choice.rid);
      return { ...choice, organ: record && organOf(record.view.cells) };
    }),
  );
}

/**
 * The organ that records a new visit or session: its session's, where the user works for that one; else the one he chose.
 * Undefined = he has to say it.
 */
export function organToRecordFor(
  organs: readonly Organ[],
  session: SessionChoice | undefined,
  chosen: string,
): Organ | undefined {
  const held = organs.find((organ) => organ === session?.organ);
  if (held !== undefined) return held;
  return organs.length > 1 ? organs.find((organ) => organ === chosen) : (organs[0] ?? 'committee');
}

/** The session that is being held on this day, if only one is. */
export function heldNow(rows: readonly Summary[], day: PlainDate): string | undefined {
  const held = linesOf(day, rows).filter(
    ({ kind, status }) => kind === receptionSession.kind && status === 'in_progress',
  );
  return held.length === 1 ? held[0]?.rid : undefined;
}
