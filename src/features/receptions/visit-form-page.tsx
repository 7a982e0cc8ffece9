import { useCallback } from 'react';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { villageWord } from '../../domain/receptions/labels.ts';
import { visitAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatTime } from '../../domain/text/format.ts';
import { savedHere, UNDO } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { loadVillages, type Village } from '../../store/reference.ts';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import { DraftForm } from './draft-form.tsx';
import { editFormId, findDraft, type VisitDraft } from './drafts.ts';
import { nearVillagesOf } from './near-villages.ts';
import type { VisitTask } from './save-visit.ts';
import { heldNow, sessionChoices, withOrgans } from './session-choices.ts';
import { takeBackSaved } from './take-back.ts';
import type { VisitFormShared } from './visit-context.ts';
import { JustSavedLine, VisitFormScreen } from './visit-form.tsx';
import { type VisitLike, visitLikeOf } from './visit-likes.ts';
import { blankVisit, fromDraft, likeMatter, likePeople, type VisitValues, visitValues } from './visit-values.ts';

export type Go = (address: string, options?: { readonly replace?: boolean }) => void;

/** What was saved a moment ago, for the form of the next citizen. */
export type JustSaved = {
  readonly atMs: number;
  readonly title: string;
  readonly village: string;
  readonly session: string;
  readonly organ: string;
};

type Common = { readonly phone: Phone; readonly go: Go; readonly onLeave: () => void };

type Started = {
  readonly task: VisitTask;
  readonly start: VisitValues;
  readonly shared: Pick<VisitFormShared, 'villages' | 'villageWord' | 'nearVillages' | 'sessions' | 'organs'>;
  readonly recoveredAtMs?: number;
};

export type NewVisitProps = Common & {
  /** One id per draft, made when the form is opened; the record takes it too (sync rule 2). */
  readonly formId: string;
  readonly sessionId?: string | undefined;
  readonly before?: JustSaved | undefined;
  /** The form of the next citizen, after a save. */
  readonly onAnother: (saved: JustSaved) => void;
};

/** Ghi tiếp dân. */
export function NewVisitPage({ phone, formId, sessionId, before, go, onLeave, onAnother }: NewVisitProps) {
  const showSnackbar = useSnackbar();
  const load = useCallback(async () => {
    const isSaved = (await phone.records.open(formId)) !== undefined;
    if (!isSaved) return startNew(phone, formId, sessionId, before);
    // An old address, or the tab that waited for the other: what is typed here would be a second text of that visit.
    go(visitAddress(formId), { replace: true });
    return undefined;
  }, [phone, formId, sessionId, before, go]);
  return (
    <DraftForm
      phone={phone}
      formId={formId}
      title="Ghi tiếp dân"
      load={load}
      onLeave={onLeave}
      justSaved={before === undefined ? undefined : <JustSavedLine before={before} />}
    >
      {(started) => (
        <VisitFormScreen
          phone={phone}
          title="Ghi tiếp dân"
          {...started}
          before={before}
          onLeave={onLeave}
          onSaved={(saved, next, values) => {
            if (next === 'open') {
              showSnackbar({ text: savedHere(saved.atMs), durationMs: 5_000 });
              go(visitAddress(saved.rid), { replace: true });
              return;
            }
            const person = values.people[0];
            const name = values.matter === 'denunciation' ? values.localCode : (person?.name.trim() ?? '');
            onAnother({
              atMs: saved.atMs,
              title: name === '' ? 'lượt vừa ghi' : name,
              village: values.matter === 'denunciation' ? '' : (person?.village ?? ''),
              session: values.session,
              organ: values.organ,
            });
          }}
        />
      )}
    </DraftForm>
  );
}

export type EditVisitProps = Common & {
  readonly rid: string;
  /** The refused mutation that is corrected here. */
  readonly refusedMid?: string | undefined;
  /** What of it is to be filled in: the form opens there. */
  readonly at?: string | undefined;
};

/** Sửa lượt tiếp: the same form, opened on the record. */
export function EditVisitPage({ phone, rid, refusedMid, at, go, onLeave }: EditVisitProps) {
  const showSnackbar = useSnackbar();
  const sayUndoable = useUndo(UNDO);
  const load = useCallback(() => startEdit(phone, rid, refusedMid), [phone, rid, refusedMid]);
  const title = refusedMid === undefined ? 'Sửa lượt tiếp' : 'Sửa và gửi lại';
  return (
    <DraftForm phone={phone} formId={editFormId(rid)} title={title} load={load} onLeave={onLeave}>
      {(started) => (
        <VisitFormScreen
          phone={phone}
          title={title}
          {...started}
          at={at}
          onLeave={onLeave}
          onSaved={({ atMs, patch }) => {
            if (patch === undefined) showSnackbar({ text: savedHere(atMs), durationMs: 5_000 });
            else sayUndoable(savedHere(atMs), () => takeBackSaved(phone, rid, patch, started.task.cells));
            go(visitAddress(rid), { replace: true });
          }}
        />
      )}
    </DraftForm>
  );
}

