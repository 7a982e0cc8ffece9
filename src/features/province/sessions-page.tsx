import { useSearchParams } from 'wouter';
import { CAPACITY_LABELS, ORGAN_LABELS, SESSION_KIND_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { PROVINCE_ADDRESS, readSessionsAddress, type SessionsAsked } from './addresses.ts';
import { Crumbs } from './crumbs.tsx';
import { ListBody, type ListPageProps, NoQuestion } from './list-page.tsx';
import styles from './province.module.css';
import { SessionsTable } from './sessions-table.tsx';
import { Tools } from './tools.tsx';
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
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Crumbs trail={[{ label: 'Tỉnh', href: homeOf(asked) }, ...unitCrumb(asked, unitOf), { label: 'Buổi tiếp' }]} />
      <div className={styles.row}>
        <div className={styles.heading}>
          <h2>{titleOf(asked, unitOf)}</h2>
          <p className={styles.quiet} role="status">
            {first === undefined
              ? ''
              : `${formatNumber(first.value.sessions)} buổi, tính ${formatNumber(first.value.counted)} cuộc · số liệu tới ${formatInstant(first.atMs)}`}
          </p>
          <p className={styles.printed}>Người xem: {who}</p>
        </div>
        <Tools busy={list.busy} onRefresh={list.refresh} />
      </div>
      <ListBody list={list} total={first?.value.sessions ?? 0} none="Không có buổi tiếp nào">
        <SessionsTable
          lines={list.lines}
          caption={titleOf(asked, unitOf)}
          unitOf={asked.unit === undefined ? unitOf : undefined}
        />
      </ListBody>
      <ul className={styles.notes}>
        <li>Hai buổi trong một ngày của một người chủ trì là một cuộc; tiếp thường xuyên không tính cuộc.</li>
      </ul>
    </div>
  );
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
