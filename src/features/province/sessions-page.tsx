import { useSearchParams } from 'wouter';
import type { SessionsAnswer } from '../../contract/wire/drill-down.ts';
import { CAPACITY_LABELS, ORGAN_LABELS, SESSION_KIND_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { PROVINCE_ADDRESS, readSessionsAddress, type SessionsAsked } from './addresses.ts';
import { ListFrame, type ListPageProps, NoQuestion } from './list-page.tsx';
import { sessionsSheet } from './list-sheets.ts';
import { SessionsTable } from './sessions-table.tsx';
import type { Loaded } from './use-answer.ts';
import { useLines } from './use-lines.ts';

/** The sessions behind a figure. */
export function SessionsPage(props: ListPageProps) {
  const [params] = useSearchParams();
  const asked = readSessionsAddress(params);
  return asked === undefined ? <NoQuestion /> : <Sessions {...props} asked={asked} />;
}

function Sessions({ api, nowMs, onSignedOut, asked, ...shown }: ListPageProps & { readonly asked: SessionsAsked }) {
  const { unitOf } = shown;
  const list = useLines(api.sessions, asked, { nowMs, onSignedOut });
  const title = titleOf(asked, unitOf);
  return (
    <ListFrame
      {...shown}
      list={list}
      trail={[{ label: 'Tỉnh', href: homeOf(asked) }, ...unitCrumb(asked, unitOf), { label: 'Buổi tiếp' }]}
      title={title}
      sayState={sayState}
      totalOf={({ sessions }) => sessions}
      notes={NOTES}
      file={{
        name: `buoi-tiep-${asked.from}-${asked.to}`,
        ask: (cursor) => api.sessions({ ...asked, ...(cursor && { cursor }) }),
        sheet: sessionsSheet,
      }}
      none="Không có buổi tiếp nào"
    >
      <SessionsTable lines={list.lines} caption={title} unitOf={asked.unit === undefined ? unitOf : undefined} />
    </ListFrame>
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
