import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import {
  type DayEntry,
  dayCells,
  dayRemoval,
  type ShownDay,
  type ShownYear,
} from '../../domain/calendar/holiday-edit.ts';
import { type PastedDay, readPastedDays } from '../../domain/calendar/pasted-days.ts';
import { partsOf, weekdayOf } from '../../domain/calendar/plain-date.ts';
import { formatDate, formatDateWithWeekday, formatNumber, formatShortWeekday } from '../../domain/text/format.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { Banner } from '../../ui/banner.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import type { FieldError } from '../../ui/error-summary.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './admin.module.css';
import { DayField, readDay } from './day-field.tsx';
import { FormDialog, type Tried, textOf } from './form-dialog.tsx';

export type HolidayDialogProps = {
  readonly shown: ShownYear;
  readonly today: PlainDate;
  /** How many duty dates a change would move. */
  readonly impactOf: (patch: Cells) => number;
  readonly save: (patch: Cells, said: string) => Promise<Tried>;
  readonly onClose: () => void;
};

/** `Ảnh hưởng 9 ngày trong lịch tiếp.` */
export function sayImpact(moved: number): string {
  return moved === 0 ? 'Không đổi ngày nào trong lịch tiếp.' : `Ảnh hưởng ${formatNumber(moved)} ngày trong lịch tiếp.`;
}

function Impact({ moved }: { readonly moved: number | undefined }) {
  if (moved === undefined) return null;
  return (
    <Banner tone={moved === 0 ? 'neutral' : 'info'} announced>
      {sayImpact(moved)}
    </Banner>
  );
}

const KINDS = [
  { value: 'off', label: 'Nghỉ' },
  { value: 'work', label: 'Làm bù' },
];
const CERTAINTY = [
  { value: 'official', label: 'Chính thức' },
  { value: 'expected', label: 'Dự kiến' },
];

function typedDay(data: FormData, { shown, today }: HolidayDialogProps): DayEntry | undefined {
  const date = parseDate(textOf(data, 'date'), { today: inYear(today, shown.year) });
  if (!date.ok || partsOf(date.value).year !== shown.year) return undefined;
  const name = normalizeLine(textOf(data, 'name'));
  const kind = textOf(data, 'kind') === 'work' ? 'work' : 'off';
  const status = textOf(data, 'status') === 'expected' ? 'expected' : 'official';
  return { date: date.value, kind, status, ...(name === '' ? {} : { name }) };
}

/** A date without a year is of the year that is shown. */
function inYear(today: PlainDate, year: number): PlainDate {
  return partsOf(today).year === year ? today : `${year}-01-01`;
}

export function AddDay(props: HolidayDialogProps) {
  const { shown, today, impactOf, save, onClose } = props;
  const [moved, setMoved] = useState<number>();
  return (
    <FormDialog
      title="Thêm ngày nghỉ, ngày làm bù"
      submit="Thêm"
      onClose={onClose}
      onInput={(data) => {
        const day = typedDay(data, props);
        setMoved(day === undefined ? undefined : impactOf(dayCells([day])));
      }}
      onSubmit={async (data) => {
        const errors: FieldError[] = [];
        const say = (message: string) => errors.push({ fieldId: 'date', message });
        const date = readDay(textOf(data, 'date'), inYear(today, shown.year), say, 'asked');
        const day = typedDay(data, props);
        if (date !== undefined && day === undefined) say(`Chọn ngày của năm ${shown.year}`);
        if (day?.kind === 'off' && weekdayOf(day.date) > 5) say('Thứ Bảy, Chủ nhật vốn đã nghỉ');
        if (day?.kind === 'off' && day.name === undefined)
          errors.push({ fieldId: 'name', message: 'Nhập tên ngày nghỉ' });
        if (errors.length > 0 || day === undefined) return { errors };
        return save(dayCells([day]), `Đã ghi ${formatDate(day.date)}.`);
      }}
    >
      {(errorOf) => (
        <>
          <ChipGroup label="Loại" name="kind" defaultValue="off" chips={KINDS} />
          <DayField
            label="Ngày"
            name="date"
            value={undefined}
            today={inYear(today, shown.year)}
            error={errorOf('date')}
          />
          <TextField label="Tên" hint="Ví dụ: Nghỉ hoán đổi Quốc khánh" name="name" error={errorOf('name')} />
          <ChipGroup label="Mức chắc chắn" name="status" defaultValue="official" chips={CERTAINTY} />
          <Impact moved={moved} />
        </>
      )}
    </FormDialog>
  );
}

