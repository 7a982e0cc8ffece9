import { useCallback, useState } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { Enrolment, FinishProblem } from '../../store/phone-gate.ts';
import { checkPin } from '../../store/vault/pin-slot.ts';
import { sayVaultProblem } from '../../store/vault-words.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { IconPrint } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { PinPad } from '../../ui/pin-pad.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './enrol.module.css';
import { ProposedWords } from './proposed-words.tsx';
import { RecoverySlip } from './recovery-slip.tsx';

export type SecretStepsProps = {
  readonly enrolment: Enrolment;
  readonly unitName: string;
  readonly dateText: string;
  readonly onOpened: (phone: Phone) => void;
  readonly onBack: () => void;
};

type Step = 'words' | 'pin' | 'pin-again';

/** The passphrase, proposed and printed; then the PIN, twice. The demo goes straight in after the passphrase. */
export function SecretSteps(props: SecretStepsProps) {
  const { enrolment, unitName, dateText, onOpened, onBack } = props;
  const { demo, user } = enrolment.profile;
  const proposed = useLoaded(enrolment.proposePassphrase);
  const canUsePasskey = useLoaded(enrolment.canUsePasskey).value ?? false;
  const [own, setOwn] = useState<string>();
  const [step, setStep] = useState<Step>('words');
  const [firstPin, setFirstPin] = useState('');
  const [pinError, setPinError] = useState<string>();
  const [passkey, setPasskey] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ readonly phone: Phone; readonly lacks: string }>();
  const passphrase = own ?? proposed.value;

  const finish = useCallback(
    async (pin?: string) => {
      if (passphrase === undefined) return;
      setBusy(true);
      setFailure(undefined);
      const done = await enrolment.finish({ passphrase, passkey, ...(pin === undefined ? {} : { pin }) });
      setBusy(false);
      if (done.ok) {
        const { phone, pinProblem, passkeyProblem } = done.value;
        const lacks = [pinProblem, passkeyProblem].flatMap((problem) => (problem ? [sayVaultProblem(problem)] : []));
        if (lacks.length === 0) onOpened(phone);
        else setMade({ phone, lacks: lacks.join(' ') });
        return;
      }
      setStep(stepFor(done.error));
      if (done.error.tag.startsWith('pin')) setPinError(sayVaultProblem(done.error));
      else setFailure(sayVaultProblem(done.error));
    },
    [enrolment, passphrase, passkey, onOpened],
  );

  if (made !== undefined) return <MadeWithout lacks={made.lacks} onOn={() => onOpened(made.phone)} />;
  if (step === 'pin' || step === 'pin-again') {
    return (
      <PinStep
        again={step === 'pin-again'}
        demo={demo}
        failure={failure}
        pinError={pinError}
        busy={busy}
        onBack={() => setStep(step === 'pin-again' ? 'pin' : 'words')}
        onWithout={() => void finish()}
        onPin={(pin) => {
          if (step === 'pin') {
            const checked = checkPin(pin);
            setPinError(checked.ok ? undefined : sayVaultProblem(checked.error));
            if (!checked.ok) return undefined;
            setFirstPin(pin);
            setStep('pin-again');
            return undefined;
          }
          if (pin === firstPin) return finish(pin);
          setPinError('Hai lần nhập không giống nhau. Chọn lại mã PIN.');
          setStep('pin');
          return undefined;
        }}
      />
    );
  }

  return (
    <Screen title="Cụm từ khôi phục" withoutTabs onBack={onBack}>
      <Page>
        <div className={`${styles.form} ${styles.screen}`}>
          {demo ? null : (
            <h2 className={styles.step}>Bước {enrolment.mayUsePin ? '2/3' : '2/2'} · Cất cụm từ khôi phục</h2>
          )}
          <p>
            Chào {user.name}, {unitName}. {own === undefined ? 'Bốn từ này, mỗi từ hai tiếng,' : 'Cụm từ này'} mở dữ
            liệu trên máy khi quên mã PIN. Chép hoặc in ra, cất ở văn phòng.
          </p>
          <Alarm>{failure}</Alarm>
          <Words proposed={proposed.value} own={own} onOwn={setOwn} onAnother={proposed.again} />
          {canUsePasskey ? (
            <CheckboxField
              label="Mở khóa bằng vân tay, khuôn mặt của máy"
              checked={passkey}
              onChange={(event) => setPasskey(event.target.checked)}
            />
          ) : null}
          <Onward
            mayUsePin={enrolment.mayUsePin}
            demo={demo}
            ready={passphrase !== undefined}
            busy={busy}
            onPin={() => setStep('pin')}
            onFinish={() => void finish()}
          />
        </div>
        {passphrase === undefined ? null : (
          <RecoverySlip
            passphrase={passphrase}
            own={own !== undefined}
            name={user.name}
            unitName={unitName}
            dateText={dateText}
            demo={demo}
          />
        )}
      </Page>
    </Screen>
  );
}

