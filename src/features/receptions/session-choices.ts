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
      day: row.day,
      label:
        row.day === day ? sessionTitle(row) : `${sessionTitle(row)} (${row.day === '' ? '' : formatDate(row.day)})`,
    }));
}

/** Those of a day that was typed; their organs where there is more than one to record for. */
export async function sessionsOn(
  phone: Phone,
  day: PlainDate,
  { chosen, withOrgan }: { readonly chosen: string; readonly withOrgan: boolean },
): Promise<readonly SessionChoice[]> {
  const choices = sessionChoices(phone.summary.getSnapshot().newestFirst, day, chosen === '' ? undefined : chosen);
  return withOrgan ? withOrgans(phone, choices) : choices;
}

/** The same, with the organ of each: asked for where a user works for several. */
export async function withOrgans(phone: Phone, choices: readonly SessionChoice[]): Promise<readonly SessionChoice[]> {
  return Promise.all(choices.map(async (choice) => ({ ...choice, ...(await organOfSession(phone, choice.rid)) })));
}

/** Whose a session is. */
export async function organOfSession(phone: Phone, rid: string): Promise<Pick<SessionChoice, 'organ'>> {
  const record = rid === '' ? undefined : await phone.records.open(rid);
  return { organ: record && organOf(record.view.cells) };
}

/**
 * The organ that records a new visit or session: its session's, where the user works for that one; else the one he chose.
 * Undefined = he has to say it.
 */
export function organToRecordFor(
  organs: readonly Organ[],
  session: Pick<SessionChoice, 'organ'> | undefined,
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
