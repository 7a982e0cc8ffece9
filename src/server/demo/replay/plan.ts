import type { SessionKind } from '../../../contract/records/codes.ts';
import type { PlainDate } from '../../../contract/scalars.ts';
import type { SessionForm } from '../../../domain/receptions/start-session.ts';
import type { VisitForm } from '../../../domain/receptions/visit-form.ts';
import type { Chair, PlannedUnit } from './units.ts';

/** A session that somebody will record, with everything it will say in the end. */
export type PlannedSession = {
  readonly rid: string;
  readonly unit: PlannedUnit;
  readonly kind: Exclude<SessionKind, 'regular'>;
  readonly day: PlainDate;
  readonly part: 'morning' | 'afternoon';
  readonly from: string;
  readonly to: string;
  readonly chair: Chair;
  /** `duty`: the calendar names it and it is started on the day; `entered`: typed in whole. */
  readonly way: 'duty' | 'entered';
  /** What is added when it ends: place, who was there, the conclusion. */
  readonly more: Pick<SessionForm, 'type' | 'place' | 'attendees' | 'conclusion'>;
  readonly visits: readonly PlannedVisit[];
};

export type PlannedVisit = {
  readonly rid: string;
  readonly form: VisitForm;
  /** Corrections that are saved later, one after the other. */
  readonly edits: readonly Partial<VisitForm>[];
  /** It turns out to be a denunciation: the code for the paper book. */
  readonly denunciation?: string;
};

export type Plan = { readonly units: readonly PlannedUnit[]; readonly sessions: readonly PlannedSession[] };

/** The sessions of each unit, by its space. */
export function sessionsBySpace({ sessions }: Plan): ReadonlyMap<string, readonly PlannedSession[]> {
  const grouped = new Map<string, PlannedSession[]>();
  for (const session of sessions) {
    const own = grouped.get(session.unit.space.id) ?? [];
    grouped.set(session.unit.space.id, own);
    own.push(session);
  }
  return grouped;
}
