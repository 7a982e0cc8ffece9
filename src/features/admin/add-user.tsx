import { useState } from 'react';
import { NewPassword, Username } from '../../contract/wire/administration.ts';
import type { Profile, Space } from '../../contract/wire/session.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { fixCount, WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './admin.module.css';
import type { AdminApi, NewUser } from './admin-api.ts';
import { Failure } from './failure.tsx';
import { GrantFields, readGrant } from './grant-fields.tsx';
import { grantable, onlyOne, rolesAt } from './grants.ts';
import { useAct } from './use-act.ts';

export type AddUserProps = {
  readonly api: AdminApi;
  readonly profile: Profile;
  readonly units: readonly Space[];
  readonly onClose: () => void;
  readonly onAdded: () => void;
};

/** A new user: name, unit, organ, role. A phone is enrolled afterwards, by a code. */
export function AddUser({ api, profile, units, onClose, onAdded }: AddUserProps) {
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { busy, failure, act } = useAct();
  const offered = grantable(profile, units);
  const [space, setSpace] = useState(onlyOne(offered));
  const roles = rolesAt(space, profile.provinceSpace);

  const submit = (data: FormData) => {
    const read = readUser(data);
    setErrors(read.errors);
    setAttempt((now) => now + 1);
    if (read.errors.length === 0) act('add', () => api.addUser(read.user), onAdded);
  };
  const errorOf = (field: string) => errors.find(({ fieldId }) => fieldId === field)?.message;

  return (
    <Dialog
      title="Thêm người dùng"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form="add-user" busy={busy !== undefined}>
            Thêm
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id="add-user"
        className={styles.item}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <Failure words={failure} />
        <ErrorSummary title={fixCount(errors.length)} errors={errors} attempt={attempt} />
        <TextField label="Họ và tên" name="name" purpose="name" error={errorOf('name')} data-autofocus />
        <TextField
          label="Tên đăng nhập"
          hint="Chữ thường không dấu, ví dụ vanphong.quanglam"
          name="username"
          autoCapitalize="off"
          error={errorOf('username')}
        />
        <SelectField
          label="Đơn vị"
          name="space"
          value={space}
          onChange={(event) => setSpace(event.target.value)}
          emptyChoice={space === '' ? 'Chọn đơn vị' : undefined}
          error={errorOf('space')}
          choices={offered.map((unit) => ({ value: unit.id, label: unitName(unit) }))}
        />
        <GrantFields roles={roles} />
        <TextField
          label="Mật khẩu"
          note="(chỉ cho người xem số liệu, quản trị; người có máy cấp mã thì để trống)"
          name="password"
          purpose="secret"
          autoComplete="new-password"
          error={errorOf('password')}
        />
      </form>
    </Dialog>
  );
}

function readUser(data: FormData): { readonly user: NewUser; readonly errors: readonly FieldError[] } {
  const text = (field: string) => normalizeLine(String(data.get(field) ?? ''));
  const password = String(data.get('password') ?? '');
  const name = text('name');
  const username = text('username');
  const errors = [
    ...(name === '' ? [{ fieldId: 'name', message: 'Nhập họ và tên' }] : []),
    ...(Username.safeParse(username).success
      ? []
      : [{ fieldId: 'username', message: 'Tên đăng nhập: chữ thường không dấu, số, dấu chấm; từ 3 ký tự' }]),
    ...(text('space') === '' ? [{ fieldId: 'space', message: 'Chọn đơn vị' }] : []),
    ...(password === '' || NewPassword.safeParse(password).success
      ? []
      : [{ fieldId: 'password', message: 'Mật khẩu từ 10 ký tự, hoặc để trống' }]),
  ];
  const membership = { space: text('space'), ...readGrant(data) };
  const user = { username, name, memberships: [membership], ...(password === '' ? {} : { password }) };
  return { user, errors };
}
