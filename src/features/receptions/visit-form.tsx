import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import type { PlainDate } from '../../contract/scalars.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { SHORTCUTS } from '../../domain/text/shortcuts.ts';
import { fixCount, savedHere, WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { goToField } from '../../ui/go-to-field.ts';
import { ActionBar, Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { DenunciationFields } from './denunciation-fields.tsx';
import { visitDraft } from './drafts.ts';
import styles from './form.module.css';
import { freshLocalCode } from './fresh-code.ts';
import { KeptLine, LeaveQuestion, SaveFailure } from './kept-form-parts.tsx';
import { MoreFields } from './more-fields.tsx';
import { MatterField, QuickFields } from './quick-fields.tsx';
import { RedactQuestion } from './redact-question.tsx';
import { saveVisit, type VisitSaved, type VisitTask } from './save-visit.ts';
import type { NotStored } from './say-refusal.ts';
import { sessionsOn } from './session-choices.ts';
import { useFieldProblems } from './use-field-problems.ts';
import { useKeptForm } from './use-kept-form.ts';
import { useSaving } from './use-saving.ts';
import { VisitFormProvider, type VisitFormShared } from './visit-context.ts';
import { fieldsOfMissing, SECTION_KEYS, type SectionKey, sectionOf } from './visit-sections.ts';
import { denunciationValues, holdsIdentity, type VisitValues } from './visit-values.ts';
import { OrganField, WhenFields } from './when-fields.tsx';

export type VisitFormProps = {
  readonly phone: Phone;
  readonly title: string;
  readonly task: VisitTask;
  readonly start: VisitValues;
  readonly shared: Pick<VisitFormShared, 'villages' | 'villageWord' | 'nearVillages' | 'sessions' | 'organs'>;
  /** When the visit before this one was saved, and whose it was. */
  readonly before?: { readonly atMs: number; readonly title: string } | undefined;
  /** When the draft that fills this form was kept by an app that went away. */
  readonly recoveredAtMs?: number | undefined;
  /** What of the record is to be filled in: the form opens there. */
  readonly at?: string | undefined;
  readonly onSaved: (saved: VisitSaved, next: 'another' | 'open', values: VisitValues) => void;
  readonly onLeave: () => void;
};

type Asking = 'wipe' | 'redact' | undefined;

/** Ghi tiếp dân: the kind first, then the order of the talk; nothing typed is ever rewritten or lost. */
export function VisitFormScreen(props: VisitFormProps) {
  const { phone, title, task, start, shared } = props;
  const form = useForm<VisitValues>({ defaultValues: start, shouldFocusError: false });
  const matter = useWatch({ control: form.control, name: 'matter' });
  const denunciation = matter === 'denunciation';
  const work = useVisitWork(props, form);
  const [refilled, setRefilled] = useState(0);
  const onRefilled = useCallback(() => setRefilled((now) => now + 1), []);
  const { today, doubt } = useMemo(() => {
    const now = phone.today();
    return { today: now.date, doubt: now.doubt };
  }, [phone]);

  useOpenedAt(props.at, work.openSection);
  useShortcut(SHORTCUTS.saveAndNext.keys, () => void work.save(task.isNew ? 'another' : 'open'));

  const [sessions, setSessions] = useState(shared.sessions);
  const onDay = (day: PlainDate) => {
    const asked = { chosen: form.getValues('session'), withOrgan: shared.organs.length > 1 };
    void sessionsOn(phone, day, asked).then(setSessions);
  };

  const context: VisitFormShared = {
    phone,
    rid: task.rid,
    form,
    today,
    ...shared,
    sessions,
    onDay,
    errorOf: work.errorOf,
    refilled,
    onRefilled,
  };
  return (
    <Screen
      title={title}
      titlePrefix={work.problems.length > 0 ? 'Lỗi' : undefined}
      withoutTabs
      onBack={() => void work.kept.leave()}
    >
      <Page>
        <VisitFormProvider value={context}>
          <form className={styles.form} noValidate onSubmit={(event) => event.preventDefault()}>
            <KeptLine kept={work.kept} before={<JustSavedLine {...props} />} />
            {work.failure === undefined ? null : <SaveFailure problem={work.failure} />}
            <ErrorSummary
              title={fixCount(work.problems.length)}
              attempt={work.attempt}
              errors={work.problems.map(({ field, ...said }) => ({ fieldId: field, ...said }))}
            />
            <MatterField onChoose={work.chooseMatter} />
            <OrganField />
            {denunciation ? <DenunciationFields code={work.codeOf(form.getValues())} /> : <QuickFields />}
            <WhenFields doubt={doubt} />
            {denunciation ? null : (
              <MoreFields open={work.sections} onToggle={work.toggleSection} onOpenAll={work.openAllSections} />
            )}
            <ActionBar>
              <Button kind="primary" busy={work.busy} onClick={() => void work.save(task.isNew ? 'another' : 'open')}>
                {task.isNew ? 'Lưu – tiếp người sau' : 'Lưu'}
              </Button>
              {task.isNew ? (
                <Button busy={work.busy} onClick={() => void work.save('open')}>
                  Lưu và mở hồ sơ
                </Button>
              ) : null}
            </ActionBar>
          </form>
        </VisitFormProvider>
      </Page>
      <LeaveQuestion kept={work.kept} />
      <Questions asking={work.asking} work={work} />
    </Screen>
  );
}

/** Opens the part of the form that was asked for, and puts the focus there. */
function useOpenedAt(at: string | undefined, openSection: (section: SectionKey) => void): void {
  const open = useEffectEvent(openSection);
  useEffect(() => {
    const fields = fieldsOfMissing(at);
    const section = sectionOf(fields[0] ?? '');
    if (section !== undefined) open(section);
    // The part is drawn in between.
    const timer = setTimeout(() => fields.some(goToField));
    return () => clearTimeout(timer);
  }, [at]);
}

/** The save before this form: said until the next one. */
export function JustSavedLine({ before }: Pick<VisitFormProps, 'before'>) {
  if (before === undefined) return null;
  return (
    <span className={styles.saved}>
      {savedHere(before.atMs)} – {before.title}
    </span>
  );
}

type Work = ReturnType<typeof useVisitWork>;

function useVisitWork(props: VisitFormProps, form: UseFormReturn<VisitValues>) {
  const { phone, task, start, onSaved, onLeave } = props;
  const { problems, setProblems, errorOf } = useFieldProblems(form);
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<NotStored>();
  const { busy, isSaving, saving } = useSaving();
  const [asking, setAsking] = useState<Asking>();
  const [sections, setSections] = useState<ReadonlySet<SectionKey>>(new Set());
  const matterBefore = useRef(start.matter);
  const freshCode = useRef<string>(undefined);

  const codeOf = (values: VisitValues): string => {
    if (values.localCode !== '') return values.localCode;
    freshCode.current ??= freshLocalCode(phone);
    return freshCode.current;
  };
  const withCode = (values: VisitValues): VisitValues =>
    values.matter === 'denunciation' ? { ...values, localCode: codeOf(values) } : values;

  const kept = useKeptForm({
    phone,
    form,
    formId: task.formId,
    rid: task.rid,
    draftOf: (values, left) => {
      // While it is asked whether to wipe, the form still says what it said before.
      const matter = asking === 'wipe' ? matterBefore.current : values.matter;
      return visitDraft(withCode({ ...values, matter }), { ...task, personId: phone.newId() }, left);
    },
    recoveredAtMs: props.recoveredAtMs,
    asking: asking !== undefined,
    onLeave,
  });
  const wipe = () => {
    const values = denunciationValues(withCode({ ...form.getValues(), matter: 'denunciation' }), phone.newId());
    form.reset(values, { keepDefaultValues: true });
    matterBefore.current = 'denunciation';
    setAsking(undefined);
    setProblems([]);
    // At once: the draft on this phone must not keep for a moment what the form has just forgotten.
    void kept.autosave.rewrite();
  };

  const chooseMatter = (matter: string) => {
    if (matter === 'denunciation' && task.isNew) {
      if (holdsIdentity(form.getValues())) setAsking('wipe');
      else wipe();
      return;
    }
    matterBefore.current = matter;
  };

  const keepMatter = () => {
    form.setValue('matter', matterBefore.current);
    setAsking(undefined);
  };

  const save = async (next: 'another' | 'open', confirmed = false) => {
    if (isSaving() || (!confirmed && (asking !== undefined || kept.leaving))) return;
    const values = withCode(form.getValues());
    if (!confirmed && !task.isNew && values.matter === 'denunciation' && !isDenunciation(task.cells)) {
      setAsking('redact');
      return;
    }
    setAsking(undefined);
    const saved = await saving(() => kept.save(() => saveVisit(phone, task, values)));
    if (saved.ok) {
      onSaved(saved.value, next, values);
      return;
    }
    setFailure(saved.error.tag === 'not-stored' ? saved.error.problem : undefined);
    const wrong = saved.error.tag === 'fields' ? saved.error.problems : [];
    setSections((open) => new Set([...open, ...wrong.flatMap(({ field }) => sectionOf(field) ?? [])]));
    setProblems(wrong);
    setAttempt((now) => now + 1);
  };

  return {
    problems,
    errorOf,
    attempt,
    failure,
    busy,
    asking,
    setAsking,
    sections,
    toggleSection: (section: SectionKey) =>
      setSections((open) => {
        const next = new Set(open);
        if (!next.delete(section)) next.add(section);
        return next;
      }),
    openSection: (section: SectionKey) => setSections((open) => new Set([...open, section])),
    openAllSections: () => setSections(new Set(SECTION_KEYS)),
    kept,
    codeOf,
    chooseMatter,
    wipe,
    keepMatter,
    save,
  };
}

function Questions({ asking, work }: { readonly asking: Asking; readonly work: Work }) {
  if (asking === 'wipe') {
    return (
      <Dialog
        title="Chuyển sang tố cáo?"
        closeLabel={WORDS.close}
        onClose={work.keepMatter}
        actions={
          <>
            <Button kind="danger" onClick={work.wipe}>
              Đã chép vào sổ giấy, xóa ở đây
            </Button>
            <Button onClick={work.keepMatter}>{WORDS.cancel}</Button>
          </>
        }
      >
        <p>Họ tên, địa chỉ và nội dung vừa nhập sẽ bị xóa khỏi máy này, không lấy lại được. {WORDS.denunciationNote}</p>
      </Dialog>
    );
  }
  if (asking === 'redact')
    return <RedactQuestion onYes={() => void work.save('open', true)} onNo={() => work.setAsking(undefined)} />;
  return null;
}
