import { useSearchParams } from 'wouter';
import type { SessionsAnswer } from '../../contract/wire/drill-down.ts';
import { CAPACITY_LABELS, ORGAN_LABELS, SESSION_KIND_LABELS } from '../../domain/receptions/labels.ts';
import { err, ok } from '../../domain/result.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { PROVINCE_ADDRESS, readSessionsAddress, type SessionsAsked } from './addresses.ts';
import { allLines } from './all-lines.ts';
import { Crumbs } from './crumbs.tsx';
import { ExportButton } from './export-button.tsx';
import { ListBody, type ListPageProps, NoQuestion } from './list-page.tsx';
import { sessionsSheet } from './list-sheets.ts';
import styles from './province.module.css';
import { NOT_LOADED } from './province-api.ts';
import { SessionsTable } from './sessions-table.tsx';
import { Tools } from './tools.tsx';
import type { Loaded } from './use-answer.ts';
import { useLines } from './use-lines.ts';

/** The sessions behind a figure. */
export function SessionsPage(props: ListPageProps) {
  const [params] = useSearchParams();
  const asked = readSessionsAddress(params);
  return asked === undefined ? <NoQuestion /> : <Sessions {...props} asked={asked} />;
}

function Sessions({
  api,
  asked,
  unitOf,
  who,
  demo,
  nowMs,
  onSignedOut,
}: ListPageProps & { readonly asked: SessionsAsked }) {
  const list = useLines(api.sessions, asked, { nowMs, onSignedOut });
  const { first } = list;
  const title = titleOf(asked, unitOf);
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Crumbs trail={[{ label: 'Tỉnh', href: homeOf(asked) }, ...unitCrumb(asked, unitOf), { label: 'Buổi tiếp' }]} />
      <div className={styles.row}>
        <div className={styles.heading}>
          <h2>{title}</h2>
          <p className={styles.quiet} role="status">
            {first === undefined ? '' : sayState(first)}
          </p>
          <p className={styles.printed}>Người xem: {who}</p>
        </div>
        <Tools busy={list.busy} onRefresh={list.refresh}>
          <ExportButton
            fileName={`buoi-tiep-${asked.from}-${asked.to}.xlsx`}
            disabled={first === undefined}
            collect={async (report, goesOn) => {
              if (first === undefined) return err(NOT_LOADED);
              const ask = (cursor: string | undefined) => api.sessions({ ...asked, ...(cursor && { cursor }) });
              const records = await allLines(ask, first.value.sessions, report, goesOn);
              if (!records.ok) return records;
              const lines = [sayState(first), `Người xem: ${who}`];
              return ok(sessionsSheet({ title, lines, notes: NOTES, records: records.value, unitOf, demo }));
            }}
          />
        </Tools>
      </div>
      <ListBody list={list} total={first?.value.sessions ?? 0} none="Không có buổi tiếp nào">
        <SessionsTable lines={list.lines} caption={title} unitOf={asked.unit === undefined ? unitOf : undefined} />
      </ListBody>
      <ul className={styles.notes}>
        {NOTES.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

const NOTES = ['Hai buổi trong một ngày của một người chủ trì là một cuộc; tiếp thường xuyên không tính cuộc.'];

function sayState({ value: { sessions, counted }, atMs }: Loaded<SessionsAnswer>): string {
  return `${formatNumber(sessions)} buổi, tính ${formatNumber(counted)} cuộc · số liệu tới ${formatInstant(atMs)}`;
}

function homeOf({ by }: SessionsAsked): string {
  return by === 'duty' ? PROVINCE_ADDRESS.duties : PROVINCE_ADDRESS.receptions;
}

function unitCrumb({ unit, from, to, by }: SessionsAsked, unitOf: ListPageProps['unitOf']) {
  if (unit === undefined) return [];
  const label = unitOf(unit);
  if (by === 'day') return [{ label }];
  const months = new URLSearchParams({ tu: from.slice(0, 7), den: to.slice(0, 7) });
  return [{ label, href: `${PROVINCE_ADDRESS.duties}/${unit}?${months}` }];
}

function titleOf({ from, to, unit, organ, kind, capacity, by, held }: SessionsAsked, unitOf: ListPageProps['unitOf']) {
  return [
    `Buổi tiếp${held ? ' đã tổ chức' : ''}${kind === undefined ? '' : ` ${SESSION_KIND_LABELS[kind].toLocaleLowerCase('vi')}`}`,
    `${by === 'duty' ? 'tính cho ngày trực' : 'ngày tiếp'} ${formatDate(from)} – ${formatDate(to)}`,
    capacity === undefined ? (organ === undefined ? '' : ORGAN_LABELS[organ]) : CAPACITY_LABELS[capacity],
    unit === undefined ? '' : unitOf(unit),
  ]
    .filter(Boolean)
    .join(' – ');
}
