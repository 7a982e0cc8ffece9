import { useCallback, useState } from 'react';
import { useFieldArray, useForm, useWatch } from 'react-hook-form';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import {
  ADHOC_GROUND_LABELS,
  CAPACITY_LABELS,
  MEETING_FORM_LABELS,
  ORGAN_LABELS,
  PART_LABELS,
  PLACE_KIND_LABELS,
  SESSION_KIND_LABELS,
} from '../../domain/receptions/labels.ts';
import { statusOf } from '../../domain/receptions/session-rules.ts';
import { editSession, newSession, type SessionFormError } from '../../domain/receptions/start-session.ts';
import { sessionAddress } from '../../domain/text/addresses.ts';
import { formatDate } from '../../domain/text/format.ts';
import { fixCount, savedHere, WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { loadOfficials, type Official } from '../../store/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { IconPlus, IconTrash } from '../../ui/icons.tsx';
import { ActionBar, Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { useLoaded } from '../../ui/use-source.ts';
import { chipsOf } from './choices.ts';
import { dateProps } from './date-words.ts';
import { SESSION_DATES } from './dates.ts';
import styles from './form.module.css';
import { saySaveProblem } from './say-refusal.ts';
import { organToRecordFor } from './session-choices.ts';
import { officialKey, type SessionValues, sessionFormOf, sessionValues } from './session-values.ts';
import type { FieldProblem } from './typed.ts';
import type { Go } from './visit-form-page.tsx';

export type SessionFormPageProps = {
  readonly phone: Phone;
  /** Of a new session: made when the form was opened. */
  readonly rid: string;
  readonly isNew: boolean;
  readonly go: Go;
  readonly onLeave: () => void;
};

type Started = { readonly record: OpenRecord | undefined; readonly officials: readonly Official[] };

/** A session that no calendar named, or the edit of any session. */
export function SessionFormPage(props: SessionFormPageProps) {
  const { phone, rid, isNew, onLeave } = props;
  const title = isNew ? 'Thêm buổi tiếp' : 'Sửa buổi tiếp';
  const load = useCallback(
    async (): Promise<Started> => ({
      record: isNew ? undefined : await phone.records.open(rid),
      officials: await loadOfficials(phone, phone.today().date),
    }),
    [phone, rid, isNew],
  );
  const { value } = useLoaded(load);
  const [started, setStarted] = useState<Started>();
  if (value !== undefined && started === undefined) setStarted(value);
  if (started === undefined) {
    return (
      <Screen title={title} withoutTabs onBack={onLeave}>
        <Page>
          <p>{WORDS.loading}</p>
        </Page>
      </Screen>
    );
  }
  return <SessionForm {...props} title={title} started={started} />;
}

type FormProps = SessionFormPageProps & { readonly title: string; readonly started: Started };

function SessionForm({ phone, rid, isNew, go, onLeave, title, started }: FormProps) {
  const showSnackbar = useSnackbar();
  const { date: today, doubt } = phone.today();
  const opened: Cells = started.record?.view.cells ?? {};
  const proposed = doubt === undefined ? formatDate(today) : '';
  const form = useForm<SessionValues>({ defaultValues: sessionValues(opened, proposed), shouldFocusError: false });
  const organs = isNew ? phone.organs() : [];
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const kind = useWatch({ control: form.control, name: 'kind' });
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.message;

  const refuse = (wrong: readonly FieldProblem[]) => {
    setProblems(wrong);
    setAttempt((now) => now + 1);
  };
  const save = async () => {
    if (busy) return;
    const status = statusOf(opened) ?? 'in_progress';
    const begun = status === 'in_progress' || status === 'done';
    const notAfter = begun && doubt === undefined ? today : undefined;
    const context = { today, notAfter, officials: started.officials, newId: phone.newId };
    const read = sessionFormOf(form.getValues(), context);
    const organ = organToRecordFor(organs, undefined, form.getValues('organ'));
    const unsaid = organ === undefined ? [{ field: 'organ', message: 'Chọn cơ quan tiếp' }] : [];
    if (!read.ok || organ === undefined) return refuse([...unsaid, ...(read.ok ? [] : read.error)]);
    const change = isNew
      ? newSession(read.value, { organ, recordedBy: phone.recordedBy })
      : editSession(opened, read.value);
    if (!change.ok) return refuse([saySessionError(change.error)]);
    setBusy(true);
    const saved = await phone.records.save({
      rid,
      kind: receptionSession.kind,
      change: change.value,
      opened: started.record?.opened ?? null,
    });
    setBusy(false);
    setProblems([]);
    setFailure(saved.ok ? undefined : saySaveProblem(saved.error));
    if (!saved.ok) return;
    showSnackbar({ text: savedHere(phone.nowMs()), durationMs: 5_000 });
    go(sessionAddress(rid), { replace: true });
  };
  useShortcut('Ctrl+Enter', () => void save());

  const register = form.register;
  return (
    <Screen title={title} titlePrefix={problems.length > 0 ? 'Lỗi' : undefined} withoutTabs onBack={onLeave}>
      <Page>
        <form className={styles.form} noValidate onSubmit={(event) => event.preventDefault()}>
          {failure === undefined ? null : (
            <div role="alert">
              <Banner tone="danger">{failure}</Banner>
            </div>
          )}
          <ErrorSummary
            title={fixCount(problems.length)}
            attempt={attempt}
            errors={problems.map(({ field, message }) => ({ fieldId: field, message }))}
          />
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
            <SelectField
              label="Căn cứ tiếp đột xuất"
              emptyChoice="Chưa nêu"
              choices={chipsOf(ADHOC_GROUND_LABELS)}
              {...register('ground')}
            />
          ) : null}
          <Chairs form={form} officials={started.officials} />
          {doubt === undefined ? null : (
            <Banner tone="warning">Đồng hồ của máy này có thể sai. Xem lại ngày tiếp.</Banner>
          )}
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
            {...register('placeKind')}
          />
          <TextField label="Nơi tiếp cụ thể" error={errorOf('placeText')} {...register('placeText')} />
          <TextAreaField label="Thành phần dự" {...register('attendees')} />
          <DateField
            label="Tiếp bù cho ngày"
            error={errorOf('madeUpFor')}
            {...dateProps(today, SESSION_DATES.madeUpFor)}
            defaultValue={form.getValues('madeUpFor')}
            {...register('madeUpFor')}
          />
          <Section title="Kết luận">
            <TextAreaField label="Nội dung kết luận" {...register('conclusionText')} />
            <TextField label="Số thông báo kết luận" error={errorOf('conclusionNo')} {...register('conclusionNo')} />
            <DateField
              label="Ngày thông báo kết luận"
              error={errorOf('conclusionDate')}
              {...dateProps(today, SESSION_DATES.conclusionDate)}
              defaultValue={form.getValues('conclusionDate')}
              {...register('conclusionDate')}
            />
          </Section>
          <TextAreaField label="Ghi chú" {...register('note')} />
          <ActionBar>
            <Button kind="primary" busy={busy} onClick={() => void save()}>
              {isNew ? 'Lưu và bắt đầu' : 'Lưu'}
            </Button>
          </ActionBar>
        </form>
      </Page>
    </Screen>
  );
}

