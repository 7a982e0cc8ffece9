import { useCallback, useState } from 'react';
import { sayProblem } from '../../contract/problems.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { groupLabel } from '../../domain/receptions/labels.ts';
import { fixAddress, sessionAddress } from '../../domain/text/addresses.ts';
import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import { NOT_DONE, WORDS } from '../../domain/text/wording.ts';
import type { Phone, SummarySnapshot, SyncState } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { recordTitle } from './record-names.ts';
import styles from './sync.module.css';

type RefusedRow = Awaited<ReturnType<Phone['records']['quarantine']>>[number];

export type RefusedProps = {
  readonly phone: Phone;
  readonly state: SyncState;
  readonly summary: SummarySnapshot;
  readonly go: (address: string) => void;
};

/** What has to be typed before something unsent is given up. */
const DISCARD_WORD = 'BỎ';

/** What the server did not take: why, and what a person may do. Kept on this phone until somebody decides. */
export function Refused({ phone, state, summary, go }: RefusedProps) {
  const { value: rows, again } = useLoaded(
    useCallback(() => phone.records.quarantine(), [phone]),
    state,
  );
  const [discarding, setDiscarding] = useState<RefusedRow>();
  const [failure, setFailure] = useState<string>();
  if (rows === undefined || rows.length === 0) return null;

  const act = async (
    work: Promise<{ readonly ok: boolean; readonly error?: { readonly tag: keyof typeof NOT_DONE } }>,
  ) => {
    const done = await work;
    setFailure(done.ok || done.error === undefined ? undefined : NOT_DONE[done.error.tag]);
    setDiscarding(undefined);
    again();
  };
  return (
    <Section title="Máy chủ chưa nhận" count={formatNumber(rows.length)}>
      {failure === undefined ? null : <Banner tone="danger">{failure}</Banner>}
      {rows.map((row) => (
        <Card key={row.mid} padded>
          <div className={styles.item}>
            <strong>{recordTitle(summary, row.rid)}</strong>
            <span className={styles.quiet}>Lưu lúc {formatInstant(row.savedAtMs)}</span>
            <p>{sayProblem(row.code, withLabel(row.params))}</p>
            <div className={styles.buttons}>
              {row.kind === receptionSession.kind ? (
                <>
                  <Button kind="primary" onClick={() => void act(phone.records.fixRefused(row.mid))}>
                    Gửi lại
                  </Button>
                  <Button onClick={() => go(sessionAddress(row.rid))}>Xem buổi tiếp</Button>
                </>
              ) : (
                <Button kind="primary" onClick={() => go(fixAddress(row.rid, row.mid))}>
                  Sửa và gửi lại
                </Button>
              )}
              <Button kind="quiet" onClick={() => saveAsFile(row, summary)}>
                Xuất ra tệp
              </Button>
              <Button kind="quiet" onClick={() => setDiscarding(row)}>
                Bỏ hẳn
              </Button>
            </div>
          </div>
        </Card>
      ))}
      {discarding === undefined ? null : (
        <DiscardDialog
          title={recordTitle(summary, discarding.rid)}
          onClose={() => setDiscarding(undefined)}
          onDiscard={() => void act(phone.records.discardRefused(discarding.mid))}
        />
      )}
    </Section>
  );
}

function withLabel(params: RefusedRow['params']): RefusedRow['params'] {
  return typeof params.group === 'string' ? { ...params, group: groupLabel(params.group) } : params;
}

/** Asked for by a person who means to keep what the server will not take; it leaves the sealed store then. */
function saveAsFile(row: RefusedRow, summary: SummarySnapshot): void {
  const content = { hoSo: recordTitle(summary, row.rid), lyDo: sayProblem(row.code, row.params), noiDung: row.body };
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `gan-dan-chua-nhan-${row.mid.slice(-6)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

type DiscardProps = { readonly title: string; readonly onClose: () => void; readonly onDiscard: () => void };

function DiscardDialog({ title, onClose, onDiscard }: DiscardProps) {
  const [error, setError] = useState<string>();
  return (
    <Dialog
      title="Bỏ hẳn mục này?"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" type="submit" form="discard">
            Bỏ hẳn
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id="discard"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const typed = String(new FormData(event.currentTarget).get('typed') ?? '');
          if (typed.normalize('NFC').trim().toLocaleUpperCase('vi') === DISCARD_WORD) onDiscard();
          else setError(`Gõ ${DISCARD_WORD} để bỏ`);
        }}
      >
        <p>“{title}”: thay đổi này chỉ có trên máy này và sẽ mất, không lấy lại được.</p>
        <TextField label={`Gõ ${DISCARD_WORD} để xác nhận`} name="typed" error={error} data-autofocus />
      </form>
    </Dialog>
  );
}
