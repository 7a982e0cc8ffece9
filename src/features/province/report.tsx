import { useId, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import type { ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconFilter, IconPrint, IconSync } from '../../ui/icons.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Checks } from './checks.tsx';
import { SILENT_DAYS, silentDays } from './contact-words.ts';
import { emptyGroups } from './figure-groups.ts';
import { FiguresTable } from './figures-table.tsx';
import { Filters, periodOf } from './filters.tsx';
import styles from './province.module.css';
import type { NoAnswer, ProvinceApi } from './province-api.ts';
import { type ChangeView, queryOf, type ReportView, useReportView } from './report-view.ts';
import { UnitDetail } from './unit-detail.tsx';
import { type LoadedReport, useReport } from './use-report.ts';

export type ReportProps = {
  readonly api: ProvinceApi;
  readonly today: PlainDate;
  readonly nowMs: () => number;
  /** Who reads it: printed with it. */
  readonly who: string;
  readonly demo: boolean;
  readonly onSignedOut: () => void;
};

const BY_CHIPS = [
  { value: 'block', label: 'Theo loại buổi tiếp' },
  { value: 'matter', label: 'Theo loại vụ việc' },
];

/** Units × {cuộc, lượt, người, vụ việc} of any period. */
export function Report({ api, today, nowMs, who, demo, onSignedOut }: ReportProps) {
  const [view, change] = useReportView(today);
  const { loaded, failure, busy, refresh } = useReport(api, queryOf(view), { nowMs, onSignedOut });
  const [detail, setDetail] = useState<{ readonly unit: UnitFigures | undefined }>();
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Controls today={today} view={view} onChange={change} busy={busy} onRefresh={refresh} />
      <Heading view={view} today={today} loaded={loaded} who={who} />
      {failure === undefined ? null : <Failure failure={failure} loaded={loaded} onRetry={refresh} />}
      {loaded === undefined ? (
        failure === undefined ? (
          <ProgressBar label="Đang lấy số liệu" />
        ) : null
      ) : loaded.report.units.length === 0 ? (
        <EmptyState title="Chưa có đơn vị nào trong phạm vi của tài khoản này">
          Quản trị viên của tỉnh thêm đơn vị; sau đó số liệu của đơn vị hiện ở đây.
        </EmptyState>
      ) : (
        <>
          <div className={styles.figures}>
            <FiguresTable
              report={loaded.report}
              view={view}
              caption={titleOf(view)}
              nowMs={loaded.atMs}
              onDetail={(unit) => setDetail({ unit })}
            />
          </div>
          <Checks checks={loaded.report.checks} />
          <Notes report={loaded.report} by={view.by} />
          {detail === undefined ? null : (
            <UnitDetail
              report={loaded.report}
              unit={detail.unit && loaded.report.units.find(({ space }) => space.id === detail.unit?.space.id)}
              nowMs={loaded.atMs}
              onClose={() => setDetail(undefined)}
            />
          )}
        </>
      )}
    </div>
  );
}

function titleOf({ by, from, to, organ }: ReportView): string {
  const kind = by === 'block' ? 'theo loại buổi tiếp' : 'theo loại vụ việc';
  const of = organ === undefined ? '' : ` – ${ORGAN_LABELS[organ]}`;
  return `Tiếp công dân ${kind}, ${formatDate(from)} – ${formatDate(to)}${of}`;
}

type ControlsProps = {
  readonly today: PlainDate;
  readonly view: ReportView;
  readonly onChange: ChangeView;
  readonly busy: boolean;
  readonly onRefresh: () => void;
};

