import { useMemo, useState } from 'react';
import { dutyRule } from '../../contract/records/duty-rule.ts';
import { holidayYear } from '../../contract/records/holiday-year.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import {
  dayCells,
  forgottenDay,
  movedDuties,
  type ShownDay,
  type ShownYear,
  shownYear,
  yearCells,
  yearChange,
  yearRecordId,
} from '../../domain/calendar/holiday-edit.ts';
import { partsOf } from '../../domain/calendar/plain-date.ts';
import { provinceCalendar } from '../../domain/calendar/working-calendar.ts';
import { patched } from '../../domain/merge/cells.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { livingOf, type OpenedReference, type ReferenceDesk } from '../../domain/reference/desk.ts';
import { formatDateWithWeekday } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCalendar, IconPlus } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import styles from './admin.module.css';
import { AddDay, PasteDays, RemoveDay, sayImpact, YearSource } from './holiday-dialogs.tsx';
import { Loading } from './loading.tsx';
import { useDesk } from './use-desk.ts';

export type HolidaysProps = {
  readonly desk: ReferenceDesk;
  readonly today: PlainDate;
  /** The province's administrator; everybody else reads. */
  readonly mayEdit: boolean;
};

type Asking = { readonly what: 'add' | 'paste' | 'source' } | { readonly what: 'remove'; readonly day: ShownDay };

/** The days off of a year, and how the province has them: announced by the Government year by year. */
export function Holidays({ desk, today, mayEdit }: HolidaysProps) {
  const { records, failure, again, change, busy } = useDesk(desk);
  const thisYear = partsOf(today).year;
  const [year, setYear] = useState(thisYear);
  const [asking, setAsking] = useState<Asking>();
  const showSnackbar = useSnackbar();
  const impactOf = useMemo(() => impact(records ?? [], year, today), [records, year, today]);
  if (records === undefined) return <Loading failure={failure} again={again} />;

  const record = records.find(({ rid }) => rid === yearRecordId(year)) ?? recordOf(records, year);
  const shown = shownYear(year, record?.cells);
  const close = () => setAsking(undefined);
  const save = async (patch: Cells, said: string) => {
    const { op, patch: whole } = yearChange(shown, record?.cells, patch);
    const rid = record?.rid ?? yearRecordId(year);
    const moved = impactOf(patch);
    const done = await change(
      { rid, kind: holidayYear.kind, op, patch: whole, on: record ?? null },
      moved === 0 ? said : `${said} ${sayImpact(moved)}`,
    );
    if (done.ok) close();
    return done.ok ? undefined : { failure: done.words };
  };
  const now = (patch: Cells, said: string) =>
    save(patch, said).then(
      (tried) => {
        if (tried !== undefined) showSnackbar({ text: tried.failure });
      },
      (error: unknown) => reportError(error),
    );
  const dialog = { shown, today, impactOf, save, onClose: close };
  return (
    <Section
      title={`Năm ${year}`}
      action={
        mayEdit ? (
          <Button kind="primary" icon={<IconPlus />} onClick={() => setAsking({ what: 'add' })}>
            Thêm ngày
          </Button>
        ) : undefined
      }
    >
      <ChipGroup
        label="Năm"
        labelHidden
        name="year"
        value={String(year)}
        onChange={(event) => setYear(Number(event.target.value))}
        chips={[thisYear - 1, thisYear, thisYear + 1, thisYear + 2].map((one) => ({
          value: String(one),
          label: String(one),
        }))}
      />
      <YearState
        shown={shown}
        mayEdit={mayEdit}
        busy={busy}
        onConfirm={() => void now(yearCells(year, 'official'), `Đã ghi năm ${year} là chính thức.`)}
        onPaste={() => setAsking({ what: 'paste' })}
        onSource={() => setAsking({ what: 'source' })}
      />
      {shown.days.length === 0 ? (
        <EmptyState title={`Chưa có ngày nghỉ nào của năm ${year}`} icon={<IconCalendar size={2} />}>
          Lịch tiếp năm này mới chỉ tính thứ Bảy, Chủ nhật.
        </EmptyState>
      ) : (
        <Card>
          <List label={`Ngày nghỉ năm ${year}`}>
            {shown.days.map((day) => (
              <ListRow
                key={day.date}
                title={formatDateWithWeekday(day.date)}
                status={<DayChips day={day} />}
                detail={day.name}
                trailing={
                  mayEdit ? (
                    <DayActs
                      day={day}
                      onConfirm={() =>
                        void now(
                          dayCells([{ date: day.date, kind: 'off', name: day.name, status: 'official' }]),
                          `Đã xác nhận ${day.name}.`,
                        )
                      }
                      onRemove={() => setAsking({ what: 'remove', day })}
                      onForget={() => void now(forgottenDay(day.date), 'Đã trở lại lịch có sẵn.')}
                    />
                  ) : undefined
                }
              />
            ))}
          </List>
        </Card>
      )}
      {asking?.what === 'add' ? <AddDay {...dialog} /> : null}
      {asking?.what === 'paste' ? <PasteDays {...dialog} /> : null}
      {asking?.what === 'source' ? <YearSource {...dialog} /> : null}
      {asking?.what === 'remove' ? <RemoveDay {...dialog} day={asking.day} /> : null}
    </Section>
  );
}