export function RemoveDay({ day, impactOf, save, onClose }: HolidayDialogProps & { readonly day: ShownDay }) {
  const patch = dayRemoval(day);
  return (
    <FormDialog
      title={`Bỏ ${day.name}?`}
      submit="Bỏ"
      onClose={onClose}
      onSubmit={() => save(patch, `Đã bỏ ${day.name}, ${formatDate(day.date)}.`)}
    >
      {() => (
        <>
          <p>
            {formatDateWithWeekday(day.date)} thành {day.kind === 'off' ? 'ngày làm việc' : 'ngày nghỉ cuối tuần'}.
          </p>
          <Impact moved={impactOf(patch)} />
        </>
      )}
    </FormDialog>
  );
}

export function PasteDays({ shown, impactOf, save, onClose }: HolidayDialogProps) {
  const [rows, setRows] = useState<readonly PastedDay[]>([]);
  const days = daysOf(rows);
  const wrong = rows.length - days.length;
  return (
    <FormDialog
      title={`Dán các ngày của năm ${shown.year}`}
      submit={days.length === 0 ? 'Ghi' : `Ghi ${formatNumber(days.length)} ngày`}
      onClose={onClose}
      onInput={(data) => setRows(readPastedDays(textOf(data, 'days'), shown.year))}
      onSubmit={async (data) => {
        const read = daysOf(readPastedDays(textOf(data, 'days'), shown.year));
        if (read.length === 0) return { errors: [{ fieldId: 'days', message: 'Chưa có dòng nào đọc được' }] };
        return save(dayCells(read), `Đã ghi ${formatNumber(read.length)} ngày.`);
      }}
    >
      {(errorOf) => (
        <>
          <TextAreaField
            label="Mỗi dòng một ngày"
            hint="Ví dụ: 02/09/2027 Quốc khánh. Ngày làm bù ghi thêm “làm bù”."
            name="days"
            rows={6}
            error={errorOf('days')}
            data-autofocus
          />
          {wrong === 0 ? null : <Banner tone="warning">{formatNumber(wrong)} dòng chưa đọc được sẽ bỏ qua.</Banner>}
          {rows.length === 0 ? null : (
            <ul className={styles.pasted} aria-label="Sẽ ghi">
              {rows.map((row) => (
                <li key={row.line}>
                  {'day' in row ? (
                    sayDay(row.day)
                  ) : (
                    <>
                      {row.text}{' '}
                      <span className={styles.wrong}>
                        – dòng {row.line}: {row.problem}
                      </span>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
          {days.length === 0 ? null : <Impact moved={impactOf(dayCells(days))} />}
        </>
      )}
    </FormDialog>
  );
}

function daysOf(rows: readonly PastedDay[]): readonly DayEntry[] {
  return rows.flatMap((row) => ('day' in row ? [row.day] : []));
}

function sayDay({ date, kind, name }: DayEntry): string {
  const what = kind === 'work' ? 'làm việc' : 'nghỉ';
  return `${formatDate(date)} (${formatShortWeekday(date)}): ${what}${name === undefined ? '' : ` – ${name}`}`;
}

export function YearSource({ shown, save, onClose }: HolidayDialogProps) {
  return (
    <FormDialog
      title={`Căn cứ của năm ${shown.year}`}
      submit="Lưu"
      onClose={onClose}
      onSubmit={async (data) => save({ source: normalizeLine(textOf(data, 'source')) || null }, 'Đã lưu căn cứ.')}
    >
      {() => (
        <TextField
          label="Văn bản thông báo"
          hint="Ví dụ: Thông báo của Bộ Nội vụ ngày 05/11/2026"
          name="source"
          defaultValue={shown.source}
          data-autofocus
        />
      )}
    </FormDialog>
  );
}