/** The phone is made, but not all that was chosen to open it: said before anyone relies on it. */
function MadeWithout({ lacks, onOn }: { readonly lacks: string; readonly onOn: () => void }) {
  return (
    <Screen title="Đã cấp máy" withoutTabs>
      <Page>
        <Banner tone="warning" announced>
          {lacks}
        </Banner>
        <p>Máy đã dùng được; lần sau mở bằng cụm từ khôi phục.</p>
        <Button kind="primary" wide onClick={onOn}>
          Bắt đầu
        </Button>
      </Page>
    </Screen>
  );
}

type PinStepProps = {
  readonly again: boolean;
  readonly demo: boolean;
  readonly failure: string | undefined;
  readonly pinError: string | undefined;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onPin: (pin: string) => Promise<void> | undefined;
  readonly onWithout: () => void;
};

function PinStep({ again, demo, failure, pinError, busy, onBack, onPin, onWithout }: PinStepProps) {
  return (
    <Screen title="Đặt mã PIN" withoutTabs onBack={onBack}>
      <Page>
        {demo ? null : <h2 className={styles.step}>Bước 3/3 · {again ? 'Nhập lại mã PIN' : 'Chọn mã PIN'}</h2>}
        <p>{again ? 'Nhập lại mã PIN vừa chọn.' : 'Chọn 6 chữ số để mở khóa hằng ngày.'}</p>
        {failure === undefined ? null : <Banner tone="danger">{failure}</Banner>}
        <PinPad
          key={again ? 'again' : 'first'}
          label={again ? 'Nhập lại mã PIN' : 'Mã PIN mới'}
          eraseLabel="Xóa một số"
          progressText={(entered, length) => `Đã nhập ${entered} trên ${length} số`}
          error={pinError}
          disabled={busy}
          onComplete={onPin}
        />
        <Button kind="quiet" busy={busy} onClick={onWithout}>
          Không dùng mã PIN
        </Button>
      </Page>
    </Screen>
  );
}

type WordsProps = {
  readonly proposed: string | undefined;
  /** Undefined: the proposed ones are used. */
  readonly own: string | undefined;
  readonly onOwn: (own: string | undefined) => void;
  readonly onAnother: () => void;
};

function Words({ proposed, own, onOwn, onAnother }: WordsProps) {
  if (own !== undefined) {
    return (
      <>
        <TextField
          label="Cụm từ của bạn"
          hint="Bốn từ khác nhau, hoặc từ 10 ký tự. Gõ có dấu hay không đều như nhau."
          defaultValue={own}
          autoCapitalize="off"
          onChange={(event) => onOwn(event.target.value)}
        />
        <div className={styles.buttons}>
          <Button kind="quiet" onClick={() => onOwn(undefined)}>
            Dùng cụm từ gợi ý
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <output className={styles.words} aria-label="Cụm từ khôi phục">
        {proposed === undefined ? WORDS.loading : <ProposedWords passphrase={proposed} />}
      </output>
      <div className={styles.buttons}>
        <Button icon={<IconPrint size={1.25} />} onClick={() => window.print()}>
          In phiếu khôi phục
        </Button>
        <Button kind="quiet" onClick={onAnother}>
          Đổi cụm khác
        </Button>
        <Button kind="quiet" onClick={() => onOwn('')}>
          Tự đặt cụm từ
        </Button>
      </div>
    </>
  );
}

type OnwardProps = {
  readonly mayUsePin: boolean;
  readonly demo: boolean;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly onPin: () => void;
  readonly onFinish: () => void;
};

function Onward({ mayUsePin, demo, ready, busy, onPin, onFinish }: OnwardProps) {
  if (mayUsePin && !demo) {
    return (
      <Button kind="primary" wide disabled={!ready} onClick={onPin}>
        Đã chép, đặt mã PIN
      </Button>
    );
  }
  return (
    <>
      <Button kind="primary" wide busy={busy} disabled={!ready} onClick={onFinish}>
        Đã chép, bắt đầu
      </Button>
      {mayUsePin ? (
        <Button kind="quiet" disabled={!ready} onClick={onPin}>
          Đặt thêm mã PIN 6 số
        </Button>
      ) : null}
    </>
  );
}

function stepFor(problem: FinishProblem): Step {
  return problem.tag.startsWith('pin') ? 'pin' : 'words';
}
