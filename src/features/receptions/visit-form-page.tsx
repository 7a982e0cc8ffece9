import { useCallback, useState } from 'react';
import { villageWord } from '../../domain/receptions/labels.ts';
import { visitAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatTime } from '../../domain/text/format.ts';
import { savedHere, WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { loadVillages, type Village } from '../../store/reference.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import type { VisitDraft } from './drafts.ts';
import { nearVillagesOf } from './near-villages.ts';
import type { VisitTask } from './save-visit.ts';
import { heldNow, sessionChoices, withOrgans } from './session-choices.ts';
import { useDraftLock } from './use-draft-lock.ts';
import type { VisitFormShared } from './visit-context.ts';
import { VisitFormScreen } from './visit-form.tsx';
import { blankVisit, fromDraft, type VisitValues, visitValues } from './visit-values.ts';

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
  const load = useCallback(() => startNew(phone, formId, sessionId, before), [phone, formId, sessionId, before]);
  return (
    <Locked phone={phone} formId={formId} title="Ghi tiếp dân" load={load} onLeave={onLeave}>
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
    </Locked>
  );
}

export type EditVisitProps = Common & {
  readonly rid: string;
  /** The refused mutation that is corrected here. */
  readonly refusedMid?: string | undefined;
};

/** Sửa lượt tiếp: the same form, opened on the record. */
export function EditVisitPage({ phone, rid, refusedMid, go, onLeave }: EditVisitProps) {
  const showSnackbar = useSnackbar();
  const load = useCallback(() => startEdit(phone, rid, refusedMid), [phone, rid, refusedMid]);
  const title = refusedMid === undefined ? 'Sửa lượt tiếp' : 'Sửa và gửi lại';
  return (
    <Locked phone={phone} formId={editFormId(rid)} title={title} load={load} onLeave={onLeave}>
      {(started) => (
        <VisitFormScreen
          phone={phone}
          title={title}
          {...started}
          onLeave={onLeave}
          onSaved={(saved) => {
            showSnackbar({ text: savedHere(saved.atMs), durationMs: 5_000 });
            go(visitAddress(rid), { replace: true });
          }}
        />
      )}
    </Locked>
  );
}

/** One draft for the edit of one record: two tabs that edit it share its lock. */
export function editFormId(rid: string): string {
  return `edit:${rid}`;
}

type LockedProps = {
  readonly phone: Phone;
  readonly formId: string;
  readonly title: string;
  readonly load: () => Promise<Started | undefined>;
  readonly onLeave: () => void;
  readonly children: (started: Started) => React.ReactNode;
};

function Locked({ phone, formId, title, load, onLeave, children }: LockedProps) {
  const lock = useDraftLock(phone, formId);
  if (lock === 'held') {
    return (
      <Loading key={formId} title={title} load={load} onLeave={onLeave}>
        {children}
      </Loading>
    );
  }
  return (
    <Screen title={title} withoutTabs onBack={onLeave}>
      {lock === 'elsewhere' ? (
        <EmptyState
          title="Bản này đang mở ở một thẻ khác trên máy này"
          action={<Button onClick={onLeave}>{WORDS.back}</Button>}
        >
          Viết tiếp ở thẻ kia. Khi thẻ kia đóng, bản này tự mở ở đây.
        </EmptyState>
      ) : null}
    </Screen>
  );
}

function Loading({ title, load, onLeave, children }: Omit<LockedProps, 'formId' | 'phone'>) {
  // Once: what a pull brings while someone writes must not touch the form.
  const [first] = useState(() => load);
  const { value } = useLoaded(useCallback(async () => ({ started: await first() }), [first]));
  if (value?.started !== undefined) return children(value.started);
  return (
    <Screen title={title} withoutTabs onBack={onLeave}>
      <Page>
        {value === undefined ? <p>{WORDS.loading}</p> : <EmptyState title="Máy này không còn giữ hồ sơ này" />}
      </Page>
    </Screen>
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
  const blank = blankVisit({
    personId: phone.newId(),
    date: proposedDate,
    time: doubt === undefined ? formatTime(phone.nowMs()) : '',
    session: sessionId ?? before?.session ?? heldNow(newestFirst, date) ?? '',
    organ: before?.organ ?? '',
    village: villages.some(({ name }) => name === village) ? village : '',
  });
  const draft = (await phone.records.drafts<VisitDraft>()).find((kept) => kept.formId === formId);
  const start = draft === undefined ? blank : fromDraft(draft.body.values, blank);
  const shared = sharedOf(phone, villages, date, start.session, village);
  const sessions = organs.length > 1 ? await withOrgans(phone, shared.sessions) : shared.sessions;
  return {
    task: { formId, rid: formId, isNew: true, organs, sessions, opened: null, cells: {}, proposedDate, villages },
    start,
    shared: { ...shared, sessions, organs: organs.length > 1 ? organs : [] },
    ...(draft === undefined || draft.body.left ? {} : { recoveredAtMs: draft.savedAtMs }),
  };
}

async function startEdit(phone: Phone, rid: string, refusedMid: string | undefined): Promise<Started | undefined> {
  const record = await phone.records.open(rid);
  if (record === undefined) return undefined;
  const villages = await loadVillages(phone);
  const refused = refusedMid === undefined ? undefined : await findRefused(phone, refusedMid);
  const formId = editFormId(rid);
  const draft = (await phone.records.drafts<VisitDraft>()).find((kept) => kept.formId === formId);
  // A draft keeps the base that its form was opened on, however much has been pulled since.
  const opened = draft?.body.opened ?? record.opened;
  const cells = draft?.body.cells ?? record.view.cells;
  const names = villages.map(({ name }) => name);
  const near = nearVillagesOf(villages, phone.summary.getSnapshot().newestFirst, '');
  const blank = visitValues(cells, { personId: phone.newId(), villages: near.length > 0 ? near : names });
  const start = draft === undefined ? blank : fromDraft(draft.body.values, blank);
  const { date } = phone.today();
  const day = (cells.visited as { readonly date?: string } | null | undefined)?.date ?? date;
  const shared = sharedOf(phone, villages, day, start.session, '');
  const { sessions } = shared;
  return {
    task: { formId, rid, isNew: false, organs: [], sessions, opened, cells, proposedDate: '', villages, refused },
    start,
    shared,
    ...(draft === undefined || draft.body.left ? {} : { recoveredAtMs: draft.savedAtMs }),
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
