import { Organ, Role } from '../../contract/records/codes.ts';
import { ORGAN_LABELS, ROLE_LABELS } from '../../domain/receptions/labels.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { usualRole } from './grants.ts';

export type GrantFieldsProps = {
  /** Those that can be given in the chosen unit. */
  readonly roles: readonly Role[];
  readonly note?: string;
  /** Of an existing user: what he does now. */
  readonly present?: { readonly organ: Organ; readonly role: Role } | undefined;
  /** Before the fields' names, where a form asks for several. */
  readonly prefix?: string;
};

/** What somebody may do in a unit: for which organ, and in which role. */
export function GrantFields({ roles, note, present, prefix = '' }: GrantFieldsProps) {
  return (
    <>
      <SelectField
        label="Cơ quan"
        note={note}
        name={`${prefix}organ`}
        defaultValue={present?.organ ?? 'committee'}
        choices={Organ.options.map((organ) => ({ value: organ, label: ORGAN_LABELS[organ] }))}
      />
      <SelectField
        key={roles[0]}
        label="Vai trò"
        note={note}
        name={`${prefix}role`}
        defaultValue={present?.role ?? usualRole(roles)}
        choices={roles.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
      />
    </>
  );
}

/** What was chosen in them. */
export function readGrant(data: FormData, prefix = ''): { readonly organ: Organ; readonly role: Role } {
  return { organ: Organ.parse(data.get(`${prefix}organ`)), role: Role.parse(data.get(`${prefix}role`)) };
}
