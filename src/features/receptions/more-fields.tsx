import { useFieldArray, useWatch } from 'react-hook-form';
import { CAPACITY_LABELS, REFUSAL_LABELS } from '../../domain/receptions/labels.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { IconPlus, IconTrash } from '../../ui/icons.tsx';
import { NumberStepper } from '../../ui/number-stepper.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { chipsOf } from './choices.ts';
import { dateProps } from './date-words.ts';
import { VISIT_DATES } from './dates.ts';
import styles from './form.module.css';
import { NameField, PersonDetails, VillageField } from './person-fields.tsx';
import { useVisitForm } from './visit-context.ts';
import { emptyPerson } from './visit-values.ts';

const LARGE_GROUP_CHIPS = [
  { value: '', label: 'Theo số người (từ 5)' },
  { value: 'yes', label: 'Có' },
  { value: 'no', label: 'Không' },
];
const REFUSAL_CHIPS = [{ value: '', label: 'Không từ chối' }, ...chipsOf(REFUSAL_LABELS)];

/** Every further field of the record, none of them asked for. */
export function MoreFields() {
  return (
    <>
      <PeopleSection />
      <MatterSection />
      <SettledSection />
      <AnswerSection />
      <OtherSection />
    </>
  );
}

function PeopleSection() {
  const { phone, form, errorOf } = useVisitForm();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'people', keyName: 'key' });
  return (
    <Section title="Người đến">
      {fields.map((field, index) => (
        <Card key={field.key} padded>
          <fieldset className={styles.fields}>
            <legend className={styles.legend}>{index === 0 ? 'Người thứ nhất' : `Người thứ ${index + 1}`}</legend>
            {index > 0 ? (
              <>
                <NameField index={index} label="Họ và tên" />
                <VillageField index={index} />
              </>
            ) : null}
            <PersonDetails index={index} />
            {index > 0 ? (
              <Button kind="quiet" icon={<IconTrash />} onClick={() => remove(index)}>
                Bỏ người này
              </Button>
            ) : null}
          </fieldset>
        </Card>
      ))}
      <Button icon={<IconPlus />} onClick={() => append(emptyPerson(phone.newId()), { shouldFocus: false })}>
        Thêm người
      </Button>
      <NumberStepper
        label="Số người đại diện"
        note="(không bắt buộc)"
        decreaseLabel="Bớt một người"
        increaseLabel="Thêm một người"
        error={errorOf('representatives')}
        {...form.register('representatives')}
      />
      <ChipGroup label="Đoàn đông người" chips={LARGE_GROUP_CHIPS} {...form.register('largeGroup')} />
    </Section>
  );
}

function MatterSection() {
  const { form, errorOf } = useVisitForm();
  const caseId = useWatch({ control: form.control, name: 'caseId' });
  return (
    <Section title="Vụ việc">
      <NumberStepper
        label="Đã đến trước đó (lần)"
        hint="Kể cả những lần chỉ ghi trong sổ giấy"
        decreaseLabel="Bớt một lần"
        increaseLabel="Thêm một lần"
        error={errorOf('earlierTimes')}
        {...form.register('earlierTimes')}
      />
      {caseId === '' ? null : (
        <ChipGroup
          label="Vụ việc đã nối"
          chips={[
            { value: 'old', label: 'Vụ việc cũ' },
            { value: 'new', label: 'Vụ việc mới' },
            { value: '', label: 'Bỏ nối' },
          ]}
          {...form.register('caseKnown')}
        />
      )}
      <TextAreaField label="Yêu cầu của công dân" error={errorOf('request')} {...form.register('request')} />
      <TextField label="Tài liệu mang theo" error={errorOf('documentsText')} {...form.register('documentsText')} />
      <NumberStepper
        label="Số tờ tài liệu"
        decreaseLabel="Bớt một tờ"
        increaseLabel="Thêm một tờ"
        error={errorOf('documentsSheets')}
        {...form.register('documentsSheets')}
      />
    </Section>
  );
}

function SettledSection() {
  const { form, today, errorOf } = useVisitForm();
  return (
    <Section title="Đã giải quyết trước đây">
      <TextField label="Cơ quan đã giải quyết" error={errorOf('settledBody')} {...form.register('settledBody')} />
      <TextField label="Số văn bản" error={errorOf('settledNo')} {...form.register('settledNo')} />
      <DateField
        label="Ngày văn bản"
        error={errorOf('settledDate')}
        {...dateProps(today, VISIT_DATES.settledDate)}
        defaultValue={form.getValues('settledDate')}
        {...form.register('settledDate')}
      />
    </Section>
  );
}

function AnswerSection() {
  const { form, today, errorOf } = useVisitForm();
  return (
    <Section title="Hướng xử lý và kết quả">
      <TextField
        label="Chuyển hoặc hướng dẫn đến cơ quan"
        error={errorOf('directionTo')}
        {...form.register('directionTo')}
      />
      <TextField label="Số văn bản chuyển, trả" error={errorOf('directionNo')} {...form.register('directionNo')} />
      <DateField
        label="Ngày văn bản chuyển, trả"
        error={errorOf('directionDate')}
        {...dateProps(today, VISIT_DATES.directionDate)}
        defaultValue={form.getValues('directionDate')}
        {...form.register('directionDate')}
      />
      <TextAreaField
        label="Ý kiến, kết luận của người chủ trì"
        error={errorOf('chairOpinion')}
        {...form.register('chairOpinion')}
      />
      <TextAreaField
        label="Ý kiến của công dân về kết luận"
        error={errorOf('citizenView')}
        {...form.register('citizenView')}
      />
      <CheckboxField
        label="Vụ việc phức tạp"
        hint="Thông báo kết quả trong 15 ngày làm việc, thay vì 10"
        {...form.register('noticeComplex')}
      />
      <DateField
        label="Ngày thông báo kết quả"
        error={errorOf('noticeOn')}
        {...dateProps(today, VISIT_DATES.noticeOn)}
        defaultValue={form.getValues('noticeOn')}
        {...form.register('noticeOn')}
      />
      <TextField label="Số thông báo" error={errorOf('noticeNo')} {...form.register('noticeNo')} />
      <TextAreaField label="Theo dõi kết quả" error={errorOf('followText')} {...form.register('followText')} />
      <DateField
        label="Ngày theo dõi"
        error={errorOf('followDate')}
        {...dateProps(today, VISIT_DATES.followDate)}
        defaultValue={form.getValues('followDate')}
        {...form.register('followDate')}
      />
    </Section>
  );
}

function OtherSection() {
  const { form, errorOf } = useVisitForm();
  const ground = useWatch({ control: form.control, name: 'refusalGround' });
  return (
    <Section title="Khác">
      <ChipGroup
        label="Từ chối tiếp"
        hint="Điều 9 Luật Tiếp công dân"
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
    </Section>
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
