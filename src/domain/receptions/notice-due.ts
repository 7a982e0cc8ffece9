import type { Cells } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { addDays } from '../calendar/plain-date.ts';
import {
  addWorkingDays,
  certaintyBetween,
  isWorkedUnlessAnnounced,
  type WorkingCalendar,
  workingDaysBetween,
} from '../calendar/working-days.ts';
import { assemble } from '../records/assemble.ts';
import { isDenunciation } from './denunciation.ts';
import { isFromBook } from './from-book.ts';

/** A notice of the result that a citizen is still owed: from which day, and in how many working days. */
export type OwedNotice = { readonly from: PlainDate; readonly workingDays: number };

/** 10 working days, 15 when the matter is complex (Quy định 11 Điều 6; Luật Tiếp công dân Điều 28). Data. */
export const NOTICE_DAYS = { normal: 10, complex: 15 } as const;

/**
 * What is still owed for a visit; undefined = nothing. A visit that was answered on the spot (explained, or told where to
 * go), refused, or told its result owes nothing; a denunciation's notice is kept on paper with its content, and that of
 * a visit which was read from an existing book is kept in that book, of which the register says no day.
 */
export function owedNotice(cells: Cells): OwedNotice | undefined {
  if (isDenunciation(cells)) return undefined;
  const { visited, direction, notice, refusal, synthetic, note } = assemble(receptionVisit, cells);
  if (!visited || refusal || synthetic || notice?.givenOn || isFromBook(note)) return undefined;
  if (direction?.kind === 'explain' || direction?.kind === 'return_guide') return undefined;
  return { from: visited.date, workingDays: notice?.complex ? NOTICE_DAYS.complex : NOTICE_DAYS.normal };
}

/** When a notice is due, and how that stands today. `left` = working days until then, negative when it is overdue. */
export type NoticeDue = {
  /** The earliest day that it can be: a day off that is not announced yet counts as worked. */
  readonly date: PlainDate;
  readonly left: number;
  /** Every day off within the term is announced; if not, it may end later. */
  readonly certain: boolean;
};

/** The last day for an owed notice (the day of the visit is not counted, Bộ luật Dân sự 2015 Điều 147). */
export function noticeDue(owed: OwedNotice, today: PlainDate, calendar: WorkingCalendar): NoticeDue {
  const date = noticeDueDay(owed, calendar);
  return {
    date,
    left: workingDaysBetween(today, date, calendar, isWorkedUnlessAnnounced),
    certain: isDueCertain(owed.from, date, calendar),
  };
}

/** The earliest day that it can be. */
export function noticeDueDay({ from, workingDays }: OwedNotice, calendar: WorkingCalendar): PlainDate {
  return addWorkingDays(from, workingDays, calendar, isWorkedUnlessAnnounced);
}

/** Whether every day off of a term is announced; `from` is not counted. */
export function isDueCertain(from: PlainDate, due: PlainDate, calendar: WorkingCalendar): boolean {
  return certaintyBetween(addDays(from, 1), due, calendar) === 'official';
}
