import type { PlainDate } from '../../contract/scalars.ts';
import { formatDate, formatDateWithWeekday } from '../../domain/text/format.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { DateReadBack } from '../../ui/date-field.tsx';
import { DATE_MESSAGES } from './typed.ts';

/** What every date field of these forms is given. */
export function dateProps(today: PlainDate, lean: 'past' | 'this-year' = 'past') {
  return {
    pickLabel: WORDS.pickDate,
    writePicked: formatDate,
    readBack: (typed: string): DateReadBack => {
      const parsed = parseDate(typed, { today, lean });
      if (parsed.ok) return { tag: 'date', iso: parsed.value, text: formatDateWithWeekday(parsed.value) };
      return parsed.error.tag === 'empty'
        ? { tag: 'empty' }
        : { tag: 'problem', text: DATE_MESSAGES[parsed.error.tag] };
    },
  };
}
