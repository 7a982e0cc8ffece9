import type { ReactNode } from 'react';
import { formatTimeWithSeconds } from '../../domain/text/format.ts';
import { keptDraft, WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSource } from '../../ui/use-source.ts';
import styles from './form.module.css';
import { type NotStored, saySaveProblem } from './say-refusal.ts';
import type { KeptForm } from './use-kept-form.ts';

/** Where the words on the screen are kept; `before` stands there until something is typed. */
export function KeptLine({ kept, before }: { readonly kept: KeptForm; readonly before?: ReactNode }) {
  const { autosave, recoveredAtMs } = kept;
  const now = useSource(autosave.kept);
  return (
    <div className={styles.state} aria-live="polite">
      {now.tag === 'nothing' ? before : null}
      {now.tag === 'nothing' && recoveredAtMs !== undefined ? <span>{keptDraft(recoveredAtMs)}</span> : null}
      {now.tag === 'kept' ? <span>Bản nháp đã giữ {formatTimeWithSeconds(now.atMs)}</span> : null}
      {now.tag === 'failed' ? <strong>{saySaveProblem(now.problem)}</strong> : null}
    </div>
  );
}

/** It stays until a save succeeds: what is not stored must not look stored. */
export function SaveFailure({ problem }: { readonly problem: NotStored }) {
  return (
    <div role="alert">
      <Banner
        tone="danger"
        action={problem.tag === 'closed' ? <Button onClick={() => location.reload()}>Tải lại trang</Button> : undefined}
      >
        {saySaveProblem(problem)}
      </Banner>
    </div>
  );
}

/** Asked of whoever leaves a form with something in it. */
export function LeaveQuestion({ kept }: { readonly kept: KeptForm }) {
  if (!kept.leaving) return null;
  return (
    <Dialog
      title="Bản này chưa lưu"
      closeLabel={WORDS.close}
      onClose={kept.stay}
      actions={
        <>
          <Button kind="primary" onClick={() => void kept.keepAndLeave()}>
            Lưu nháp
          </Button>
          <Button onClick={kept.stay}>Viết tiếp</Button>
          <Button kind="quiet" onClick={() => void kept.discardAndLeave()}>
            Bỏ bản này
          </Button>
        </>
      }
    >
      <p>Bản nháp nằm trên máy này và chưa được tính vào số liệu.</p>
    </Dialog>
  );
}
