import { useState } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import type { Organ } from '../../contract/records/codes.ts';
import {
  ADHOC_GROUND_LABELS,
  MEETING_FORM_LABELS,
  ORGAN_LABELS,
  PART_LABELS,
  PLACE_KIND_LABELS,
  SESSION_KIND_LABELS,
} from '../../domain/receptions/labels.ts';
import type { Change } from '../../domain/records/change.ts';
import { SHORTCUTS } from '../../domain/text/shortcuts.ts';
import { fixCount } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { Official } from '../../store/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { ActionBar, Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { chipsOf } from './choices.ts';
import { dateProps } from './date-words.ts';
import { SESSION_DATES } from './dates.ts';
import { sessionDraft } from './drafts.ts';
import styles from './form.module.css';
import { KeptLine, LeaveQuestion, SaveFailure } from './kept-form-parts.tsx';
import { type SessionTask, saveSession } from './save-session.ts';
import type { NotStored } from './say-refusal.ts';
import { SessionChairs } from './session-chairs.tsx';
import type { SessionValues } from './session-values.ts';
import { useFieldProblems } from './use-field-problems.ts';
import { useKeptForm } from './use-kept-form.ts';
import { useSaving } from './use-saving.ts';

export type SessionFormProps = {
  readonly phone: Phone;
  readonly title: string;
  readonly task: SessionTask;
  readonly start: SessionValues;
  /** When the draft that fills this form was kept by an app that went away. */
  readonly recoveredAtMs?: number | undefined;
  readonly onSaved: (change: Change) => void;
  readonly onLeave: () => void;
};

/** Buổi tiếp: kind, chairs, day, and what was concluded; nothing typed is ever rewritten or lost. */
export function SessionFormScreen(props: SessionFormProps) {
  const { phone, title, task, start } = props;
  const form = useForm<SessionValues>({ defaultValues: start, shouldFocusError: false });
  const work = useSessionWork(props, form);
  const { problems } = work;
  useShortcut(SHORTCUTS.saveAndNext.keys, () => void work.save());
  return (
    <Screen
      title={title}
      titlePrefix={problems.length > 0 ? 'Lỗi' : undefined}
      withoutTabs
      onBack={() => void work.kept.leave()}
    >
      <Page>
        <form className={styles.form} noValidate onSubmit={(event) => event.preventDefault()}>
          <KeptLine kept={work.kept} />
          {work.failure === undefined ? null : <SaveFailure problem={work.failure} />}
          <ErrorSummary
            title={fixCount(problems.length)}
            attempt={work.attempt}
            errors={problems.map(({ field, ...said }) => ({ fieldId: field, ...said }))}
          />
          <SessionFields
            phone={phone}
            form={form}
            organs={task.organs}
            officials={task.officials}
            errorOf={work.errorOf}
          />
          <ActionBar>
            <Button kind="primary" busy={work.busy} onClick={() => void work.save()}>
              {task.isNew ? 'Lưu và bắt đầu' : 'Lưu'}
            </Button>
          </ActionBar>
        </form>
      </Page>
      <LeaveQuestion kept={work.kept} />
    </Screen>
  );
}

function useSessionWork(props: SessionFormProps, form: UseFormReturn<SessionValues>) {
  const { phone, task, recoveredAtMs, onSaved, onLeave } = props;
  const { problems, setProblems, errorOf } = useFieldProblems(form);
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<NotStored>();
  const { busy, isSaving, saving } = useSaving();
  const kept = useKeptForm({
    phone,
    form,
    formId: task.formId,
    rid: task.rid,
    draftOf: (values, left) => sessionDraft(values, task, left),
    recoveredAtMs,
    asking: false,
    onLeave,
  });
  const save = async () => {
    if (isSaving() || kept.leaving) return;
    const saved = await saving(() => kept.save(() => saveSession(phone, task, form.getValues())));
    if (saved.ok) {
      onSaved(saved.value);
      return;
    }
    setFailure(saved.error.tag === 'not-stored' ? saved.error.problem : undefined);
    setProblems(saved.error.tag === 'fields' ? saved.error.problems : []);
    setAttempt((now) => now + 1);
  };
  return { kept, problems, errorOf, attempt, failure, busy, save };
}

