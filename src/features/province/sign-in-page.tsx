import { type ReactNode, useCallback, useState } from 'react';
import type { Profile } from '../../contract/wire/session.ts';
import { fixCount } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx';
import { IconChart, IconEye } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './province.module.css';
import type { DemoPerson, NoAnswer, ProvinceApi } from './province-api.ts';

export type SignInPageProps = {
  readonly api: Pick<ProvinceApi, 'signIn' | 'profile' | 'demoAccounts' | 'demoSignIn'>;
  readonly onSignedIn: (profile: Profile) => void;
  readonly onLeave: () => void;
  /** Above the form: why one stands here. */
  readonly notice?: ReactNode;
};

/**
 * Name and password, for browsers that keep no records; in the demo one tap. `ProvincePage` shows it by itself while
 * nobody is signed in; alone it is mounted as `<SignInPage api={api} onSignedIn={…} onLeave={…} />`.
 */
export function SignInPage({ api, onSignedIn, onLeave, notice }: SignInPageProps) {
  const people = useLoaded(useCallback(() => api.demoAccounts(), [api])).value;
  const [failure, setFailure] = useState<NoAnswer>();
  const [busy, setBusy] = useState<string>();

  const run = async (what: string, work: () => ReturnType<ProvinceApi['profile']>) => {
    if (busy !== undefined) return;
    setBusy(what);
    setFailure(undefined);
    const done = await work();
    setBusy(undefined);
    if (done.ok) onSignedIn(done.value);
    else setFailure(done.error);
  };
  const signInAs = async (username: string) => {
    const done = await api.demoSignIn(username);
    return done.ok ? api.profile() : done;
  };

  return (
    <Screen title="Đăng nhập" withoutTabs onBack={onLeave}>
      <Page>
        {notice}
        {failure === undefined ? null : (
          <div role="alert">
            <Banner tone={failure.tag === 'unreachable' ? 'warning' : 'danger'}>{failure.words}</Banner>
          </div>
        )}
        {people === undefined ? null : (
          <DemoPeople
            people={people.filter(({ device }) => !device)}
            busy={busy}
            onPick={(username) => void run(username, () => signInAs(username))}
          />
        )}
        <PasswordForm
          busy={busy === 'password'}
          onSubmit={(username, password) => void run('password', () => api.signIn(username, password))}
        />
      </Page>
    </Screen>
  );
}

type PasswordFormProps = {
  readonly busy: boolean;
  readonly onSubmit: (username: string, password: string) => void;
};

function PasswordForm({ busy, onSubmit }: PasswordFormProps) {
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState(false);
  const errorOf = (field: string) => errors.find(({ fieldId }) => fieldId === field)?.message;

  const submit = (data: FormData) => {
    const username = String(data.get('username') ?? '').trim();
    const password = String(data.get('password') ?? '');
    const wrong = [
      ...(username === '' ? [{ fieldId: 'username', message: 'Nhập tên đăng nhập' }] : []),
      ...(password === '' ? [{ fieldId: 'password', message: 'Nhập mật khẩu' }] : []),
    ];
    setErrors(wrong);
    setAttempt((now) => now + 1);
    // Names have no capitals; a phone's keyboard writes one at the beginning.
    if (wrong.length === 0) onSubmit(username.toLowerCase(), password);
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <p>Dành cho cán bộ của tỉnh và quản trị viên. Trình duyệt này không giữ hồ sơ nào.</p>
      <ErrorSummary title={fixCount(errors.length)} errors={errors} attempt={attempt} />
      <TextField
        label="Tên đăng nhập"
        name="username"
        autoCapitalize="off"
        autoComplete="username"
        error={errorOf('username')}
      />
      <TextField
        label="Mật khẩu"
        name="password"
        purpose={shown ? 'text' : 'secret'}
        autoCapitalize="off"
        autoComplete="current-password"
        error={errorOf('password')}
        trailing={
          <IconButton
            kind="secondary"
            label={shown ? 'Che mật khẩu' : 'Hiện mật khẩu'}
            aria-pressed={shown}
            icon={<IconEye />}
            onClick={() => setShown((now) => !now)}
          />
        }
      />
      <Button kind="primary" type="submit" wide busy={busy}>
        Đăng nhập
      </Button>
      <p className={styles.quiet}>Quên mật khẩu: hỏi quản trị viên của tỉnh.</p>
    </form>
  );
}

type DemoPeopleProps = {
  readonly people: readonly DemoPerson[];
  readonly busy: string | undefined;
  readonly onPick: (username: string) => void;
};

function DemoPeople({ people, busy, onPick }: DemoPeopleProps) {
  return (
    <Section title="Bản dùng thử: vào ngay, không cần mật khẩu">
      <Card>
        <List label="Người trong bản dùng thử">
          {people.map(({ username, name, what }) => (
            <ListRow
              key={username}
              leading={<IconChart />}
              title={name}
              detail={busy === username ? 'Đang vào…' : what}
              onOpen={() => onPick(username)}
            />
          ))}
        </List>
      </Card>
    </Section>
  );
}
