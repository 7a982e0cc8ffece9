import { useState } from 'react';
import { unitName } from '../../domain/receptions/labels.ts';
import { fixCount } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { Enrolment, PhoneGate, PhoneUser } from '../../store/phone-gate.ts';
import { sayEnrolProblem } from '../../store/vault-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { deviceName } from './device-name.ts';
import styles from './enrol.module.css';
import { SecretSteps } from './secret-steps.tsx';

export type EnrolPageProps = {
  readonly gate: PhoneGate;
  /** From the QR's fragment. */
  readonly given: { readonly username: string; readonly code: string } | undefined;
  /** Already enrolled by the demo's one tap. */
  readonly enrolled?: Enrolment | undefined;
  readonly dateText: string;
  readonly onOpened: (phone: Phone) => void;
  readonly onAlreadyHere: (user: PhoneUser) => void;
  readonly onProvince: () => void;
  readonly onBack: () => void;
};

/** Cấp máy: name and code, then the secrets that open this phone. */
export function EnrolPage(props: EnrolPageProps) {
  const [enrolment, setEnrolment] = useState(props.enrolled);
  if (enrolment === undefined) return <CodeStep {...props} onEnrolled={setEnrolment} />;
  return (
    <SecretSteps
      enrolment={enrolment}
      unitName={unitName(enrolment.unit)}
      dateText={props.dateText}
      onOpened={props.onOpened}
      onBack={props.onBack}
    />
  );
}

type Wrong = { readonly fieldId: string; readonly message: string };

function CodeStep(props: EnrolPageProps & { readonly onEnrolled: (enrolment: Enrolment) => void }) {
  const { gate, given, onEnrolled, onAlreadyHere, onProvince, onBack } = props;
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<{ readonly words: string; readonly province: boolean }>();
  const [busy, setBusy] = useState(false);

  const submit = async (data: FormData) => {
    if (busy) return;
    const username = String(data.get('username') ?? '').trim();
    const code = String(data.get('code') ?? '').replace(/[\s-]/g, '');
    const problems: Wrong[] = [];
    if (username === '') problems.push({ fieldId: 'username', message: 'Nhập tên đăng nhập' });
    if (!/^\d{8}$/.test(code)) problems.push({ fieldId: 'code', message: 'Nhập mã cấp máy gồm 8 chữ số' });
    setWrong(problems);
    setAttempt((now) => now + 1);
    if (problems.length > 0) return;
    setBusy(true);
    const enrolled = await gate.enrol({ username, code, deviceName: String(data.get('device') ?? '') || deviceName() });
    setBusy(false);
    if (enrolled.ok) onEnrolled(enrolled.value);
    else if (enrolled.error.tag === 'already-here') onAlreadyHere(enrolled.error.user);
    else setFailure({ words: sayEnrolProblem(enrolled.error), province: enrolled.error.tag === 'no-records-here' });
  };
  const errorOf = (field: string) => wrong.find(({ fieldId }) => fieldId === field)?.message;

  return (
    <Screen title="Cấp máy" titlePrefix={wrong.length > 0 ? 'Lỗi' : undefined} withoutTabs onBack={onBack}>
      <Page>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit(new FormData(event.currentTarget));
          }}
        >
          <h2 className={styles.step}>Bước 1/3 · Nhập mã cấp máy</h2>
          <p>Tên và mã do quản trị viên của xã đưa. Mã dùng một lần, trong 30 phút.</p>
          {failure === undefined ? null : (
            <div role="alert">
              <Banner
                tone="danger"
                action={failure.province ? <Button onClick={onProvince}>Đăng nhập bằng mật khẩu</Button> : undefined}
              >
                {failure.words}
              </Banner>
            </div>
          )}
          <ErrorSummary title={fixCount(wrong.length)} errors={wrong} attempt={attempt} />
          <TextField
            label="Tên đăng nhập"
            name="username"
            autoCapitalize="off"
            autoComplete="username"
            defaultValue={given?.username}
            error={errorOf('username')}
          />
          <TextField
            label="Mã cấp máy (8 số)"
            name="code"
            purpose="digits"
            autoComplete="one-time-code"
            short
            defaultValue={given?.code}
            error={errorOf('code')}
          />
          <TextField label="Tên máy" note="(không bắt buộc)" name="device" defaultValue={deviceName()} />
          <Button kind="primary" type="submit" wide busy={busy}>
            Tiếp tục
          </Button>
        </form>
      </Page>
    </Screen>
  );
}