async function startNew(
  phone: Phone,
  formId: string,
  sessionId: string | undefined,
  before: JustSaved | undefined,
): Promise<Started> {
  const village = before?.village ?? '';
  const organs = phone.organs();
  const villages = await loadVillages(phone);
  const { date, doubt } = phone.today();
  const { newestFirst } = phone.summary.getSnapshot();
  const proposedDate = doubt === undefined ? formatDate(date) : '';
  const proposedTime = doubt === undefined ? formatTime(phone.nowMs()) : '';
  const blank = blankVisit({
    personId: phone.newId(),
    date: proposedDate,
    time: proposedTime,
    session: sessionId ?? before?.session ?? heldNow(newestFirst, date) ?? '',
    organ: before?.organ ?? '',
    village: villages.some(({ name }) => name === village) ? village : '',
  });
  const { draft, recovered } = await findDraft<VisitDraft>(phone, formId);
  const start =
    draft === undefined
      ? await begunLike(phone, visitLikeOf(phone, formId), blank, villages)
      : fromDraft(draft.values, blank);
  const shared = sharedOf(phone, villages, date, start.session, village);
  const sessions = organs.length > 1 ? await withOrgans(phone, shared.sessions) : shared.sessions;
  return {
    task: {
      formId,
      rid: formId,
      isNew: true,
      organs,
      opened: null,
      cells: {},
      proposedDate,
      proposedTime,
      villages,
    },
    start,
    shared: { ...shared, sessions, organs: organs.length > 1 ? organs : [] },
    ...recovered,
  };
}

/** A blank form with what the earlier visit lends it; of a denunciation nothing is lent. */
async function begunLike(
  phone: Phone,
  like: VisitLike | undefined,
  blank: VisitValues,
  villages: readonly Village[],
): Promise<VisitValues> {
  const cells = like && (await phone.records.open(like.rid))?.view.cells;
  if (cells === undefined || isDenunciation(cells)) return blank;
  const near = nearVillagesOf(villages, phone.summary.getSnapshot().newestFirst, '');
  const names = villages.map(({ name }) => name);
  const earlier = visitValues(cells, { personId: phone.newId(), villages: near.length > 0 ? near : names });
  return like?.kept === 'people' ? likePeople(blank, earlier, phone.newId) : likeMatter(blank, earlier);
}

async function startEdit(phone: Phone, rid: string, refusedMid: string | undefined): Promise<Started | undefined> {
  const record = await phone.records.open(rid);
  if (record === undefined) return undefined;
  const villages = await loadVillages(phone);
  const refused = refusedMid === undefined ? undefined : await findRefused(phone, refusedMid);
  const formId = editFormId(rid);
  const { draft, recovered } = await findDraft<VisitDraft>(phone, formId);
  // A draft keeps the base that its form was opened on, however much has been pulled since.
  const opened = draft?.opened ?? record.opened;
  const cells = draft?.cells ?? record.view.cells;
  const names = villages.map(({ name }) => name);
  const near = nearVillagesOf(villages, phone.summary.getSnapshot().newestFirst, '');
  const blank = visitValues(cells, { personId: phone.newId(), villages: near.length > 0 ? near : names });
  const start = draft === undefined ? blank : fromDraft(draft.values, blank);
  const { date } = phone.today();
  const day = (cells.visited as { readonly date?: string } | null | undefined)?.date ?? date;
  const shared = sharedOf(phone, villages, day, start.session, '');
  return {
    task: { formId, rid, isNew: false, organs: [], opened, cells, proposedDate: '', villages, refused },
    start,
    shared,
    ...recovered,
  };
}

async function findRefused(phone: Phone, mid: string): Promise<VisitTask['refused']> {
  const row = (await phone.records.quarantine()).find((item) => item.mid === mid);
  return row?.body ? { mid, op: row.body.op, patch: row.body.patch } : undefined;
}

function sharedOf(
  phone: Phone,
  villages: readonly Village[],
  day: string,
  session: string,
  lastVillage: string,
): Started['shared'] {
  const { newestFirst } = phone.summary.getSnapshot();
  return {
    villages,
    villageWord: villageWord(phone.unit),
    nearVillages: nearVillagesOf(villages, newestFirst, lastVillage),
    sessions: sessionChoices(newestFirst, day, session === '' ? undefined : session),
    organs: [],
  };
}
