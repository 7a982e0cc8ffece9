import type { PlainDate } from '../../contract/scalars.ts';
import { formatDate, formatDateWithWeekday } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { DateReadBack } from '../../ui/date-field.tsx';
import { type DateRule, readDate } from './dates.ts';

/** What every date field of these forms is given. */
export function dateProps(today: PlainDate, rule: DateRule) {
  return {
    pickLabel: WORDS.pickDate,
    writePicked: formatDate,
    readBack: (typed: string): DateReadBack => {
      if (typed.trim() === '') return { tag: 'empty' };
      const read = readDate(typed, rule, today);
      return read.ok
        ? { tag: 'date', iso: read.value, text: formatDateWithWeekday(read.value) }
        : { tag: 'problem', text: read.error };
    },
  };
}
