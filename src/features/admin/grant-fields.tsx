import { Organ, type Role } from '../../contract/records/codes.ts';
import { ORGAN_LABELS, ROLE_LABELS } from '../../domain/receptions/labels.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { usualRole } from './grants.ts';

export type GrantFieldsProps = {
  /** Those that can be given in the chosen unit. */
  readonly roles: readonly Role[];
  readonly note?: string;
};

/** What somebody may do in a unit: for which organ, and in which role. */
export function GrantFields({ roles, note }: GrantFieldsProps) {
  return (
    <>
      <SelectField
        label="Cơ quan"
        note={note}
        name="organ"
        defaultValue="committee"
        choices={Organ.options.map((organ) => ({ value: organ, label: ORGAN_LABELS[organ] }))}
      />
      <SelectField
        key={roles[0]}
        label="Vai trò"
        note={note}
        name="role"
        defaultValue={usualRole(roles)}
        choices={roles.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
      />
    </>
  );
}
