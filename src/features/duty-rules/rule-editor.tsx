import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts';
import { chairLabel } from '../../domain/duties/duty-words.ts';
import type { RuleForm } from '../../domain/duties/rule-change.ts';
import { type PlannedRule, plannedMonths } from '../../domain/duties/rule-months.ts';
import { SHIFT_LABELS } from '../../domain/duties/rule-words.ts';
import { chairKey } from '../../domain/receptions/chairs.ts';
import { PART_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatDateWithWeekday, weekdayName } from '../../domain/text/format.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { fixCount, WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DateField, type DateReadBack } from '../../ui/date-field.tsx';
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useUnkept } from '../../ui/unkept.ts';
import styles from './duty-rules.module.css';
import { PlannedMonths } from './planned-months.tsx';
import { type Pattern, type RuleValues, readRule, typedValues } from './rule-values.ts';

/** Somebody for whom a calendar may be made. */
export type Chair = NonNullable<DutyRule['chair']>;

export type RuleEditorProps = {
  readonly title: string;
  readonly values: RuleValues;
  /** Whom one may choose from; of an edited rule only its own. */
  readonly chairs: readonly Chair[];
  /** The other rules of the unit: they count towards the same months. */
  readonly others: readonly PlannedRule[];
  readonly calendar: WorkingCalendar;
  readonly today: PlainDate;
  readonly busy: boolean;
  /** Above the form: why the last try was refused. */
  readonly notice?: ReactNode;
  readonly onSave: (chair: Chair, form: RuleForm, typed: RuleValues) => void;
  readonly onLeave: (typed: RuleValues) => void;
};

const PATTERNS: readonly { readonly value: Pattern; readonly label: string }[] = [
  { value: 'days', label: 'Ngày trong tháng' },
  { value: 'weekly', label: 'Thứ hằng tuần' },
  { value: 'nth', label: 'Thứ của tuần trong tháng' },
];
const WEEKDAYS = ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => {
  const name = weekdayName(day);
  return { value: String(day), label: name.charAt(0).toUpperCase() + name.slice(1) };
});
const WEEKS = [
  { value: '1', label: 'Tuần thứ nhất' },
  { value: '2', label: 'Tuần thứ hai' },
  { value: '3', label: 'Tuần thứ ba' },
  { value: '4', label: 'Tuần thứ tư' },
  { value: '5', label: 'Tuần cuối' },
];
const MONTHS_SHOWN = 3;

