import { useCallback, useState } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { Enrolment, FinishProblem } from '../../store/phone-gate.ts';
import { sayVaultProblem } from '../../store/vault-words.ts';
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
import { RecoverySlip } from './recovery-slip.tsx';

export type SecretStepsProps = {
  readonly enrolment: Enrolment;
  readonly unitName: string;
  readonly dateText: string;
  readonly onOpened: (phone: Phone) => void;
  readonly onBack: () => void;
};

type Step = 'words' | 'own-words' | 'pin' | 'pin-again';

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
  const passphrase = own ?? proposed.value;

  const finish = useCallback(
    async (pin?: string) => {
      if (passphrase === undefined) return;
      setBusy(true);
      setFailure(undefined);
      const done = await enrolment.finish({ passphrase, passkey, ...(pin === undefined ? {} : { pin }) });
      setBusy(false);
      if (done.ok) {
        onOpened(done.value.phone);
        return;
      }
      setStep(stepFor(done.error, own !== undefined));
      if (done.error.tag.startsWith('pin')) setPinError(sayVaultProblem(done.error));
      else setFailure(sayVaultProblem(done.error));
    },
    [enrolment, passphrase, passkey, own, onOpened],
  );

  if (step === 'pin' || step === 'pin-again') {
    const again = step === 'pin-again';
    return (
      <Screen title="Đặt mã PIN" withoutTabs onBack={() => setStep(again ? 'pin' : 'words')}>
        <Page>
          <p>{again ? 'Nhập lại mã PIN vừa chọn.' : 'Bước 3/3: chọn 6 chữ số để mở khóa hằng ngày.'}</p>
          {failure === undefined ? null : <Banner tone="danger">{failure}</Banner>}
          <PinPad
            key={step}
            label={again ? 'Nhập lại mã PIN' : 'Mã PIN mới'}
            eraseLabel="Xóa một số"
            progressText={(entered, length) => `Đã nhập ${entered} trên ${length} số`}
            error={pinError}
            disabled={busy}
            onComplete={(pin) => {
              if (!again) {
                setPinError(undefined);
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
          <Button kind="quiet" busy={busy} onClick={() => void finish()}>
            Không dùng mã PIN
          </Button>
        </Page>
      </Screen>
    );
  }

  return (
    <Screen title="Cụm từ khôi phục" withoutTabs onBack={onBack}>
      <Page>
        <div className={`${styles.form} ${styles.screen}`}>
          <p>
            {demo ? '' : 'Bước 2/3. '}
            Chào {user.name}, {unitName}. Bốn từ này mở dữ liệu trên máy khi quên mã PIN. Chép hoặc in ra, cất ở văn
            phòng.
          </p>
          {failure === undefined ? null : (
            <div role="alert">
              <Banner tone="danger">{failure}</Banner>
            </div>
          )}
          {step === 'own-words' ? (
            <TextField
              label="Cụm từ của bạn"
              hint="Bốn từ khác nhau, hoặc từ 10 ký tự. Gõ có dấu hay không đều như nhau."
              defaultValue={own ?? ''}
              autoCapitalize="off"
              onChange={(event) => setOwn(event.target.value)}
            />
          ) : (
            <output className={styles.words} aria-label="Cụm từ khôi phục">
              {passphrase ?? WORDS.loading}
            </output>
          )}
          <div className={styles.buttons}>
            {step === 'words' ? (
              <>
                <Button icon={<IconPrint size={1.25} />} onClick={() => window.print()}>
                  In phiếu khôi phục
                </Button>
                <Button kind="quiet" onClick={proposed.again}>
                  Đổi cụm khác
                </Button>
                <Button
                  kind="quiet"
                  onClick={() => {
                    setOwn('');
                    setStep('own-words');
                  }}
                >
                  Tự đặt cụm từ
                </Button>
              </>
            ) : (
              <Button
                kind="quiet"
                onClick={() => {
                  setOwn(undefined);
                  setStep('words');
                }}
              >
                Dùng cụm từ gợi ý
              </Button>
            )}
          </div>
          {canUsePasskey ? (
            <CheckboxField
              label="Mở khóa bằng vân tay, khuôn mặt của máy"
              checked={passkey}
              onChange={(event) => setPasskey(event.target.checked)}
            />
          ) : null}
          {enrolment.mayUsePin && !demo ? (
            <Button kind="primary" wide disabled={passphrase === undefined} onClick={() => setStep('pin')}>
              Đã chép, đặt mã PIN
            </Button>
          ) : (
            <Button kind="primary" wide busy={busy} disabled={passphrase === undefined} onClick={() => void finish()}>
              Đã chép, bắt đầu
            </Button>
          )}
          {enrolment.mayUsePin && demo ? (
            <Button kind="quiet" disabled={passphrase === undefined} onClick={() => setStep('pin')}>
              Đặt thêm mã PIN 6 số
            </Button>
          ) : null}
        </div>
        {passphrase === undefined ? null : (
          <RecoverySlip passphrase={passphrase} name={user.name} unitName={unitName} dateText={dateText} demo={demo} />
        )}
      </Page>
    </Screen>
  );
}

function stepFor(problem: FinishProblem, isOwn: boolean): Step {
  if (problem.tag.startsWith('pin')) return 'pin';
  return isOwn ? 'own-words' : 'words';
}
