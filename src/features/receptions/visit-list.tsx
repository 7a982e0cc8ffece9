import { useDeferredValue, useMemo, useState } from 'react';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { matchesWords, recordStateLabel, visitDetail, visitTitle } from '../../domain/receptions/list-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { ADDRESS, visitAddress } from '../../domain/text/addresses.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import type { Phone } from '../../store/phone.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconBook } from '../../ui/icons.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useBatched } from '../../ui/use-batched.ts';
import { useSource } from '../../ui/use-source.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './list.module.css';
import type { Go } from './visit-form-page.tsx';

export type VisitListProps = {
  readonly phone: Phone;
  readonly go: Go;
  readonly openRid?: string | undefined;
  readonly mayRecord: boolean;
  readonly scrollMemory: { current: number };
};

/** Every visit on this phone, newest day first, with a search that knows no marks and no order. */
export function VisitList({ phone, go, openRid, mayRecord, scrollMemory }: VisitListProps) {
  const summary = useSource(phone.summary);
  const sync = useSource(phone.sync);
  const [question, setQuestion] = useState('');
  const asked = useDeferredValue(question);
  const [onlyIncomplete, setOnlyIncomplete] = useState(false);
  const all = useMemo(() => visitsOf(summary.newestFirst), [summary]);
  const incomplete = useMemo(() => all.filter(({ status }) => status === 'incomplete'), [all]);
  // The last one that was completed takes the filter away with it.
  const filtering = onlyIncomplete && incomplete.length > 0;
  const visits = filtering ? incomplete : all;
  const found = useMemo(() => {
    const words = foldedWords(asked);
    return words.length === 0 ? visits : visits.filter((row) => matchesWords(row.words, words));
  }, [visits, asked]);
  const version = useMemo(() => ({ summary, sync }), [summary, sync]);
  const stateOf = useBatched(phone.records.states, version);
  const sending = sync.phase === 'sending';

  return (
    <div className={styles.list}>
      <div className={styles.search} data-screen-only>
        <TextField
          label="Tìm lượt tiếp"
          labelHidden
          purpose="search"
          placeholder="Tên, xóm"
          onChange={(event) => setQuestion(event.target.value)}
          trailing={
            <>
              <Button onClick={() => go(ADDRESS.sessions)}>Buổi tiếp</Button>
              <IconButton
                kind="secondary"
                label="Sổ tiếp công dân"
                icon={<IconBook />}
                onClick={() => go(ADDRESS.register)}
              />
            </>
          }
        />
        {incomplete.length === 0 ? null : (
          <ChipGroup
            multiple
            label="Lọc"
            labelHidden
            chips={[{ value: 'incomplete', label: `Cần bổ sung (${formatNumber(incomplete.length)})` }]}
            value={filtering ? ['incomplete'] : []}
            onChange={(event) => setOnlyIncomplete(event.target.checked)}
          />
        )}
      </div>
      {found.length === 0 ? (
        <Nothing all={visits.length} question={asked} onRecord={mayRecord ? () => go(ADDRESS.newVisit) : undefined} />
      ) : (
        <VirtualList
          label={`${formatNumber(found.length)} lượt tiếp`}
          items={found}
          keyOf={(row) => row.rid}
          scrollMemory={scrollMemory}
          openKey={openRid}
          rowOf={(row) => ({
            title: visitTitle(row),
            detail: visitDetail(row),
            trailing: (
              <span className={styles.trailing}>
                <span>{row.day === '' ? '' : formatDate(row.day)}</span>
                <span>{recordStateLabel(stateOf(row.rid), sending)}</span>
              </span>
            ),
            href: visitAddress(row.rid),
            onOpen: () => go(visitAddress(row.rid)),
            current: row.rid === openRid,
          })}
        />
      )}
    </div>
  );
}

function visitsOf(rows: readonly Summary[]): readonly Summary[] {
  return rows.filter((row) => row.kind === receptionVisit.kind && row.status !== 'deleted');
}

type NothingProps = {
  readonly all: number;
  readonly question: string;
  /** Undefined: nothing may be recorded here. */
  readonly onRecord: (() => void) | undefined;
};

function Nothing({ all, question, onRecord }: NothingProps) {
  if (all > 0) {
    return (
      <EmptyState title={`Không thấy “${question.trim()}” trên máy này`}>
        Thử ít chữ hơn. Không cần gõ dấu, không cần đúng thứ tự.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Chưa có lượt tiếp nào trên máy này"
      action={
        onRecord ? (
          <Button kind="primary" onClick={onRecord}>
            Ghi tiếp dân
          </Button>
        ) : undefined
      }
    >
      {onRecord ? 'Ghi lượt đầu tiên, hoặc chờ máy nhận dữ liệu của đơn vị.' : 'Máy này không ghi được lượt mới.'}
    </EmptyState>
  );
}