type SessionFieldsProps = {
  readonly phone: Phone;
  readonly form: UseFormReturn<SessionValues>;
  readonly organs: readonly Organ[];
  readonly officials: readonly Official[];
  readonly errorOf: (field: string) => string | undefined;
};

function SessionFields({ phone, form, organs, officials, errorOf }: SessionFieldsProps) {
  const { date: today, doubt } = phone.today();
  const kind = useWatch({ control: form.control, name: 'kind' });
  const { register } = form;
  return (
    <>
      <ChipGroup label="Loại buổi tiếp" chips={chipsOf(SESSION_KIND_LABELS).slice(0, 3)} {...register('kind')} />
      {organs.length > 1 ? (
        <ChipGroup
          label="Cơ quan tiếp"
          chips={organs.map((organ) => ({ value: organ, label: ORGAN_LABELS[organ] }))}
          error={errorOf('organ')}
          {...register('organ')}
        />
      ) : null}
      {kind === 'adhoc' ? (
        <ChipGroup
          label="Căn cứ tiếp đột xuất"
          chips={[...chipsOf(ADHOC_GROUND_LABELS), { value: '', label: 'Chưa nêu' }]}
          {...register('ground')}
        />
      ) : null}
      <SessionChairs form={form} officials={officials} />
      {doubt === undefined ? null : <Banner tone="warning">Đồng hồ của máy này có thể sai. Xem lại ngày tiếp.</Banner>}
      <DateField
        label="Ngày tiếp"
        error={errorOf('date')}
        {...dateProps(today, SESSION_DATES.date)}
        defaultValue={form.getValues('date')}
        {...register('date')}
      />
      <ChipGroup
        label="Buổi"
        chips={[...chipsOf(PART_LABELS), { value: '', label: 'Chưa nêu' }]}
        {...register('part')}
      />
      <TextField label="Từ giờ" short error={errorOf('from')} {...register('from')} />
      <TextField label="Đến giờ" short error={errorOf('to')} {...register('to')} />
      <ChipGroup
        label="Hình thức"
        chips={[...chipsOf(MEETING_FORM_LABELS), { value: '', label: 'Chưa nêu' }]}
        {...register('form')}
      />
      <ChipGroup
        label="Địa điểm"
        chips={[...chipsOf(PLACE_KIND_LABELS), { value: '', label: 'Chưa nêu' }]}
        error={errorOf('placeKind')}
        {...register('placeKind')}
      />
      <TextField label="Nơi tiếp cụ thể" error={errorOf('placeText')} {...register('placeText')} />
      <TextAreaField label="Thành phần dự" error={errorOf('attendees')} {...register('attendees')} />
      <DateField
        label="Tiếp bù cho ngày"
        error={errorOf('madeUpFor')}
        {...dateProps(today, SESSION_DATES.madeUpFor)}
        defaultValue={form.getValues('madeUpFor')}
        {...register('madeUpFor')}
      />
      <Section title="Kết luận">
        <TextAreaField label="Nội dung kết luận" error={errorOf('conclusionText')} {...register('conclusionText')} />
        <TextField label="Số thông báo kết luận" error={errorOf('conclusionNo')} {...register('conclusionNo')} />
        <DateField
          label="Ngày thông báo kết luận"
          error={errorOf('conclusionDate')}
          {...dateProps(today, SESSION_DATES.conclusionDate)}
          defaultValue={form.getValues('conclusionDate')}
          {...register('conclusionDate')}
        />
      </Section>
      <TextAreaField label="Ghi chú" error={errorOf('note')} {...register('note')} />
    </>
  );
}