function Chairs({
  form,
  officials,
}: {
  readonly form: ReturnType<typeof useForm<SessionValues>>;
  readonly officials: readonly Official[];
}) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'chairs', keyName: 'key' });
  const chosen = useWatch({ control: form.control, name: 'chairs' });
  const listed = officials.map((one) => ({
    value: officialKey(one),
    label: `${one.name} – ${CAPACITY_LABELS[one.capacity]}`,
  }));
  // Who chaired once and holds no office any more stays choosable for his own session.
  const former = fields
    .filter(({ was }) => was !== '' && !listed.some(({ value }) => value === was))
    .map(({ was, name }) => ({ value: was, label: name }));
  const choices = [...listed, ...former];
  const blank = { id: '', was: '', name: '', capacity: 'other', delegatedBy: '', delegationNo: '' };
  return (
    <Section title="Người chủ trì">
      {fields.map((field, index) => (
        <fieldset key={field.key} className={styles.fields}>
          <legend className={styles.legend}>Người chủ trì {fields.length > 1 ? index + 1 : ''}</legend>
          <SelectField
            label="Chọn trong danh sách"
            emptyChoice="Người khác…"
            choices={choices}
            {...form.register(`chairs.${index}.official`)}
          />
          {chosen[index]?.official === '' ? (
            <>
              <TextField label="Họ và tên" purpose="name" {...form.register(`chairs.${index}.name`)} />
              <SelectField
                label="Chức danh"
                choices={chipsOf(CAPACITY_LABELS)}
                {...form.register(`chairs.${index}.capacity`)}
              />
            </>
          ) : null}
          <TextField
            label="Được ủy quyền bởi"
            note="(không bắt buộc)"
            purpose="name"
            {...form.register(`chairs.${index}.delegatedBy`)}
          />
          <Button kind="quiet" icon={<IconTrash />} onClick={() => remove(index)}>
            Bỏ người chủ trì này
          </Button>
        </fieldset>
      ))}
      <Button
        icon={<IconPlus />}
        onClick={() => append({ ...blank, official: choices[0]?.value ?? '' }, { shouldFocus: false })}
      >
        Thêm người chủ trì
      </Button>
    </Section>
  );
}

const FIELD_OF: { readonly [group: string]: string } = {
  type: 'kind',
  held: 'date',
  place: 'placeText',
  conclusion: 'conclusionNo',
};

function saySessionError(error: SessionFormError): FieldProblem {
  if (error.tag === 'unchanged') return { field: 'kind', message: 'Chưa sửa gì nên chưa có gì để lưu' };
  const field = FIELD_OF[error.group] ?? error.group;
  return { field, message: error.tag === 'missing' ? 'Mục này còn thiếu' : 'Xem lại mục này' };
}
