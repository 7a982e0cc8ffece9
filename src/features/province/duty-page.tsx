import { useSearch } from 'wouter';
import type { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { DutyReport } from '../../contract/wire/duties.ts';
import { sayMonths } from '../../domain/duties/duty-report-words.ts';
import { CAPACITY_LABELS } from '../../domain/receptions/labels.ts';
import { err, ok } from '../../domain/result.ts';
import { formatInstant } from '../../domain/text/format.ts';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { sayFreshness } from './contact-words.ts';
import { DutyFilters } from './duty-filters.tsx';
import { dutyNotes } from './duty-notes.ts';
import { dutySheet } from './duty-sheet.ts';
import { DutyLegend, DutyTable } from './duty-table.tsx';
import { type DutyView, dutyQueryOf, OWING_CAPACITIES, useDutyView } from './duty-view.ts';
import { ExportButton } from './export-button.tsx';
import { Failure } from './failure.tsx';
import { PageHeading } from './page-heading.tsx';
import styles from './province.module.css';
import { NOT_LOADED, type ProvinceApi } from './province-api.ts';
import { Controls } from './tools.tsx';
import { type Loaded, useAnswer } from './use-answer.ts';

export type DutyPageProps = {
  readonly api: ProvinceApi;
  readonly today: PlainDate;
  readonly nowMs: () => number;
  /** Who reads it: printed with it. */
  readonly who: string;
  readonly demo: boolean;
  readonly onSignedOut: () => void;
};

const ALL = 'all';

/** Ngày tiếp dân: what heads of units did of their duty days, month by month. */
export function DutyPage({ api, today, nowMs, who, demo, onSignedOut }: DutyPageProps) {
  const [view, change] = useDutyView(today);
  const search = useSearch();
  const { loaded, failure, busy, refresh } = useAnswer(api.duties, dutyQueryOf(view), { nowMs, onSignedOut });
  const ranked = loaded?.value.ranked ?? false;
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Controls
        busy={busy}
        onRefresh={refresh}
        choice={
          <ChipGroup
            label="Chức danh"
            labelHidden
            name="capacity"
            value={view.capacity ?? ALL}
            onChange={(event) => change({ capacity: OWING_CAPACITIES.find((one) => one === event.target.value) })}
            chips={[
              { value: ALL, label: 'Cả hai' },
              ...OWING_CAPACITIES.map((capacity) => ({ value: capacity, label: shortLabel(capacity) })),
            ]}
          />
        }
        filters={(id) => <DutyFilters id={id} today={today} view={view} ranked={ranked} onChange={change} />}
      >
        <ExportButton
          fileName={`ngay-tiep-dan-${view.from}-${view.to}.xlsx`}
          disabled={loaded === undefined}
          collect={async () => {
            if (loaded === undefined) return err(NOT_LOADED);
            const lines = [sayState(loaded), `Người xem: ${who}`];
            return ok(dutySheet(loaded.value, view, loaded.atMs, { title: dutyTitle(view), lines, demo }));
          }}
        />
      </Controls>
      <PageHeading title={dutyTitle(view)} state={loaded === undefined ? '' : sayState(loaded)} who={who} />
      <Failure failure={failure} shownAtMs={loaded?.atMs} onRetry={refresh} />
      {loaded === undefined ? (
        failure === undefined ? (
          <ProgressBar label="Đang lấy số liệu" />
        ) : null
      ) : loaded.value.units.length === 0 ? (
        <EmptyState title="Chưa có đơn vị nào trong kỳ này">
          Chọn kỳ khác, hoặc quản trị viên của tỉnh thêm đơn vị; sau đó số liệu của đơn vị hiện ở đây.
        </EmptyState>
      ) : (
        <>
          <DutyTable
            report={loaded.value}
            capacity={view.capacity}
            sort={view.sort}
            caption={dutyTitle(view)}
            nowMs={loaded.atMs}
            search={search}
          />
          <DutyLegend />
          <ul className={styles.notes}>
            {dutyNotes(loaded.value, view.capacity).map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** `Ngày tiếp công dân, tháng 1–11/2026 – Bí thư` */
function dutyTitle({ from, to, capacity }: DutyView): string {
  return `Ngày tiếp công dân, ${sayMonths(from, to)}${capacity === undefined ? '' : ` – ${CAPACITY_LABELS[capacity]}`}`;
}

function sayState({ value, atMs }: Loaded<DutyReport>): string {
  return `Số liệu tới ${formatInstant(atMs)} · ${sayFreshness(value.units, atMs)}`;
}

/** `Chủ tịch`: beside Bí thư nobody takes him for another. */
function shortLabel(capacity: Capacity): string {
  return CAPACITY_LABELS[capacity].replace(/ UBND$/, '');
}
