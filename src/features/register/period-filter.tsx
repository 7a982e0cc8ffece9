import { useEffect, useRef, useState } from 'react';
import { Organ } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate } from '../../domain/text/format.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { DateField, type DateReadBack } from '../../ui/date-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { RegisterView } from './load-register.ts';
import styles from './register.module.css';
import { type ChangeView, periodsOf } from './register-view.ts';

export type PeriodFilterProps = {
  readonly today: PlainDate;
  readonly view: RegisterView;
  readonly organs: readonly Organ[];
  readonly onChange: ChangeView;
};

const FREE = 'free';
/** Dates of one's own that were chosen. */
const CHOSEN = 'chosen';
const EXAMPLE = 'Nhập ngày như 05/07/2026';

/** Period and organ of the register; dates of one's own appear when they are chosen. */
export function PeriodFilter({ today, view, organs, onChange }: PeriodFilterProps) {
  const periods = periodsOf(today);
  const offered = periods.find(({ from, to }) => from === view.from && to === view.to);
  const [free, setFree] = useState(false);
  const choices = periods.map(({ key, label }) => ({ value: key, label }));
  const own = { value: CHOSEN, label: `${formatDate(view.from)} – ${formatDate(view.to)}` };
  return (
    <div className={styles.filters}>
      <SelectField
        label="Kỳ"
        value={free ? FREE : (offered?.key ?? CHOSEN)}
        choices={[...(offered === undefined ? [own] : []), ...choices, { value: FREE, label: 'Ngày tự chọn' }]}
        onChange={(event) => {
          const chosen = periods.find(({ key }) => key === event.target.value);
          setFree(event.target.value === FREE);
          if (chosen !== undefined) onChange({ from: chosen.from, to: chosen.to });
        }}
      />
      {free ? (
        <FreeDates
          today={today}
          view={view}
          onChange={(period) => {
            setFree(false);
            onChange(period);
          }}
        />
      ) : null}
      {organs.length > 1 ? (
        <SelectField
          label="Cơ quan"
          value={view.organ}
          choices={organs.map((organ) => ({ value: organ, label: ORGAN_LABELS[organ] }))}
          onChange={(event) => {
            const organ = Organ.safeParse(event.target.value);
            if (organ.success) onChange({ organ: organ.data });
          }}
        />
      ) : null}
    </div>
  );
}

type FreeDatesProps = Omit<PeriodFilterProps, 'organs'>;
type Wrong = { readonly field: 'from' | 'to'; readonly words: string };

function FreeDates({ today, view, onChange }: FreeDatesProps) {
  const [wrong, setWrong] = useState<Wrong>();
  const form = useRef<HTMLFormElement>(null);
  const field = wrong?.field;
  useEffect(() => {
    const input = field === undefined ? null : form.current?.elements.namedItem(field);
    if (input instanceof HTMLInputElement) input.focus();
  }, [field]);

  const read = (typed: unknown) => parseDate(String(typed ?? ''), { today });
  const readBack = (typed: string): DateReadBack => {
    const date = read(typed);
    if (date.ok) return { tag: 'date', iso: date.value, text: '' };
    return date.error.tag === 'empty' ? { tag: 'empty' } : { tag: 'problem', text: EXAMPLE };
  };
  const submit = (data: FormData) => {
    const [from, to] = [read(data.get('from')), read(data.get('to'))];
    if (!from.ok) setWrong({ field: 'from', words: EXAMPLE });
    else if (!to.ok) setWrong({ field: 'to', words: EXAMPLE });
    else if (from.value > to.value) setWrong({ field: 'to', words: 'Ngày cuối phải bằng hoặc sau ngày đầu' });
    else {
      setWrong(undefined);
      onChange({ from: from.value, to: to.value });
    }
  };
  const dateField = (name: Wrong['field'], label: string, date: PlainDate) => (
    <DateField
      label={label}
      name={name}
      id={`register-${name}`}
      defaultValue={formatDate(date)}
      error={wrong?.field === name ? wrong.words : undefined}
      pickLabel={`${WORDS.pickDate}: ${label.toLocaleLowerCase('vi')}`}
      writePicked={formatDate}
      readBack={readBack}
    />
  );
  return (
    <form
      ref={form}
      className={styles.dates}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      {dateField('from', 'Từ ngày', view.from)}
      {dateField('to', 'Đến ngày', view.to)}
      <Button type="submit">Xem</Button>
    </form>
  );
}
