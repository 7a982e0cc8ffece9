import type { ReactNode } from 'react';
import { useFieldArray, useWatch } from 'react-hook-form';
import { CAPACITY_LABELS, REFUSAL_LABELS } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { IconPlus, IconTrash } from '../../ui/icons.tsx';
import { NumberStepper } from '../../ui/number-stepper.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AnswerSection } from './answer-fields.tsx';
import { BodyField } from './body-field.tsx';
import { chipsOf } from './choices.ts';
import { dateProps } from './date-words.ts';
import { VISIT_DATES } from './dates.ts';
import styles from './form.module.css';
import { IdentitySection, PeopleSection } from './people-fields.tsx';
import { useVisitForm } from './visit-context.ts';
import { filledIn, SECTION_KEYS, SECTIONS, type SectionKey } from './visit-sections.ts';
import type { VisitValues } from './visit-values.ts';

const REFUSAL_CHIPS = [{ value: '', label: 'Không từ chối' }, ...chipsOf(REFUSAL_LABELS)];

const PARTS: { readonly [key in SectionKey]: () => ReactNode } = {
  identity: IdentitySection,
  people: PeopleSection,
  case: CaseSection,
  settled: SettledSection,
  answer: AnswerSection,
  other: OtherSection,
};

export type MoreFieldsProps = {
  readonly open: ReadonlySet<SectionKey>;
  readonly onToggle: (section: SectionKey) => void;
  readonly onOpenAll: () => void;
};

/** Every further field of the record, none of them asked for: parts that open on demand. */
export function MoreFields({ open, onToggle, onOpenAll }: MoreFieldsProps) {
  return (
    <div className={styles.parts}>
      {SECTION_KEYS.map((key) => {
        const Part = PARTS[key];
        return (
          <Disclosure
            key={key}
            title={SECTIONS[key]}
            note={<Written section={key} />}
            open={open.has(key)}
            onToggle={() => onToggle(key)}
          >
            <Part />
          </Disclosure>
        );
      })}
      {open.size < SECTION_KEYS.length ? (
        <Button kind="quiet" onClick={onOpenAll}>
          Mở hết các mục
        </Button>
      ) : null}
    </div>
  );
}

/** What lies in a closed part must not look lost. */
function Written({ section }: { readonly section: SectionKey }) {
  const { form } = useVisitForm();
  const values = useWatch({ control: form.control }) as VisitValues;
  const count = filledIn(values, section);
  return count === 0 ? null : `Đã ghi ${formatNumber(count)} mục`;
}

function CaseSection() {
  const { form, errorOf } = useVisitForm();
  return (
    <>
      <NumberStepper
        label="Đã đến trước đó (lần)"
        hint="Kể cả những lần chỉ ghi trong sổ giấy"
        decreaseLabel="Bớt một lần"
        increaseLabel="Thêm một lần"
        error={errorOf('earlierTimes')}
        {...form.register('earlierTimes')}
      />
      <TextAreaField label="Yêu cầu của công dân" error={errorOf('request')} {...form.register('request')} />
      <TextField label="Tài liệu mang theo" error={errorOf('documentsText')} {...form.register('documentsText')} />
      <NumberStepper
        label="Số tờ tài liệu"
        decreaseLabel="Bớt một tờ"
        increaseLabel="Thêm một tờ"
        error={errorOf('documentsSheets')}
        {...form.register('documentsSheets')}
      />
    </>
  );
}

function SettledSection() {
  const { form, today, errorOf } = useVisitForm();
  return (
    <>
      <BodyField name="settledBody" label="Cơ quan đã giải quyết" />
      <TextField label="Số văn bản" error={errorOf('settledNo')} {...form.register('settledNo')} />
      <DateField
        label="Ngày văn bản"
        error={errorOf('settledDate')}
        {...dateProps(today, VISIT_DATES.settledDate)}
        defaultValue={form.getValues('settledDate')}
        {...form.register('settledDate')}
      />
    </>
  );
}

function OtherSection() {
  const { form, errorOf } = useVisitForm();
  const ground = useWatch({ control: form.control, name: 'refusalGround' });
  return (
    <>
      <ChipGroup
        label="Từ chối tiếp"
        hint={
          ground === 'finally_resolved'
            ? 'Điều 9 Luật Tiếp công dân. Trường hợp này phải ra Thông báo từ chối tiếp công dân.'
            : 'Điều 9 Luật Tiếp công dân'
        }
        chips={REFUSAL_CHIPS}
        {...form.register('refusalGround')}
      />
      {ground === '' ? null : (
        <TextAreaField label="Lý do từ chối" error={errorOf('refusalText')} {...form.register('refusalText')} />
      )}
      <ReceiverFields />
      <TextField label="Phiên dịch tiếng" error={errorOf('interpreter')} {...form.register('interpreter')} />
      <CheckboxField label="Công dân điểm chỉ thay chữ ký" {...form.register('fingerprint')} />
      <TextField
        label="Mã trên CSDL quốc gia về tiếp công dân"
        error={errorOf('nationalCode')}
        {...form.register('nationalCode')}
      />
      <TextAreaField label="Ghi chú" error={errorOf('note')} {...form.register('note')} />
    </>
  );
}

/** Who received: kept of a denunciation too. */
export function ReceiverFields() {
  const { phone, form, errorOf } = useVisitForm();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'receivers', keyName: 'key' });
  return (
    <>
      {fields.map((field, index) => (
        <fieldset key={field.key} className={styles.fields}>
          <legend className={styles.legend}>Người tiếp {fields.length > 1 ? index + 1 : ''}</legend>
          <TextField
            label="Họ và tên người tiếp"
            purpose="name"
            error={errorOf(`receivers.${index}.name`)}
            {...form.register(`receivers.${index}.name`)}
          />
          <SelectField
            label="Chức danh"
            choices={chipsOf(CAPACITY_LABELS)}
            {...form.register(`receivers.${index}.capacity`)}
          />
          <Button kind="quiet" icon={<IconTrash />} onClick={() => remove(index)}>
            Bỏ người tiếp này
          </Button>
        </fieldset>
      ))}
      <Button
        icon={<IconPlus />}
        onClick={() =>
          append(
            { id: phone.newId(), officialId: '', name: phone.recordedBy.name, capacity: 'assigned_officer' },
            { shouldFocus: false },
          )
        }
      >
        Thêm người tiếp
      </Button>
    </>
  );
}
