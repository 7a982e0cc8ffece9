import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import { LogAct, type LogEntry, type LogQuery } from '../../contract/wire/administration.ts';
import type { Space } from '../../contract/wire/session.ts';
import { LOG_ACT_LABELS, sayDeed, sayDoer } from '../../domain/administration/log-words.ts';
import { addDays, dateAt } from '../../domain/calendar/plain-date.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatDate, formatDateWithWeekday, formatTime } from '../../domain/text/format.ts';
import { compareNames } from '../../domain/text/names.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { FieldError } from '../../ui/error-summary.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { useWide } from '../../ui/use-wide.ts';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { DayField, readDay } from './day-field.tsx';
import { Failure } from './failure.tsx';

export type LogProps = {
  readonly api: Pick<AdminApi, 'log' | 'users'>;
  readonly units: readonly Space[];
  readonly today: PlainDate;
};

/** Without dates: so many days back. */
const USUAL_DAYS = 30;

type Loaded = {
  readonly entries: readonly LogEntry[];
  readonly cursor: string | undefined;
  readonly failure: string | undefined;
};

/** Nhật ký: who did what when, day by day. No content of any record. */
export function Log({ api, units, today }: LogProps) {
  const [query, setQuery] = useState<LogQuery>({ from: addDays(today, -USUAL_DAYS), to: today });
  const { loaded, busy, more, again } = usePages(api, query);
  const several = units.length > 1;
  return (
    <Section title="Nhật ký">
      <Filters api={api} units={units} today={today} query={query} onChange={setQuery} />
      <p className={styles.quiet}>
        Chỉ ghi ai làm gì, khi nào; không có nội dung hồ sơ. Hồ sơ chuyển thành tố cáo chỉ ghi đúng việc chuyển.
      </p>
      <Failure words={loaded?.failure} action={<Button onClick={again}>{WORDS.retry}</Button>} />
      {loaded === undefined ? <ProgressBar label={WORDS.loading} /> : null}
      {loaded !== undefined && loaded.failure === undefined && loaded.entries.length === 0 ? (
        <EmptyState title="Không có việc nào được ghi">Chọn ngày khác hoặc người khác.</EmptyState>
      ) : null}
      {daysOf(loaded?.entries ?? []).map(({ day, entries }) => (
        <div key={day} className={styles.item}>
          <h3>{formatDateWithWeekday(day)}</h3>
          <Card>
            {entries.map((entry) => (
              <div key={entry.id} className={styles.times}>
                <span className={styles.time}>{formatTime(Date.parse(entry.at))}</span>
                <div>
                  <p>
                    <strong>{sayDoer(entry)}</strong> {sayDeed(entry)}
                  </p>
                  <Where entry={entry} units={several ? units : []} />
                </div>
              </div>
            ))}
          </Card>
        </div>
      ))}
      {loaded?.cursor === undefined ? null : (
        <div>
          <Button busy={busy} onClick={more}>
            Xem thêm
          </Button>
        </div>
      )}
    </Section>
  );
}

/** Page after page of one question; another question begins anew, and an answer to an old one is dropped. */
function usePages(api: Pick<AdminApi, 'log'>, query: LogQuery) {
  const [loaded, setLoaded] = useState<Loaded>();
  const [busy, setBusy] = useState(false);
  const asked = useRef<LogQuery>(undefined);
  const load = useCallback(
    async (before: Loaded | undefined) => {
      asked.current = query;
      setBusy(true);
      const page = await api.log({ ...query, ...(before?.cursor === undefined ? {} : { cursor: before.cursor }) });
      if (asked.current !== query) return;
      setBusy(false);
      const entries = before?.entries ?? [];
      setLoaded(
        page.ok
          ? { entries: [...entries, ...page.value.entries], cursor: page.value.cursor, failure: undefined }
          : { entries, cursor: before?.cursor, failure: page.error.words },
      );
    },
    [api, query],
  );
  useEffect(() => {
    setLoaded(undefined);
    load(undefined).catch((error: unknown) => reportError(error));
  }, [load]);
  const from = (before: Loaded | undefined) => void load(before).catch((error: unknown) => reportError(error));
  return { loaded, busy, more: () => from(loaded), again: () => from(loaded) };
}

