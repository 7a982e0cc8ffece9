import { useCallback, useState } from 'react';
import type { EnrolmentCode, UserList } from '../../contract/wire/administration.ts';
import type { Profile, Space } from '../../contract/wire/session.ts';
import { ORGAN_LABELS, ROLE_LABELS, unitName } from '../../domain/receptions/labels.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { compareNames } from '../../domain/text/names.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { AddUser } from './add-user.tsx';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { ChangeGrants } from './change-grants.tsx';
import { Failure } from './failure.tsx';
import { grantable } from './grants.ts';
import { PasteUsers } from './paste-users.tsx';
import { useAct } from './use-act.ts';

type AdminUser = UserList['users'][number];

/** From this many on a list is searched rather than read. */
const SEARCH_FROM = 8;

export type UsersProps = {
  readonly api: AdminApi;
  readonly profile: Profile;
  readonly units: readonly Space[];
  readonly onCode: (code: EnrolmentCode, user: AdminUser['user']) => void;
};

/** Who works here; each with a code for a phone. */
export function Users({ api, profile, units, onCode }: UsersProps) {
  const { value: users, again } = useLoaded(useCallback(() => api.users(), [api]));
  const [adding, setAdding] = useState<'one' | 'many'>();
  const [changing, setChanging] = useState<AdminUser>();
  const [wanted, setWanted] = useState('');
  const { busy, failure, act } = useAct();
  const showSnackbar = useSnackbar();
  const all = users?.ok ? inOrder(users.value.users, units) : [];
  const shown = all.filter((user) => isFound(user, units, wanted));
  const setLock = (user: AdminUser, locked: boolean) =>
    act(
      user.user.id,
      () => api.lockUser(user.user.id, locked),
      () => {
        again();
        const text = `${locked ? 'Đã khóa' : 'Đã mở khóa'} tài khoản ${user.user.name}.`;
        showSnackbar({ text, action: { label: WORDS.undo, run: () => setLock(user, !locked) } });
      },
    );

  return (
    <Section
      title="Người dùng"
      count={users?.ok ? formatNumber(all.length) : undefined}
      action={
        <Button kind="primary" icon={<IconPlus />} onClick={() => setAdding('one')}>
          Thêm
        </Button>
      }
    >
      <Failure words={failure} />
      {users === undefined ? <ProgressBar label={WORDS.loading} /> : null}
      {users !== undefined && !users.ok ? (
        <Failure words={users.error.words} action={<Button onClick={again}>{WORDS.retry}</Button>} />
      ) : null}
      <div>
        <Button onClick={() => setAdding('many')}>Dán danh sách từ Excel</Button>
      </div>
      {all.length >= SEARCH_FROM ? (
        <TextField
          label="Tìm theo tên, đơn vị"
          purpose="search"
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      ) : null}
      {users?.ok && all.length === 0 ? (
        <EmptyState title="Chưa có người dùng nào">Thêm người, rồi cấp mã cho máy của người đó.</EmptyState>
      ) : null}
      {all.length > 0 && shown.length === 0 ? <EmptyState title="Không có ai khớp với từ tìm" /> : null}
      {shown.map((user) => (
        <UserCard
          key={user.user.id}
          user={user}
          units={units}
          busy={busy === user.user.id}
          onCode={() =>
            act(
              user.user.id,
              () => api.issueCode(user.user.id),
              (code) => onCode(code, user.user),
            )
          }
          onLock={() => setLock(user, !user.locked)}
          onGrants={user.user.id === profile.user.id ? undefined : () => setChanging(user)}
        />
      ))}
      {changing === undefined ? null : (
        <ChangeGrants
          api={api}
          user={changing}
          units={units}
          provinceSpace={profile.provinceSpace}
          onClose={() => setChanging(undefined)}
          onChanged={() => {
            const { user, memberships } = changing;
            const { id, name } = user;
            setChanging(undefined);
            again();
            showSnackbar({
              text: `Đã đổi vai trò của ${name}.`,
              action: { label: WORDS.undo, run: () => act(id, () => api.changeGrants(id, memberships), again) },
            });
          }}
        />
      )}
      {adding === 'one' ? (
        <AddUser
          api={api}
          profile={profile}
          units={units}
          onClose={() => setAdding(undefined)}
          onAdded={() => {
            setAdding(undefined);
            again();
          }}
        />
      ) : null}
      {adding === 'many' ? (
        <PasteUsers
          api={api}
          users={all}
          units={grantable(profile, units)}
          provinceSpace={profile.provinceSpace}
          onClose={() => setAdding(undefined)}
          onAdded={again}
        />
      ) : null}
    </Section>
  );
}

/** By unit as units are listed, then by name. */
function inOrder(users: readonly AdminUser[], units: readonly Space[]): readonly AdminUser[] {
  const places = new Map(units.map(({ id }, place) => [id, place]));
  const placeOf = ({ memberships }: AdminUser) => places.get(memberships[0]?.space ?? '') ?? units.length;
  return [...users].sort((a, b) => placeOf(a) - placeOf(b) || compareNames(a.user.name, b.user.name));
}

function isFound({ user, memberships }: AdminUser, units: readonly Space[], wanted: string): boolean {
  const places = memberships.map(({ space }) => units.find(({ id }) => id === space)?.name ?? '');
  const words = foldedWords([user.name, user.username, ...places].join(' '));
  return foldedWords(wanted).every((part) => words.some((word) => word.startsWith(part)));
}

type UserCardProps = {
  readonly user: AdminUser;
  readonly units: readonly Space[];
  readonly busy: boolean;
  readonly onCode: () => void;
  readonly onLock: () => void;
  /** Undefined: nobody changes what he himself may do. */
  readonly onGrants: (() => void) | undefined;
};

function UserCard({ user, units, busy, onCode, onLock, onGrants }: UserCardProps) {
  const { devices, password } = user.signsInBy;
  const roles = user.memberships.map(({ role, organ, space }) => {
    const unit = units.find(({ id }) => id === space);
    return `${ROLE_LABELS[role]} – ${ORGAN_LABELS[organ]}${unit ? `, ${unitName(unit)}` : ''}`;
  });
  return (
    <Card padded>
      <div className={styles.item}>
        <div className={styles.head}>
          <h3>{user.user.name}</h3>
          {user.locked ? <StatusChip tone="danger">Đã khóa</StatusChip> : null}
        </div>
        <div>
          {roles.map((role) => (
            <p key={role}>{role}</p>
          ))}
          <p className={styles.quiet}>
            {user.user.username} · {devices === 0 ? 'chưa cấp máy' : `${formatNumber(devices)} máy`}
            {password ? ' · có mật khẩu' : ''}
          </p>
        </div>
        <div className={styles.buttons}>
          {user.locked ? null : (
            <Button busy={busy} onClick={onCode}>
              Cấp mã cho máy
            </Button>
          )}
          {onGrants === undefined || user.locked ? null : (
            <Button kind="quiet" onClick={onGrants}>
              Đổi vai trò
            </Button>
          )}
          <Button kind="quiet" onClick={onLock}>
            {user.locked ? 'Mở khóa tài khoản' : 'Khóa tài khoản'}
          </Button>
        </div>
      </div>
    </Card>
  );
}
