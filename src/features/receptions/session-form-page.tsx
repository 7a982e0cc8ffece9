import { useCallback } from 'react';
import { sessionAddress } from '../../domain/text/addresses.ts';
import { formatDate } from '../../domain/text/format.ts';
import { savedHere, UNDO } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { loadOfficials } from '../../store/reference.ts';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import { DraftForm } from './draft-form.tsx';
import { editFormId, findDraft, type SessionDraft } from './drafts.ts';
import type { SessionTask } from './save-session.ts';
import { SessionFormScreen } from './session-form.tsx';
import { fromSessionDraft, type SessionValues, sessionValues } from './session-values.ts';
import { takeBackSaved } from './take-back.ts';
import type { Go } from './visit-form-page.tsx';

export type SessionFormPageProps = {
  readonly phone: Phone;
  /** Of a new session: made when the form was opened, and the name of its draft. */
  readonly rid: string;
  readonly isNew: boolean;
  readonly go: Go;
  readonly onLeave: () => void;
};

type Started = { readonly task: SessionTask; readonly start: SessionValues; readonly recoveredAtMs?: number };

/** A session that no calendar named, or the edit of any session. */
export function SessionFormPage({ phone, rid, isNew, go, onLeave }: SessionFormPageProps) {
  const showSnackbar = useSnackbar();
  const sayUndoable = useUndo(UNDO);
  const title = isNew ? 'Thêm buổi tiếp' : 'Sửa buổi tiếp';
  const load = useCallback(async () => {
    const isSaved = isNew && (await phone.records.open(rid)) !== undefined;
    if (!isSaved) return startForm(phone, rid, isNew);
    // An old address: what is typed here would be a second text of that session.
    go(sessionAddress(rid), { replace: true });
    return undefined;
  }, [phone, rid, isNew, go]);
  return (
    <DraftForm phone={phone} formId={isNew ? rid : editFormId(rid)} title={title} load={load} onLeave={onLeave}>
      {(started) => (
        <SessionFormScreen
          phone={phone}
          title={title}
          {...started}
          onLeave={onLeave}
          onSaved={({ op, patch }) => {
            const text = savedHere(phone.nowMs());
            if (op !== 'patch') showSnackbar({ text, durationMs: 5_000 });
            else sayUndoable(text, () => takeBackSaved(phone, rid, patch, started.task.cells));
            go(sessionAddress(rid), { replace: true });
          }}
        />
      )}
    </DraftForm>
  );
}

async function startForm(phone: Phone, rid: string, isNew: boolean): Promise<Started | undefined> {
  const record = isNew ? undefined : await phone.records.open(rid);
  if (record === undefined && !isNew) return undefined;
  const { date, doubt } = phone.today();
  const formId = isNew ? rid : editFormId(rid);
  const { draft, recovered } = await findDraft<SessionDraft>(phone, formId);
  // A draft keeps the base that its form was opened on, however much has been pulled since.
  const opened = draft?.opened ?? record?.opened ?? null;
  const cells = draft?.cells ?? record?.view.cells ?? {};
  const blank = sessionValues(cells, doubt === undefined ? formatDate(date) : '');
  return {
    task: {
      formId,
      rid,
      isNew,
      opened,
      cells,
      organs: isNew ? phone.organs() : [],
      officials: await loadOfficials(phone, date),
    },
    start: draft === undefined ? blank : fromSessionDraft(draft.values, blank),
    ...recovered,
  };
}
