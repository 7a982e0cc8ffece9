import { useEffect, useRef, useState } from 'react';
import { Organ } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { PUBLISHED_PERIOD, type ReportPeriod, reportPeriods } from '../../domain/calendar/report-periods.ts';
import { ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { DateField, type DateReadBack } from '../../ui/date-field.tsx';
import { type Choice, SelectField } from '../../ui/select-field.tsx';
import { setInputValue } from '../../ui/set-input-value.ts';
import styles from './province.module.css';
import type { ChangeView, ReportView, Sort } from './report-view.ts';

export type FiltersProps = {
  readonly id: string;
  readonly today: PlainDate;
  readonly view: ReportView;
  readonly onChange: ChangeView;
  /** Of the demo: how far the replay of the published figures is there. */
  readonly replay?: Replay | undefined;
};

export type Replay = { readonly done: number; readonly total: number };

const FREE = 'free';
const ORGANS = Organ.options.map((organ) => ({ value: organ, label: ORGAN_LABELS[organ] }));
const SORTS: readonly { readonly value: Sort; readonly label: string }[] = [
  { value: 'figures', label: 'Có số liệu trước' },
  { value: 'name', label: 'Tên đơn vị' },
  { value: 'contact', label: 'Lâu chưa gửi nhất' },
];

/** The offered period that a view shows; undefined: dates of one's own. */
export function periodOf({ from, to }: ReportView, today: PlainDate): ReportPeriod | undefined {
  return reportPeriods(today).find((offered) => offered.from === from && offered.to === to);
}

/** Period, organ, order. */
export function Filters({ id, today, view, onChange, replay }: FiltersProps) {
  const periods = reportPeriods(today);
  // Another choice of the list empties what was typed in the date fields, wrong or right.
  const [chosen, setChosen] = useState(0);
  return (
    <div id={id} className={styles.filters}>
      <SelectField
        label="Kỳ"
        value={periodOf(view, today)?.key ?? FREE}
        choices={[...periods.map((period) => choiceOf(period, replay)), { value: FREE, label: 'Ngày tự chọn' }]}
        onChange={(event) => {
          const preset = periods.find(({ key }) => key === event.target.value);
          if (preset === undefined) document.getElementById(`${id}-from`)?.focus();
          else {
            setChosen((now) => now + 1);
            onChange({ from: preset.from, to: preset.to });
          }
        }}
      />
      <FreePeriod id={id} today={today} view={view} chosen={chosen} onChange={onChange} />
      <SelectField
        label="Cơ quan"
        emptyChoice="Tất cả"
        choices={ORGANS}
        value={view.organ ?? ''}
        onChange={(event) => {
          const organ = Organ.safeParse(event.target.value);
          onChange({ organ: organ.success ? organ.data : undefined });
        }}
      />
      <SelectField
        label="Xếp theo"
        choices={SORTS}
        value={view.sort}
        onChange={(event) =>
          onChange({ sort: SORTS.find(({ value }) => value === event.target.value)?.value ?? 'figures' })
        }
      />
    </div>
  );
}

/** In the demo the published figures are replayed: not to be looked at before all of them are there. */
function choiceOf({ key, label }: ReportPeriod, replay: Replay | undefined): Choice {
  if (key !== PUBLISHED_PERIOD || replay === undefined || replay.total === 0) return { value: key, label };
  const { done, total } = replay;
  if (done >= total) return { value: key, label: '2019–2024 (phát lại từ số liệu công bố)' };
  return { value: key, label: `2019–2024 (đang nạp ${formatNumber(done)}/${formatNumber(total)})`, disabled: true };
}

const EXAMPLE = 'Nhập ngày như 05/07/2026';

type FreePeriodProps = FiltersProps & { readonly chosen: number };

function FreePeriod({ id, today, view, chosen, onChange }: FreePeriodProps) {
  const { from, to } = view;
  const [error, setError] = useState<{ readonly field: 'from' | 'to'; readonly words: string }>();
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice of the list has taken the place of what was wrong
  useEffect(() => setError(undefined), [chosen]);
  useEffect(() => {
    for (const [name, date] of [
      ['from', from],
      ['to', to],
    ] as const) {
      const input = form.current?.elements.namedItem(name);
      if (input instanceof HTMLInputElement && input.value !== formatDate(date)) setInputValue(input, formatDate(date));
    }
  }, [from, to]);

  const read = (typed: unknown) => parseDate(String(typed ?? ''), { today });
  const readBack = (typed: string): DateReadBack => {
    const date = read(typed);
    if (date.ok) return { tag: 'date', iso: date.value, text: '' };
    return date.error.tag === 'empty' ? { tag: 'empty' } : { tag: 'problem', text: EXAMPLE };
  };
  const submit = (data: FormData) => {
    const typedFrom = read(data.get('from'));
    const typedTo = read(data.get('to'));
    if (!typedFrom.ok) setError({ field: 'from', words: EXAMPLE });
    else if (!typedTo.ok) setError({ field: 'to', words: EXAMPLE });
    else if (typedFrom.value > typedTo.value) {
      setError({ field: 'to', words: 'Ngày cuối phải bằng hoặc sau ngày đầu' });
    } else {
      setError(undefined);
      onChange({ from: typedFrom.value, to: typedTo.value });
      return;
    }
    document.getElementById(`${id}-${typedFrom.ok ? 'to' : 'from'}`)?.focus();
  };
  const field = (name: 'from' | 'to', label: string, date: PlainDate) => (
    <DateField
      key={`${name} ${chosen}`}
      id={`${id}-${name}`}
      label={label}
      name={name}
      defaultValue={formatDate(date)}
      error={error?.field === name ? error.words : undefined}
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
      {field('from', 'Từ ngày', from)}
      {field('to', 'Đến ngày', to)}
      <Button type="submit">Xem</Button>
    </form>
  );
}
