import { useCallback } from 'react';
import { sayProblem } from '../../contract/problems.ts';
import { conflictAddress } from '../../domain/text/addresses.ts';
import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import { sayAge, saySending, WORDS } from '../../domain/text/wording.ts';
import type { Phone, SummarySnapshot, SyncState } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconSend } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import { Backup } from './backup.tsx';
import { Overtaken } from './overtaken.tsx';
import { recordAddress, recordTitle } from './record-names.ts';
import { Refused } from './refused.tsx';
import { Storage } from './storage.tsx';

export type SyncPageProps = { readonly phone: Phone; readonly go: (address: string) => void };

/** So many of what waits are named; the rest is a number. */
const MOST_SHOWN = 50;

/** Gửi và nhận dữ liệu: what waits, what needs a person, and how to carry it away without a network. */
export function SyncPage({ phone, go }: SyncPageProps) {
  const state = useSource(phone.sync);
  const summary = useSource(phone.summary);
  return (
    <Screen title="Gửi và nhận dữ liệu">
      <Page>
        <Now phone={phone} state={state} />
        <Conflicts phone={phone} state={state} summary={summary} go={go} />
        <Overtaken phone={phone} state={state} summary={summary} />
        <Refused phone={phone} state={state} summary={summary} go={go} />
        <Waiting phone={phone} state={state} summary={summary} go={go} />
        <Storage phone={phone} />
        <Backup phone={phone} />
      </Page>
    </Screen>
  );
}

function Now({ phone, state }: { readonly phone: Phone; readonly state: SyncState }) {
  const { sentOfTotal, problem, lastDoneAtMs } = state;
  const stopped = state.phase === 'stopped';
  const why = problem !== undefined && (stopped || state.phase === 'attention' || state.phase === 'waiting');
  return (
    <Section title="Lần gửi này">
      <Banner tone={stopped ? 'danger' : 'neutral'} announced>
        {saySending(state, phone.nowMs())}
      </Banner>
      {why && problem ? <Banner tone="warning">{sayProblem(problem.code, problem.params)}</Banner> : null}
      {sentOfTotal ? (
        <ProgressBar
          label={WORDS.sending}
          value={sentOfTotal.sent}
          max={sentOfTotal.total}
          amount={`${formatNumber(sentOfTotal.sent)}/${formatNumber(sentOfTotal.total)}`}
        />
      ) : null}
      <Card>
        <SummaryList
          items={[
            { term: 'Lần gửi cuối', value: lastDoneAtMs === undefined ? 'Chưa có' : formatInstant(lastDoneAtMs) },
            { term: 'Chưa gửi', value: unsentWords(state, phone.nowMs()) },
          ]}
        />
      </Card>
      <Button
        kind="primary"
        icon={<IconSend size={1.25} />}
        busy={state.phase === 'sending'}
        onClick={phone.sync.sendNow}
      >
        Gửi ngay
      </Button>
    </Section>
  );
}

function unsentWords({ waiting, oldestMs }: SyncState, nowMs: number): string {
  if (waiting === 0) return 'Không có';
  return `${formatNumber(waiting)} mục${oldestMs === undefined ? '' : `, cũ nhất ${sayAge(oldestMs, nowMs)}`}`;
}

type Part = SyncPageProps & { readonly state: SyncState; readonly summary: SummarySnapshot };

function Conflicts({ state, summary, go }: Part) {
  if (state.conflicts === 0) return null;
  return (
    <Section title="Hai bản khác nhau" count={formatNumber(state.conflicts)}>
      <Card>
        <List label="Hai bản khác nhau">
          {summary.newestFirst
            .filter(({ undecided }) => undecided)
            .map(({ rid }) => (
              <ListRow
                key={rid}
                status={<StatusChip tone="warning">{WORDS.needsLook}</StatusChip>}
                title={recordTitle(summary, rid)}
                detail="Hai máy cùng sửa. Chọn bản đúng."
                href={conflictAddress(rid)}
                onOpen={() => go(conflictAddress(rid))}
              />
            ))}
        </List>
      </Card>
    </Section>
  );
}

function Waiting({ phone, state, summary, go }: Part) {
  const { value: queue } = useLoaded(
    useCallback(() => phone.records.queue(), [phone]),
    state,
  );
  const rows = queue?.waiting ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title="Chưa gửi" count={formatNumber(rows.length)}>
      <Card>
        <List label="Chưa gửi">
          {rows.slice(0, MOST_SHOWN).map((row) => {
            const address = recordAddress(summary, row.rid);
            return (
              <ListRow
                key={row.mid}
                title={recordTitle(summary, row.rid)}
                detail={`Lưu lúc ${formatInstant(row.savedAtMs)}`}
                trailing={row.state === 'deferred' ? 'Chờ cập nhật' : state.phase === 'sending' ? WORDS.sending : 'Chờ'}
                href={address}
                onOpen={address === undefined ? undefined : () => go(address)}
              />
            );
          })}
        </List>
      </Card>
      {rows.length > MOST_SHOWN ? <p>Và {formatNumber(rows.length - MOST_SHOWN)} mục nữa.</p> : null}
    </Section>
  );
}
