import type { Capacity } from '../../../contract/records/codes.ts';
import type { Cells } from '../../../contract/records/kind.ts';
import type { PlainDate } from '../../../contract/scalars.ts';
import type { Recorder } from '../../../domain/receptions/visit-form.ts';
import type { DemoCommune, DemoOfficial } from '../communes.ts';

export type HistoryOrgan = 'committee' | 'party';

/** Something that a clerk of a commune writes, at a moment. */
export type HistoryEvent = {
  readonly atMs: number;
  /** The day of the session or visit that it is about. */
  readonly day: PlainDate;
  readonly organ: HistoryOrgan;
  readonly rid: string;
  readonly kind: string;
  readonly op: 'create' | 'patch';
  readonly patch: Cells;
};

export type Span = {
  /** The first day of the first month. */
  readonly from: PlainDate;
  /** The day on which the demo was first started: notices given until then stand in the visit from the beginning. */
  readonly startedOn: PlainDate;
  /** Nothing of this day or later. */
  readonly before: PlainDate;
  /** Days that are somebody else's: the demo was started on them, and what happened then is not the history's. */
  readonly without: readonly PlainDate[];
};

/** Who signs for an organ of a commune. */
export function recorderOf({ clerks }: DemoCommune, organ: HistoryOrgan): Recorder {
  const { userId, name } = clerks[organ];
  return { organ, recordedBy: { userId, name } };
}

/** Who holds an office in a commune. */
export function officialOf({ officials, space }: DemoCommune, capacity: Capacity): DemoOfficial {
  const found = officials.find(({ capacities }) => capacities.includes(capacity));
  if (found === undefined) throw new RangeError(`nobody is ${capacity} in ${space.name}`);
  return found;
}

/** The instant of a day and an hour on the wall in Vietnam; epoch milliseconds. */
export function momentMs(day: PlainDate, time: string): number {
  return Date.parse(`${day}T${time}:00+07:00`);
}

/** `07:40`, so many minutes after midnight. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