function Controls({ today, view, onChange, busy, onRefresh }: ControlsProps) {
  const id = useId();
  // On a wide screen the filters always stand there, and this button does not.
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.controls} data-screen-only>
      <div className={styles.row}>
        <ChipGroup
          label="Các cột"
          labelHidden
          name="by"
          value={view.by}
          onChange={(event) => onChange({ by: event.target.value === 'matter' ? 'matter' : 'block' })}
          chips={BY_CHIPS}
        />
        <div className={styles.buttons}>
          <span className={styles.toggle}>
            <Button
              icon={<IconFilter size={1.25} />}
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen((now) => !now)}
            >
              Chọn kỳ
            </Button>
          </span>
          <Button icon={<IconSync size={1.25} />} busy={busy} onClick={onRefresh}>
            <span className={styles.iconOnly}>Làm mới</span>
          </Button>
          <Button icon={<IconPrint size={1.25} />} onClick={() => window.print()}>
            <span className={styles.iconOnly}>In</span>
          </Button>
        </div>
      </div>
      <div className={open ? undefined : styles.folded}>
        <Filters id={id} today={today} view={view} onChange={onChange} />
      </div>
    </div>
  );
}

type HeadingProps = {
  readonly view: ReportView;
  readonly today: PlainDate;
  readonly loaded: LoadedReport | undefined;
  readonly who: string;
};

function Heading({ view, today, loaded, who }: HeadingProps) {
  return (
    <div className={styles.heading}>
      <h2>{titleOf(view)}</h2>
      <p className={styles.quiet} role="status">
        {loaded === undefined ? '' : sayState(loaded)}
      </p>
      <p className={styles.printed}>Người xem: {who}</p>
      {periodOf(view, today)?.unverified ? (
        <Banner tone="warning">
          Kỳ báo cáo nhà nước 15→14: <strong>chưa kiểm chứng theo TT 06/2025</strong>. Hỏi lại trước khi dùng trong báo
          cáo.
        </Banner>
      ) : null}
    </div>
  );
}

/** `Số liệu tới 14:05 ngày 21/11/2026 · 12 đơn vị · 2 đơn vị chưa gửi lần nào · …` */
function sayState({ report, atMs }: LoadedReport): string {
  const days = report.units.map(({ lastContact }) => silentDays(lastContact, atMs));
  const never = days.filter((silent) => silent === undefined).length;
  const long = days.filter((silent) => silent !== undefined && silent >= SILENT_DAYS).length;
  const waiting = report.units.reduce((sum, { waiting: of }) => sum + of.conflicts + of.quarantined, 0);
  return [
    `Số liệu tới ${formatInstant(atMs)}`,
    `${formatNumber(report.units.length)} đơn vị`,
    never > 0 ? `${formatNumber(never)} chưa gửi lần nào` : '',
    long > 0 ? `${formatNumber(long)} chưa gửi từ ${SILENT_DAYS} ngày trở lên` : '',
    waiting > 0 ? `${formatNumber(waiting)} mục chờ xem lại, số liệu có thể còn đổi` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

type FailureProps = {
  readonly failure: NoAnswer;
  readonly loaded: LoadedReport | undefined;
  readonly onRetry: () => void;
};

function Failure({ failure, loaded, onRetry }: FailureProps) {
  return (
    <div role="alert">
      <Banner
        tone={failure.tag === 'unreachable' ? 'warning' : 'danger'}
        action={<Button onClick={onRetry}>{WORDS.retry}</Button>}
      >
        {failure.words}
        {loaded === undefined ? '' : ` Đang xem số liệu lúc ${formatInstant(loaded.atMs)}.`}
      </Banner>
    </div>
  );
}

function Notes({ report, by }: { readonly report: ReceptionReport; readonly by: ReportView['by'] }) {
  const empty = emptyGroups(by, report.sum);
  return (
    <ul className={styles.notes}>
      {by === 'block' ? (
        <>
          <li>“–”: tiếp thường xuyên không tính cuộc.</li>
          <li>“Chưa có buổi”: lượt đã về nhưng buổi tiếp của lượt đó chưa về.</li>
        </>
      ) : (
        <li>Một vụ việc có thể thuộc hai loại, nên cột vụ việc cộng lại có thể khác tổng số.</li>
      )}
      {empty.length > 0 ? <li>Không có lượt, cuộc nào: {empty.join(', ')}.</li> : null}
      <li>“Không có số liệu”: đơn vị chưa gửi lần nào, khác với 0.</li>
      <li data-screen-only>Lần đầu, nhiều lần và đoàn đông người: bấm vào tên đơn vị.</li>
    </ul>
  );
}
