import type { PlainDate } from '../../contract/scalars.ts';
import { formatDate, formatDateWithWeekday } from '../../domain/text/format.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { DateField, type DateReadBack } from '../../ui/date-field.tsx';

export type DayFieldProps = {
  readonly label: string;
  readonly note?: string;
  readonly hint?: string;
  readonly name: string;
  readonly value: PlainDate | undefined;
  readonly today: PlainDate;
  readonly error: string | undefined;
};

/** A day, typed as people write it or picked. */
export function DayField({ label, note, hint, name, value, today, error }: DayFieldProps) {
  return (
    <DateField
      label={label}
      note={note}
      hint={hint}
      name={name}
      defaultValue={value === undefined ? '' : formatDate(value)}
      error={error}
      pickLabel={`${WORDS.pickDate}: ${label.toLocaleLowerCase('vi')}`}
      writePicked={formatDate}
      readBack={(typed) => readBack(typed, today)}
    />
  );
}

function readBack(typed: string, today: PlainDate): DateReadBack {
  const date = parseDate(typed, { today });
  if (date.ok) return { tag: 'date', iso: date.value, text: formatDateWithWeekday(date.value) };
  return date.error.tag === 'empty' ? { tag: 'empty' } : { tag: 'problem', text: EXAMPLE };
}

const EXAMPLE = 'Nhập ngày như 05/07/2026';

/** A typed day; what is wrong with it is said by `say`. Empty is undefined, and said only where it is asked for. */
export function readDay(
  typed: string,
  today: PlainDate,
  say: (words: string) => void,
  asked: 'asked' | 'optional' = 'optional',
): PlainDate | undefined {
  const date = parseDate(typed, { today });
  if (date.ok) return date.value;
  if (date.error.tag !== 'empty') say(EXAMPLE);
  else if (asked === 'asked') say('Nhập ngày');
  return undefined;
}