type YearStateProps = {
  readonly shown: ShownYear;
  readonly mayEdit: boolean;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onPaste: () => void;
  readonly onSource: () => void;
};

function YearState({ shown, mayEdit, busy, onConfirm, onPaste, onSource }: YearStateProps) {
  const { status, source, year } = shown;
  return (
    <Card padded>
      <div className={styles.item}>
        <div>
          {status === 'official' ? (
            <StatusChip tone="success">Chính thức</StatusChip>
          ) : (
            <StatusChip tone="warning">Dự kiến</StatusChip>
          )}
        </div>
        <p>
          {status === 'official'
            ? 'Lịch tiếp và thời hạn tính theo các ngày dưới đây.'
            : 'Chưa có thông báo chính thức: ngày tiếp nào gặp ngày nghỉ dự kiến đều ghi “có thể đổi”.'}
        </p>
        {source === '' ? null : <p className={styles.quiet}>Căn cứ: {source}</p>}
        {mayEdit ? (
          <div className={styles.buttons}>
            {status === 'official' ? null : (
              <Button busy={busy} onClick={onConfirm}>
                Năm {year} đã chính thức
              </Button>
            )}
            <Button onClick={onPaste}>Dán nhiều ngày</Button>
            <Button kind="quiet" onClick={onSource}>
              {source === '' ? 'Ghi căn cứ' : 'Sửa căn cứ'}
            </Button>
          </div>
        ) : (
          <p className={styles.quiet}>Quản trị viên tỉnh sửa các ngày này.</p>
        )}
      </div>
    </Card>
  );
}

function DayChips({ day }: { readonly day: ShownDay }) {
  const doubtful = day.kind === 'off' && day.status === 'expected';
  if (!doubtful && !day.own && day.kind === 'off') return null;
  return (
    <span className={styles.buttons}>
      {doubtful ? <StatusChip tone="warning">Dự kiến</StatusChip> : null}
      {day.kind === 'work' ? <StatusChip tone="info">Làm việc</StatusChip> : null}
      {day.own ? <StatusChip>Tỉnh ghi</StatusChip> : null}
    </span>
  );
}

type DayActsProps = {
  readonly day: ShownDay;
  readonly onConfirm: () => void;
  readonly onRemove: () => void;
  readonly onForget: () => void;
};

function DayActs({ day, onConfirm, onRemove, onForget }: DayActsProps) {
  return (
    <span className={styles.buttons}>
      {day.kind === 'off' && day.status === 'expected' ? <Button onClick={onConfirm}>Xác nhận</Button> : null}
      {day.own ? (
        <Button kind="quiet" onClick={onForget}>
          Trở lại như cũ
        </Button>
      ) : (
        <Button kind="quiet" onClick={onRemove}>
          Bỏ…
        </Button>
      )}
    </span>
  );
}

/** A year that was entered under another id than its own, by an earlier program. */
function recordOf(records: readonly OpenedReference[], year: number): OpenedReference | undefined {
  return livingOf(records, holidayYear.kind).find(({ cells }) => assemble(holidayYear, cells).year?.year === year);
}

/** How many duty dates of all units, from today on, a change of the year would move. */
function impact(records: readonly OpenedReference[], year: number, today: PlainDate): (patch: Cells) => number {
  const rules = livingOf(records, dutyRule.kind).map(({ cells }) => assemble(dutyRule, cells));
  const years = livingOf(records, holidayYear.kind);
  const before = provinceCalendar(years.map(({ cells }) => cells));
  const first = `${year}-01-01`;
  const span = { from: first > today ? first : today, to: `${year}-12-31` };
  const own = years.find(({ cells }) => assemble(holidayYear, cells).year?.year === year);
  return (patch) => {
    if (span.from > span.to) return 0;
    const opened = own?.cells ?? yearCells(year, shownYear(year, undefined).status);
    const others = years.filter((one) => one !== own).map(({ cells }) => cells);
    return movedDuties(rules, span, before, provinceCalendar([...others, patched(opened, patch)]));
  };
}
