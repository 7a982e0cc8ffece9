import { useEffect, useState } from 'react';
import { NewPassword } from '../../contract/wire/administration.ts';
import { err } from '../../domain/result.ts';
import { fixCount } from '../../domain/text/wording.ts';
import type { RecoveryKeyPorts } from '../../store/vault/recovery-key.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx';
import { Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './admin.module.css';
import type { FirstAdministratorApi } from './admin-api.ts';
import { Failure } from './failure.tsx';
import { RecoveryKeyForm } from './recovery-key-form.tsx';
import { useAct } from './use-act.ts';

export type FirstAdministratorPageProps = {
  readonly api: FirstAdministratorApi;
  /** The fragment of the one-time link, without `#`; to be kept by who mounts this page. */
  readonly token: string;
  /** It may leave the address bar and the history now. */
  readonly onTokenRead: () => void;
  readonly nowMs: () => number;
  readonly ports?: RecoveryKeyPorts;
  readonly onDone: () => void;
};

/**
 * The one-time link that a new server prints on its console, `/quan-tri/lan-dau#<token>`: the first administrator's
 * password, then the province's recovery key. Mounted there before `/quan-tri`.
 */
export function FirstAdministratorPage(props: FirstAdministratorPageProps) {
  const { api, token, onTokenRead, nowMs, ports, onDone } = props;
  const [step, setStep] = useState<{ readonly username: string }>();
  useEffect(onTokenRead, [onTokenRead]);

  if (step !== undefined) {
    return (
      <Screen title="Khóa khôi phục" withoutTabs>
        <Page>
          <Banner tone="success" announced>
            Đã đặt mật khẩu. Tên đăng nhập của quản trị viên: <strong>{step.username}</strong>
          </Banner>
          <p>
            Bước 2/2: tạo khóa khôi phục, trước khi cấp máy đầu tiên. Khóa này mở hộ máy của cán bộ quên cả mã PIN và
            cụm từ khôi phục; nửa bí mật chỉ nằm trong tệp sắp tải về.
          </p>
          <RecoveryKeyForm api={api} nowMs={nowMs} {...(ports === undefined ? {} : { ports })} onDone={onDone} />
          <div>
            <Button kind="quiet" onClick={onDone}>
              Để sau (trong Quản trị › Khóa khôi phục)
            </Button>
          </div>
        </Page>
      </Screen>
    );
  }
  return (
    <Screen title="Quản trị viên đầu tiên" withoutTabs>
      <Page>
        {token === '' ? (
          <Banner tone="warning">
            Liên kết này thiếu mã dùng một lần. Chép lại cả dòng “Đặt mật khẩu quản trị viên” mà máy chủ in ra khi khởi
            động; khởi động lại máy chủ để có liên kết mới.
          </Banner>
        ) : (
          <PasswordForm api={api} token={token} onDone={(username) => setStep({ username })} />
        )}
      </Page>
    </Screen>
  );
}

type PasswordFormProps = {
  readonly api: FirstAdministratorApi;
  readonly token: string;
  readonly onDone: (username: string) => void;
};

function PasswordForm({ api, token, onDone }: PasswordFormProps) {
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { busy, failure, act } = useAct();
  const errorOf = (field: string) => errors.find(({ fieldId }) => fieldId === field)?.message;

  const set = async (password: string) => {
    const done = await api.firstPassword(token, password);
    if (!done.ok) return done.error.tag === 'refused' ? err({ ...done.error, words: LINK_DEAD }) : done;
    const signedIn = await api.signIn(done.value.username, password);
    return signedIn.ok ? done : signedIn;
  };
  const submit = (data: FormData) => {
    const password = String(data.get('password') ?? '');
    const wrong = [
      ...(NewPassword.safeParse(password).success
        ? []
        : [{ fieldId: 'password', message: 'Mật khẩu từ 10 đến 200 ký tự' }]),
      ...(password === String(data.get('again') ?? '')
        ? []
        : [{ fieldId: 'again', message: 'Hai lần nhập khác nhau' }]),
    ];
    setErrors(wrong);
    setAttempt((now) => now + 1);
    if (wrong.length === 0)
      act(
        'set',
        () => set(password),
        ({ username }) => onDone(username),
      );
  };

  return (
    <form
      className={styles.item}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <p>Bước 1/2: đặt mật khẩu cho quản trị viên của tỉnh. Liên kết này chỉ dùng được một lần.</p>
      <Failure words={failure} />
      <ErrorSummary title={fixCount(errors.length)} errors={errors} attempt={attempt} />
      {/* Password managers keep the two together. */}
      <TextField label="Tên đăng nhập" name="username" autoComplete="username" defaultValue="quantri" readOnly />
      <TextField
        label="Mật khẩu mới"
        hint="Từ 10 ký tự; một câu dễ nhớ thì tốt hơn một từ khó"
        name="password"
        purpose="secret"
        autoComplete="new-password"
        error={errorOf('password')}
      />
      <TextField
        label="Nhập lại mật khẩu"
        name="again"
        purpose="secret"
        autoComplete="new-password"
        error={errorOf('again')}
      />
      <Button kind="primary" type="submit" wide busy={busy !== undefined}>
        Đặt mật khẩu
      </Button>
    </form>
  );
}

const LINK_DEAD =
  'Liên kết này đã dùng hoặc quá 24 giờ. Khởi động lại máy chủ để có liên kết mới; nếu đã đặt mật khẩu rồi thì đăng nhập bằng tên quantri.';
