import { useFieldArray, useWatch } from 'react-hook-form';
import { isLargeGroup, representativesDoubt } from '../../domain/receptions/large-group.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { IconPlus, IconTrash } from '../../ui/icons.tsx';
import { NumberStepper } from '../../ui/number-stepper.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './form.module.css';
import { NameField, PersonDetails, VillageField } from './person-fields.tsx';
import { PersonOffers } from './person-offers.tsx';
import { usePersonFill } from './use-person-fill.ts';
import { useVisitForm } from './visit-context.ts';
import { emptyPerson } from './visit-values.ts';

const LARGE_GROUP_CHIPS = [
  { value: '', label: 'Theo số người (từ 5)' },
  { value: 'yes', label: 'Có' },
  { value: 'no', label: 'Không' },
];

/** Everything about the first person but the name and the village. */
export function IdentitySection() {
  return (
    <fieldset className={styles.fields}>
      <legend className={styles.legend}>Người thứ nhất</legend>
      <PersonDetails index={0} />
    </fieldset>
  );
}

/** Whoever else is named, and what holds of all of them together. */
export function PeopleSection() {
  const { phone, form } = useVisitForm();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'people', keyName: 'key' });
  const isLarge = useIsLargeGroup();
  return (
    <>
      {fields.map((field, index) =>
        index === 0 ? null : (
          <Card key={field.key} padded>
            <fieldset className={styles.fields}>
              <legend className={styles.legend}>Người thứ {index + 1}</legend>
              <FurtherPerson index={index} />
              <Button kind="quiet" icon={<IconTrash />} onClick={() => remove(index)}>
                Bỏ người này
              </Button>
            </fieldset>
          </Card>
        ),
      )}
      <Button icon={<IconPlus />} onClick={() => append(emptyPerson(phone.newId()), { shouldFocus: false })}>
        Thêm người
      </Button>
      {isLarge ? null : <GroupFields />}
    </>
  );
}

function FurtherPerson({ index }: { readonly index: number }) {
  return (
    <>
      <NameField index={index} label="Họ và tên" />
      <PersonOffers fill={usePersonFill(index)} />
      <VillageField index={index} />
      <PersonDetails index={index} />
    </>
  );
}

/** Asked as soon as so many have come; of fewer people it stands in the part about people. */
export function LargeGroupFields() {
  return useIsLargeGroup() ? <GroupFields /> : null;
}

function GroupFields() {
  const { form, errorOf } = useVisitForm();
  return (
    <>
      <NumberStepper
        label="Số người đại diện"
        note="(không bắt buộc)"
        decreaseLabel="Bớt một người"
        increaseLabel="Thêm một người"
        warning={useRepresentativesWarning()}
        error={errorOf('representatives')}
        {...form.register('representatives')}
      />
      <ChipGroup label="Đoàn đông người" chips={LARGE_GROUP_CHIPS} {...form.register('largeGroup')} />
    </>
  );
}

function useRepresentativesWarning(): string | undefined {
  const { form } = useVisitForm();
  const [came, representatives] = useWatch({ control: form.control, name: ['came', 'representatives'] });
  const doubt = representativesDoubt(countOf(came) ?? 0, countOf(representatives));
  if (doubt === undefined) return undefined;
  const rule = `Đoàn ${formatNumber(doubt.came)} người cử ${doubt.least}–${doubt.most} người đại diện, có văn bản cử.`;
  return `${rule} Vẫn lưu được.`;
}

function useIsLargeGroup(): boolean {
  const { form } = useVisitForm();
  const [came, override] = useWatch({ control: form.control, name: ['came', 'largeGroup'] });
  // Whoever says that these five are no group still sees what he has said.
  return override === 'yes' || isLargeGroup({ headcount: { came: countOf(came) ?? 1 } });
}

/** What an input of numbers says; undefined = nothing, or nothing that can be read. */
export function countOf(text: string): number | undefined {
  const digits = text.replace(/[\s.]/g, '');
  return /^\d{1,6}$/.test(digits) ? Number(digits) : undefined;
}
