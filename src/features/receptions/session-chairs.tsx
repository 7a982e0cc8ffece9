import { type UseFormReturn, useFieldArray, useWatch } from 'react-hook-form';
import { CAPACITY_LABELS } from '../../domain/receptions/labels.ts';
import type { Official } from '../../store/reference.ts';
import { Button } from '../../ui/button.tsx';
import { IconPlus, IconTrash } from '../../ui/icons.tsx';
import { Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { chipsOf } from './choices.ts';
import styles from './form.module.css';
import { emptyChair, officialKey, type SessionValues } from './session-values.ts';

export type SessionChairsProps = {
  readonly form: UseFormReturn<SessionValues>;
  readonly officials: readonly Official[];
};

/** Who chairs a session: officials of the list, or names that are typed. */
export function SessionChairs({ form, officials }: SessionChairsProps) {
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
      <Button icon={<IconPlus />} onClick={() => append(emptyChair(choices[0]?.value ?? ''), { shouldFocus: false })}>
        Thêm người chủ trì
      </Button>
    </Section>
  );
}