/** One rule of a duty calendar, with the dates that it asks for beside it while it is typed. */
export function RuleEditor(props: RuleEditorProps) {
  const { title, chairs, others, calendar, today, busy, notice, onSave, onLeave } = props;
  const form = useRef<HTMLFormElement>(null);
  const titleRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => titleRef.current?.focus(), []);
  const [values, setValues] = useState(props.values);
  useUnkept(JSON.stringify(values) !== JSON.stringify(props.values));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const chair = chairs.find((one) => chairKey(one) === values.chair);
  const { pattern } = readRule(values, today);
  const errorOf = (field: string) => errors.find(({ fieldId }) => fieldId === field)?.message;

  const submit = () => {
    if (form.current === null) return;
    const typed = typedValues(new FormData(form.current));
    const read = readRule(typed, today);
    const found = [
      ...(chair === undefined ? [{ fieldId: 'chair', message: 'Chọn người chủ trì' }] : []),
      ...read.errors,
    ];
    setErrors(found);
    setAttempt((now) => now + 1);
    if (found.length === 0 && chair !== undefined) onSave(chair, read.form, typed);
  };
  const dateField = (field: 'since' | 'until', label: string, note?: string) => (
    <DateField
      label={label}
      note={note}
      name={field}
      defaultValue={props.values[field]}
      error={errorOf(field)}
      pickLabel={`${WORDS.pickDate}: ${label.toLocaleLowerCase('vi')}`}
      writePicked={formatDate}
      readBack={(typed) => readBack(typed, today)}
    />
  );
  return (
    <form
      ref={form}
      className={styles.stack}
      noValidate
      onInput={(event) => setValues(typedValues(new FormData(event.currentTarget)))}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit();
      }}
    >
      <h2 ref={titleRef} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      {notice}
      <ErrorSummary title={fixCount(errors.length)} errors={errors} attempt={attempt} />
      <div className={styles.editor}>
        <div className={styles.stack}>
          <SelectField
            label="Người chủ trì"
            name="chair"
            defaultValue={props.values.chair}
            error={errorOf('chair')}
            choices={chairs.map((one) => ({ value: chairKey(one), label: chairLabel(one) }))}
          />
          <ChipGroup
            label="Tiếp vào"
            name="pattern"
            chips={PATTERNS}
            defaultValue={props.values.pattern}
            id="pattern"
          />
          <div hidden={values.pattern !== 'days'}>
            <TextField
              label="Các ngày trong tháng"
              hint="Ví dụ: 10 và 25. Tháng không có ngày 31 thì tiếp ngày cuối tháng."
              name="monthDays"
              short
              autoCapitalize="off"
              defaultValue={props.values.monthDays}
              error={errorOf('monthDays')}
            />
          </div>
          <div hidden={values.pattern === 'days'}>
            <ChipGroup
              multiple
              label="Thứ"
              name="weekdays"
              chips={WEEKDAYS}
              defaultValue={props.values.weekdays}
              error={errorOf('weekdays')}
            />
          </div>
          <div hidden={values.pattern !== 'nth'}>
            <ChipGroup
              multiple
              label="Tuần"
              name="weeks"
              chips={WEEKS}
              defaultValue={props.values.weeks}
              error={errorOf('weeks')}
            />
          </div>
          <ChipGroup
            label="Khi trùng ngày nghỉ"
            name="shift"
            defaultValue={props.values.shift}
            chips={Object.entries(SHIFT_LABELS).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <section className={styles.preview} aria-label="Xem trước ngày tiếp">
          <h3>Các ngày sẽ tiếp</h3>
          {chair === undefined || pattern === undefined ? (
            <p className={styles.quiet}>Chọn người và ngày để xem trước.</p>
          ) : (
            <Preview chair={chair} rule={{ ...pattern, chair, hours: null }} {...{ others, calendar, today }} />
          )}
        </section>
        <div className={styles.stack}>
          <ChipGroup
            label="Buổi"
            name="part"
            defaultValue={props.values.part}
            chips={Object.entries(PART_LABELS).map(([value, label]) => ({ value, label }))}
          />
          <div className={styles.row}>
            <TextField
              label="Từ giờ"
              name="from"
              short
              autoCapitalize="off"
              defaultValue={props.values.from}
              error={errorOf('from')}
            />
            <TextField
              label="Đến giờ"
              name="to"
              short
              autoCapitalize="off"
              defaultValue={props.values.to}
              error={errorOf('to')}
            />
          </div>
          <TextField label="Địa điểm" name="place" defaultValue={props.values.place} />
          <div className={classNames(styles.row, styles.period)}>
            {dateField('since', 'Áp dụng từ ngày')}
            {dateField('until', 'Đến hết ngày', '(nếu đã định)')}
          </div>
          <TextField
            label="Căn cứ, ghi chú"
            note="(không bắt buộc)"
            hint="Ví dụ: Thông báo số 12/TB-UBND ngày 05/01/2026"
            name="note"
            defaultValue={props.values.note}
          />
        </div>
      </div>
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" busy={busy}>
          Lưu lịch
        </Button>
        <Button onClick={() => onLeave(values)}>{WORDS.cancel}</Button>
      </div>
    </form>
  );
}

type PreviewProps = Pick<RuleEditorProps, 'others' | 'calendar' | 'today'> & {
  readonly chair: Chair;
  readonly rule: PlannedRule;
};

function Preview({ chair, rule, others, calendar, today }: PreviewProps) {
  const since = rule.period?.from ?? today;
  const months = plannedMonths(
    chair,
    [...others, rule],
    { from: since > today ? since : today, count: MONTHS_SHOWN },
    calendar,
  );
  const together = others.some((other) => other.chair && chairKey(other.chair) === chairKey(chair));
  return (
    <>
      {together ? <p className={styles.quiet}>Kể cả lịch khác đã xếp cho người này.</p> : null}
      {months.every(({ dates }) => dates.length === 0) ? (
        <Banner tone="warning">Trong ba tháng này lịch chưa có ngày nào.</Banner>
      ) : (
        <PlannedMonths months={months} />
      )}
    </>
  );
}

/** How a typed date is understood, below its field. */
export function readBack(typed: string, today: PlainDate): DateReadBack {
  const date = parseDate(typed, { today });
  if (date.ok) return { tag: 'date', iso: date.value, text: formatDateWithWeekday(date.value) };
  return date.error.tag === 'empty' ? { tag: 'empty' } : { tag: 'problem', text: 'Nhập ngày như 05/07/2026' };
}
