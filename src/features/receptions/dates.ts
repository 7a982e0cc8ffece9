import type { PlainDate } from '../../contract/scalars.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { formatDate } from '../../domain/text/format.ts';
import { type DateError, type DateReading, parseDate } from '../../domain/text/parse-date.ts';

/** How a typed date of one field is understood. */
export type DateRule = {
  readonly lean: NonNullable<DateReading['lean']>;
  /** Earlier days are typing mistakes: `05/07/27` would be 1927. */
  readonly since: PlainDate;
};

/** Since then citizens are received under the law whose books these are (Luật Tiếp công dân 42/2013). */
const LAW = '2014-07-01';
/** No paper of this state is older. */
const STATE = '1945-09-02';

/** The dates of a visit's form: what is shown under a field and what is stored are read by the same rule. */
export const VISIT_DATES = {
  date: { lean: 'past', since: LAW },
  issuedOn: { lean: 'past', since: STATE },
  settledDate: { lean: 'past', since: STATE },
  directionDate: { lean: 'past', since: LAW },
  noticeOn: { lean: 'past', since: LAW },
  followDate: { lean: 'this-year', since: LAW },
} as const satisfies { readonly [field: string]: DateRule };

/** The dates of a session's form. A session may be put off to a day ahead. */
export const SESSION_DATES = {
  date: { lean: 'this-year', since: LAW },
  heldOn: { lean: 'past', since: LAW },
  madeUpFor: { lean: 'past', since: LAW },
  makeUpOn: { lean: 'this-year', since: LAW },
  conclusionDate: { lean: 'past', since: LAW },
} as const satisfies { readonly [field: string]: DateRule };

const MESSAGES: { readonly [tag in DateError['tag']]: string } = {
  empty: 'Nhập ngày',
  unreadable: 'Nhập ngày như 05/07/2026',
  'no-such-day': 'Không có ngày này trong lịch',
  'year-out-of-range': 'Năm phải từ 1900 đến 2099',
};

/** The sentence for a date that cannot be read. */
export function sayDateError(error: DateError): string {
  return MESSAGES[error.tag];
}

/** The date that was typed into a field, or the sentence that says what is wrong with it. */
export function readDate(typed: string, { lean, since }: DateRule, today: PlainDate): Result<PlainDate, string> {
  const parsed = parseDate(typed, { today, lean });
  if (!parsed.ok) return err(sayDateError(parsed.error));
  if (parsed.value < since)
    return err(`${formatDate(parsed.value)} là quá xa (phải từ ${formatDate(since)}). Xem lại năm, nhập đủ bốn chữ số`);
  return ok(parsed.value);
}
