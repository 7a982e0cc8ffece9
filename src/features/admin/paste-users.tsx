import { useState } from 'react';
import { Organ, Role } from '../../contract/records/codes.ts';
import type { UserList } from '../../contract/wire/administration.ts';
import type { Space } from '../../contract/wire/session.ts';
import { type PastedUser, readPastedUsers } from '../../domain/administration/pasted-users.ts';
import { ORGAN_LABELS, ROLE_LABELS, unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { FormDialog, type Tried, textOf } from './form-dialog.tsx';
import { GrantFields } from './grant-fields.tsx';
import { onlyOne, rolesAt, usualRole } from './grants.ts';

export type PasteUsersProps = {
  readonly api: AdminApi;
  readonly users: readonly UserList['users'][number][];
  /** Units in which this administrator may add users. */
  readonly units: readonly Space[];
  readonly provinceSpace: string;
  readonly onClose: () => void;
  /** Somebody was added, perhaps not all. */
  readonly onAdded: () => void;
};

/** Many users at once, out of a sheet. Rows that cannot be added are said; what was added is not added again. */
export function PasteUsers({ api, users, units, provinceSpace, onClose, onAdded }: PasteUsersProps) {
  const [typed, setTyped] = useState<FormData>();
  const [refused, setRefused] = useState<ReadonlyMap<number, string>>(new Map());
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const showSnackbar = useSnackbar();
  // The browser owns what is chosen: a select of ours would be set back when the same stroke draws the rows anew.
  const space = onlyOne(units) || (typed === undefined ? '' : textOf(typed, 'space'));
  const roles = rolesAt(space, provinceSpace);
  const unit = units.find(({ id }) => id === space);
  const taken = new Set(users.map(({ user }) => user.username).filter((username) => !added.has(username)));

  const read = (data: FormData): readonly PastedUser[] => {
    const organ = Organ.safeParse(textOf(data, 'organ'));
    const role = Role.safeParse(textOf(data, 'role'));
    return readPastedUsers(textOf(data, 'rows'), {
      organ: organ.success ? organ.data : 'committee',
      role: role.success && roles.includes(role.data) ? role.data : usualRole(roles),
      roles,
      unit: unit?.name ?? '',
      taken,
    });
  };
  const save = async (data: FormData): Promise<Tried> => {
    if (space === '') return { errors: [{ fieldId: 'space', message: 'Chọn đơn vị' }] };
    const wanted = read(data).filter((row) => row.problem === undefined && !added.has(row.username));
    if (wanted.length === 0) return { errors: [{ fieldId: 'rows', message: 'Chưa có dòng nào thêm được' }] };
    const done = new Set(added);
    const failed = new Map<number, string>();
    let unreachable: string | undefined;
    for (const { line, name, username, organ, role } of wanted) {
      const answer = await api.addUser({ name, username, memberships: [{ space, organ, role }] });
      if (answer.ok) done.add(username);
      else if (answer.error.tag === 'refused') failed.set(line, answer.error.words);
      else {
        unreachable = answer.error.words;
        break;
      }
    }
    setAdded(done);
    setRefused(failed);
    if (done.size > added.size) onAdded();
    const count = formatNumber(done.size - added.size);
    if (unreachable !== undefined) return { failure: `Đã thêm ${count} người rồi dừng. ${unreachable}` };
    if (failed.size > 0)
      return { failure: `Đã thêm ${count} người; ${formatNumber(failed.size)} dòng chưa thêm được.` };
    showSnackbar({ text: `Đã thêm ${count} người. Cấp mã cho máy của từng người trong danh sách.` });
    onClose();
    return undefined;
  };
  const rows = typed === undefined ? [] : read(typed);
  const fresh = rows.filter((row) => row.problem === undefined && !added.has(row.username)).length;
  return (
    <FormDialog
      title="Dán danh sách người dùng"
      submit={fresh === 0 ? 'Thêm' : `Thêm ${formatNumber(fresh)} người`}
      onClose={onClose}
      onInput={setTyped}
      onSubmit={save}
    >
      {(errorOf) => (
        <>
          {units.length < 2 ? null : (
            <SelectField
              label="Đơn vị"
              name="space"
              defaultValue=""
              emptyChoice="Chọn đơn vị"
              error={errorOf('space')}
              choices={units.map((one) => ({ value: one.id, label: unitName(one) }))}
            />
          )}
          <div className={styles.pair}>
            <GrantFields roles={roles} note="(nếu dòng trống)" />
          </div>
          <TextAreaField
            label="Dán từ Excel, mỗi dòng một người"
            hint="Các cột: họ và tên, tên đăng nhập, cơ quan, vai trò. Chỉ cần cột đầu; tên đăng nhập để trống thì máy đặt."
            name="rows"
            rows={6}
            error={errorOf('rows')}
            data-autofocus
          />
          {rows.length === 0 ? null : (
            <ul className={styles.pasted} aria-label="Sẽ thêm">
              {rows.map((row) => (
                <li key={row.line}>
                  <Row row={row} refused={refused.get(row.line)} added={added.has(row.username)} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </FormDialog>
  );
}

type RowProps = { readonly row: PastedUser; readonly refused: string | undefined; readonly added: boolean };

function Row({ row, refused, added }: RowProps) {
  const problem = row.problem ?? refused;
  return (
    <>
      <strong>{row.name}</strong>{' '}
      {problem === undefined ? (
        <span className={styles.quiet}>
          {row.username} · {ORGAN_LABELS[row.organ]} · {ROLE_LABELS[row.role]}
          {added ? ' – đã thêm' : ''}
        </span>
      ) : (
        <span className={styles.wrong}>
          – dòng {row.line}: {problem}
        </span>
      )}
    </>
  );
}
