import { bodiesFor } from '../../domain/receptions/bodies.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useVisitForm } from './visit-context.ts';

type BodyFieldProps = { readonly name: 'directionTo' | 'settledBody'; readonly label: string };

/** A body of the state or the Party: any text, with the usual ones to choose from. */
export function BodyField({ name, label }: BodyFieldProps) {
  const { phone, form, errorOf } = useVisitForm();
  const listId = `${name}-bodies`;
  return (
    <>
      <TextField label={label} list={listId} error={errorOf(name)} {...form.register(name)} />
      <datalist id={listId}>
        {bodiesFor(phone.unit).map((body) => (
          <option key={body} value={body} />
        ))}
      </datalist>
    </>
  );
}
