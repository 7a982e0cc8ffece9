import type { PlainDate } from '../../contract/scalars.ts';
import { isWorkedUnlessAnnounced, type WorkingCalendar, WorkingDayCount } from '../calendar/working-days.ts';
import { type DutyEntry, needsMakeUp } from '../duties/duty-entries.ts';
import type { OwedNotice } from './notice-due.ts';
import type { Summary } from './summary.ts';

/** One thing to be done, most pressing first. `left`: working days until it is due, negative when it is overdue. */
export type Todo =
  | {
      readonly tag: 'notice';
      readonly row: Summary;
      readonly owed: OwedNotice;
      readonly due: PlainDate;
      readonly left: number;
    }
  | { readonly tag: 'approve' | 'returned'; readonly row: Summary }
  | { readonly tag: 'make-up' | 'unrecorded'; readonly entry: DutyEntry };

export type TodoGiven = {
  readonly rows: readonly Summary[];
  /** Of the weeks just past: duties nobody wrote down, postponed ones that nobody made up. */
  readonly entries: readonly DutyEntry[];
  readonly today: PlainDate;
  readonly calendar: WorkingCalendar;
  /** Whether the user is one who approves. */
  readonly approves: boolean;
};

/** A notice is shown from this many working days before it is due ("Sắp đến hạn"). */
const SOON_DAYS = 3;

/** Cần làm: overdue first, then what is due today, then what waits, then what is due soon. */
export function todosOf({ rows, entries, today, calendar, approves }: TodoGiven): readonly Todo[] {
  const alive = rows.filter(({ status }) => status !== 'deleted');
  const standingOf = standings(today, calendar);
  const notices = alive
    .flatMap((row): (Todo & { readonly tag: 'notice' })[] => {
      const { owed } = row;
      if (owed === undefined) return [];
      const { due, left } = standingOf(owed);
      return left > SOON_DAYS ? [] : [{ tag: 'notice', row, owed, due, left }];
    })
    .sort((a, b) => a.left - b.left || (a.row.rid < b.row.rid ? -1 : 1));
  const waiting = approves ? 'submitted' : 'returned';
  const approvals = alive
    .filter(({ approval }) => approval === waiting)
    .map((row): Todo => ({ tag: approves ? 'approve' : 'returned', row }));
  const duties = entries.flatMap((entry): Todo[] => {
    if (needsMakeUp(entry)) return [{ tag: 'make-up', entry }];
    return entry.state === 'unrecorded' ? [{ tag: 'unrecorded', entry }] : [];
  });
  return [
    ...notices.filter(({ left }) => left <= 0),
    ...approvals,
    ...duties,
    ...notices.filter(({ left }) => left > 0),
  ];
}

type Standing = { readonly due: PlainDate; readonly left: number };

/** As `noticeDue`, for a unit that is behind by thousands, and each save asks anew. */
function standings(today: PlainDate, calendar: WorkingCalendar): (owed: OwedNotice) => Standing {
  const days = new WorkingDayCount(today, calendar, isWorkedUnlessAnnounced);
  return ({ from, workingDays }) => {
    const due = days.after(from, workingDays);
    return { due, left: days.to(due) };
  };
}
