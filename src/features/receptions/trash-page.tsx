import { useCallback, useMemo } from 'react';
import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { sessionTitle, visitTitle } from '../../domain/receptions/list-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { joinedInto } from '../../domain/receptions/twins.ts';
import { sessionAddress, visitAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { UNDO } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useRowFocus } from '../../ui/use-row-focus.ts';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import { useUndo } from '../../ui/use-undo.ts';
import styles from './list.module.css';
import { mayDo } from './may-do.ts';
import { restoreSaved } from './restore-saved.ts';
import { sayNotDone } from './say-refusal.ts';
import type { Go } from './visit-form-page.tsx';

export type TrashPageProps = { readonly phone: Phone; readonly go: Go; readonly onBack: () => void };

/** So many are shown; more are a sign of something else than slips of the finger. */
const MOST_SHOWN = 100;

/** Thùng rác: what was deleted, on this phone or another. A tombstone takes nothing away: all of it can come back. */
export function TrashPage({ phone, go, onBack }: TrashPageProps) {
  const summary = useSource(phone.summary);
  const showSnackbar = useSnackbar();
  const sayUndoable = useUndo(UNDO);
  const deleted = useMemo(() => deletedOf(summary.newestFirst), [summary]);
  const shown = useMemo(() => deleted.slice(0, MOST_SHOWN), [deleted]);
  const load = useCallback(async () => {
    const records = await Promise.all(shown.map(({ rid }) => phone.records.open(rid)));
    return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.rid, record] as const])));
  }, [phone, shown]);
  const { value: records } = useLoaded(load);
  const rows = useRowFocus(shown.map(({ rid }) => rid));

  const restore = async (row: Summary) => {
    rows.leaves(row.rid);
    const restored = await restoreSaved(phone, row.rid);
    if (!restored.ok) showSnackbar({ text: sayNotDone(restored.error), durationMs: 10_000 });
    else if (restored.value) sayUndoable(`Đã khôi phục: ${titleOf(row)}.`, restored.value.undo);
  };

  return (
    <Screen title="Thùng rác" onBack={onBack}>
      <Page>
        {deleted.length === 0 ? (
          <EmptyState title="Không có gì trong thùng rác" />
        ) : (
          <>
            <p>
              {formatNumber(deleted.length)} hồ sơ đã xóa, không tính vào số liệu. Khôi phục được bất cứ lúc nào; hồ sơ
              trở lại như trước khi xóa.
            </p>
            <Card>
              <List label="Đã xóa">
                {shown.map((row) => {
                  const record = records?.get(row.rid);
                  const address = row.kind === receptionSession.kind ? sessionAddress(row.rid) : visitAddress(row.rid);
                  return (
                    <ListRow
                      key={row.rid}
                      title={titleOf(row)}
                      detail={[row.day === '' ? '' : formatDate(row.day), record && whyGone(record.view.cells)]
                        .filter(Boolean)
                        .join(' · ')}
                      trailing={
                        <span className={styles.rowButtons}>
                          <Button
                            kind="quiet"
                            ref={rows.firstButton(row.rid)}
                            aria-label={`Xem: ${titleOf(row)}`}
                            onClick={() => go(address)}
                          >
                            Xem
                          </Button>
                          {record !== undefined && mayRestore(phone, record) ? (
                            <Button aria-label={`Khôi phục: ${titleOf(row)}`} onClick={() => void restore(row)}>
                              Khôi phục
                            </Button>
                          ) : null}
                        </span>
                      }
                    />
                  );
                })}
              </List>
            </Card>
            {deleted.length > MOST_SHOWN ? <p>Và {formatNumber(deleted.length - MOST_SHOWN)} hồ sơ cũ hơn.</p> : null}
          </>
        )}
      </Page>
    </Screen>
  );
}

/** Visits and sessions, newest legal day first. */
function deletedOf(newestFirst: readonly Summary[]): readonly Summary[] {
  return newestFirst.filter(
    ({ kind, status }) => status === 'deleted' && (kind === receptionVisit.kind || kind === receptionSession.kind),
  );
}

function titleOf(row: Summary): string {
  return row.kind === receptionSession.kind ? sessionTitle(row) : visitTitle(row);
}

function whyGone(cells: Cells): string {
  if (joinedInto(cells) !== undefined) return 'đã gộp vào lượt khác';
  const { reason } = (cells[DELETED] ?? {}) as { readonly reason?: string };
  return reason ?? '';
}

function mayRestore(phone: Phone, { kind, view }: OpenRecord): boolean {
  return mayDo(phone, view.cells, kind === receptionSession.kind ? 'session.restore' : 'visit.restore');
}
