import { useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import type { ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { PUBLISHED_PERIOD } from '../../domain/calendar/report-periods.ts';
import { ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { err, ok } from '../../domain/result.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Beside } from './beside.tsx';
import { Checks } from './checks.tsx';
import { sayFreshness } from './contact-words.ts';
import { ExportButton } from './export-button.tsx';
import { Failure } from './failure.tsx';
import { figuresSheet } from './figures-sheet.ts';
import { FiguresTable } from './figures-table.tsx';
import { Filters, periodOf } from './filters.tsx';
import { PageHeading } from './page-heading.tsx';
import styles from './province.module.css';
import { NOT_LOADED, type ProvinceApi } from './province-api.ts';
import { Published } from './published.tsx';
import { notesOf } from './report-notes.ts';
import { queryOf, type ReportView, useReportView } from './report-view.ts';
import { Controls } from './tools.tsx';
import { UnitDetail } from './unit-detail.tsx';
import { type Loaded, useAnswer } from './use-answer.ts';
import { useChanges } from './use-changes.ts';
import { useReplay } from './use-replay.ts';

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
  const everyMs = demo ? DEMO_EVERY_MS : undefined;
  const { loaded, failure, busy, refresh } = useAnswer(api.report, queryOf(view), { nowMs, onSignedOut, everyMs });
  const replay = useReplay(api, demo);
  const changes = useChanges(loaded?.value, JSON.stringify(queryOf(view)));
  const [detail, setDetail] = useState<{ readonly unit: UnitFigures | undefined }>();
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Controls
        busy={busy}
        onRefresh={refresh}
        choice={
          <ChipGroup
            label="Các cột"
            labelHidden
            name="by"
            value={view.by}
            onChange={(event) => change({ by: event.target.value === 'matter' ? 'matter' : 'block' })}
            chips={BY_CHIPS}
          />
        }
        filters={(id) => <Filters id={id} today={today} view={view} onChange={change} replay={replay} />}
      >
        <ExportButton
          fileName={`so-lieu-tiep-dan-${view.from}-${view.to}.xlsx`}
          disabled={loaded === undefined}
          collect={async () => {
            if (loaded === undefined) return err(NOT_LOADED);
            const lines = [sayState(loaded), `Người xem: ${who}`];
            return ok(figuresSheet(loaded.value, view, loaded.atMs, { title: titleOf(view), lines, demo }));
          }}
        />
        {demo ? <Beside /> : null}
      </Controls>
      <PageHeading title={titleOf(view)} state={loaded === undefined ? '' : sayState(loaded)} who={who}>
        {periodOf(view, today)?.unverified ? (
          <Banner tone="warning">
            Kỳ báo cáo nhà nước 15→14: <strong>chưa kiểm chứng theo TT 06/2025</strong>. Hỏi lại trước khi dùng trong
            báo cáo.
          </Banner>
        ) : null}
      </PageHeading>
      <p className={changes.said === '' ? styles.unsaid : styles.news} role="status">
        {changes.said === '' ? '' : `Vừa cập nhật – ${changes.said}`}
      </p>
      <Failure failure={failure} shownAtMs={loaded?.atMs} onRetry={refresh} />
      {loaded === undefined ? (
        failure === undefined ? (
          <ProgressBar label="Đang lấy số liệu" />
        ) : null
      ) : loaded.value.units.length === 0 ? (
        <EmptyState title="Chưa có đơn vị nào trong phạm vi của tài khoản này">
          Quản trị viên của tỉnh thêm đơn vị; sau đó số liệu của đơn vị hiện ở đây.
        </EmptyState>
      ) : (
        <>
          {demo && periodOf(view, today)?.key === PUBLISHED_PERIOD ? <Published report={loaded.value} /> : null}
          <div className={styles.figures}>
            <FiguresTable
              report={loaded.value}
              view={view}
              caption={titleOf(view)}
              nowMs={loaded.atMs}
              changed={changes.cells}
              onDetail={(unit) => setDetail({ unit })}
            />
          </div>
          <Checks checks={loaded.value.checks} />
          <ul className={styles.notes}>
            {notesOf(loaded.value, view.by).map((note) => (
              <li key={note}>{note}</li>
            ))}
            <li data-screen-only>Bấm vào một con số để xem các lượt, các buổi của số đó.</li>
            <li data-screen-only>Lần đầu, nhiều lần và đoàn đông người: bấm vào tên đơn vị.</li>
          </ul>
          {detail === undefined ? null : (
            <UnitDetail
              report={loaded.value}
              unit={detail.unit && loaded.value.units.find(({ space }) => space.id === detail.unit?.space.id)}
              organ={view.organ}
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

/** In the demo somebody records beside this table: it is looked at again this often. */
const DEMO_EVERY_MS = 3_000;

/** `Số liệu tới 14:05 ngày 21/11/2026 · 12 đơn vị · gửi trong 24 giờ: 9 · …` */
function sayState({ value: { units }, atMs }: Loaded<ReceptionReport>): string {
  const waiting = units.reduce((sum, { waiting: of }) => sum + of.conflicts + of.quarantined, 0);
  const twins = units.reduce((sum, { waiting: of }) => sum + (of.twins ?? 0), 0);
  return [
    `Số liệu tới ${formatInstant(atMs)}`,
    sayFreshness(units, atMs),
    twins > 0 ? `có thể trùng ${formatNumber(twins)} lượt` : '',
    waiting > 0 ? `${formatNumber(waiting)} mục chờ xem lại, số liệu có thể còn đổi` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
