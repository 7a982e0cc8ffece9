import { Fragment } from 'react';
import type { UserList } from '../../contract/wire/administration.ts';
import type { Membership, Space } from '../../contract/wire/session.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import type { AdminApi } from './admin-api.ts';
import { FormDialog, type Tried } from './form-dialog.tsx';
import { GrantFields, readGrant } from './grant-fields.tsx';
import { rolesAt } from './grants.ts';

export type ChangeGrantsProps = {
  readonly api: Pick<AdminApi, 'changeGrants'>;
  readonly user: UserList['users'][number];
  readonly units: readonly Space[];
  readonly provinceSpace: string;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

/** Another organ or role for somebody who works here already, in the same unit; who moves to another one is added there. */
export function ChangeGrants({ api, user, units, provinceSpace, onClose, onChanged }: ChangeGrantsProps) {
  const { memberships } = user;
  const submit = async (data: FormData): Promise<Tried> => {
    const changed = memberships.map((held, at): Membership => ({ ...held, ...readGrant(data, `${at}.`) }));
    const done = await api.changeGrants(user.user.id, changed);
    if (!done.ok) return { failure: done.error.words };
    onChanged();
    return undefined;
  };
  return (
    <FormDialog title={`Vai trò của ${user.user.name}`} submit="Lưu" onClose={onClose} onSubmit={submit}>
      {() => (
        <>
          <p>Có hiệu lực ngay. Những gì người này đã ghi vẫn giữ nguyên; máy nhận vai trò mới khi có mạng.</p>
          {memberships.map((held, at) => {
            const unit = units.find(({ id }) => id === held.space);
            const note = memberships.length > 1 && unit !== undefined ? `(${unitName(unit)})` : undefined;
            return (
              <Fragment key={`${held.space} ${held.organ} ${held.role}`}>
                <GrantFields
                  roles={rolesAt(held.space, provinceSpace)}
                  present={held}
                  prefix={`${at}.`}
                  {...(note === undefined ? {} : { note })}
                />
              </Fragment>
            );
          })}
        </>
      )}
    </FormDialog>
  );
}