type FiltersProps = LogProps & { readonly query: LogQuery; readonly onChange: (query: LogQuery) => void };

function Filters({ api, units, today, query, onChange }: FiltersProps) {
  const { value: users } = useLoaded(useCallback(() => api.users(), [api]));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [open, setOpen] = useState(false);
  const wide = useWide();
  const people = (users?.ok ? users.value.users : [])
    .map(({ user }) => ({ value: user.id, label: user.name }))
    .sort((a, b) => compareNames(a.label, b.label));
  const errorOf = (field: string) => errors.find(({ fieldId }) => fieldId === field)?.message;
  const submit = (data: FormData) => {
    const found: FieldError[] = [];
    const day = (field: 'from' | 'to') =>
      readDay(String(data.get(field)), today, (message) => found.push({ fieldId: field, message }), 'asked');
    const [from, to] = [day('from'), day('to')];
    if (from !== undefined && to !== undefined && to < from)
      found.push({ fieldId: 'to', message: 'Ngày cuối phải bằng hoặc sau ngày đầu' });
    setErrors(found);
    if (found.length > 0 || from === undefined || to === undefined) return;
    const [person, unit] = [String(data.get('person') ?? ''), String(data.get('unit') ?? '')];
    const act = LogAct.safeParse(data.get('act'));
    setOpen(false);
    onChange({
      ...{ from, to },
      ...(person === '' ? {} : { person }),
      ...(act.success ? { act: act.data } : {}),
      ...(unit === '' ? {} : { unit }),
    });
  };
  const form = (
    <form
      className={styles.filters}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <DayField label="Từ ngày" name="from" value={query.from} today={today} error={errorOf('from')} />
      <DayField label="Đến ngày" name="to" value={query.to} today={today} error={errorOf('to')} />
      <SelectField
        label="Việc"
        name="act"
        emptyChoice="Mọi việc"
        choices={LogAct.options.map((act) => ({ value: act, label: LOG_ACT_LABELS[act] }))}
      />
      <SelectField label="Người làm" name="person" emptyChoice="Mọi người" choices={people} />
      {units.length < 2 ? null : (
        <SelectField
          label="Đơn vị"
          name="unit"
          emptyChoice="Mọi đơn vị"
          choices={units.map((unit) => ({ value: unit.id, label: unitName(unit) }))}
        />
      )}
      <div className={styles.send}>
        <Button type="submit">Xem</Button>
      </div>
    </form>
  );
  if (wide) return form;
  // On a phone what was done comes first, the way to choose is folded above it.
  return (
    <details className={styles.folded} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Lọc: {sayChosen(query, people, units)}</summary>
      {form}
    </details>
  );
}

/** `từ 23/10/2026 đến 22/11/2026, Nông Thị Mẫu` */
function sayChosen(
  { from, to, person, act, unit }: LogQuery,
  people: readonly { readonly value: string; readonly label: string }[],
  units: readonly Space[],
): string {
  const of = units.find(({ id }) => id === unit);
  return [
    `từ ${formatDate(from ?? '')} đến ${formatDate(to ?? '')}`,
    act === undefined ? undefined : LOG_ACT_LABELS[act],
    people.find(({ value }) => value === person)?.label,
    of === undefined ? undefined : unitName(of),
  ]
    .filter((words) => words !== undefined)
    .join(', ');
}

function Where({ entry, units }: { readonly entry: LogEntry; readonly units: readonly Space[] }) {
  // A change of a unit names it already.
  const unit = entry.kind === 'unit' ? undefined : units.find(({ id }) => id === entry.unit);
  const words = [unit === undefined ? undefined : unitName(unit), entry.device].filter(Boolean).join(' · ');
  return words === '' ? null : <p className={styles.quiet}>{words}</p>;
}

function daysOf(entries: readonly LogEntry[]) {
  const byDay = new Map<PlainDate, LogEntry[]>();
  for (const entry of entries) {
    const day = dateAt(Date.parse(entry.at));
    byDay.set(day, [...(byDay.get(day) ?? []), entry]);
  }
  return [...byDay].map(([day, ofDay]) => ({ day, entries: ofDay }));
}
