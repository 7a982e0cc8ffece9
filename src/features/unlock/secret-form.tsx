import { useState } from 'react';
import { sayVaultProblem, type VaultProblem } from '../../store/vault-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconFingerprint } from '../../ui/icons.tsx';
import { PinPad } from '../../ui/pin-pad.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './unlock.module.css';
import { useCountdown } from './use-countdown.ts';

/** Answers what went wrong; nothing when it opened. */
type Open = Promise<VaultProblem | undefined>;

export type SecretFormProps = {
  /** Absent where no PIN can be used. */
  readonly pin: ((pin: string) => Open) | undefined;
  readonly passkey: (() => Open) | undefined;
  readonly passphrase: (passphrase: string, newPin?: string) => Open;
  /** The PIN has ended or was never set: one may be chosen in the same step. */
  readonly offersNewPin: boolean;
  readonly nowMs: () => number;
};

/** The secrets that open or uncover, the everyday one first. */
export function SecretForm({ pin, passkey, passphrase, offersNewPin, nowMs }: SecretFormProps) {
  const [failure, setFailure] = useState<VaultProblem>();
  const [withWords, setWithWords] = useState(false);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const waits = failure?.tag === 'wait' ? failure.untilMs : undefined;
  const left = useCountdown(waits, nowMs);
  const words = failure === undefined || (waits !== undefined && left === 0) ? undefined : sayVaultProblem(failure);

  const run = async (work: () => Open) => {
    setBusy(true);
    setFailure(await work());
    setBusy(false);
  };

  /** What was wrong with one secret says nothing of the other. */
  const turnTo = (isWords: boolean) => {
    setWithWords(isWords);
    if (failure?.tag !== 'wait') setFailure(undefined);
  };

  if (pin !== undefined && !withWords) {
    return (
      <>
        <PinPad
          label="Mã PIN"
          eraseLabel="Xóa một số"
          progressText={(entered, length) => `Đã nhập ${entered} trên ${length} số`}
          error={left > 0 ? `${words} (còn ${left} giây)` : words}
          disabled={left > 0}
          onComplete={(typed) => run(() => pin(typed))}
          extraKey={
            passkey
              ? { label: 'Mở bằng vân tay', icon: <IconFingerprint size={2} />, onPress: () => void run(passkey) }
              : undefined
          }
        />
        <Button kind="quiet" onClick={() => turnTo(true)}>
          Dùng cụm từ khôi phục
        </Button>
      </>
    );
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const typed = String(data.get('words') ?? '');
        const newPin = String(data.get('newPin') ?? '').trim();
        // Nothing was tried: it must not count as a wrong one.
        setMissing(typed.trim() === '');
        if (typed.trim() !== '') void run(() => passphrase(typed, newPin === '' ? undefined : newPin));
      }}
    >
      {words === undefined ? null : (
        <div role="alert">
          <Banner tone="danger">{left > 0 ? `${words} (còn ${left} giây)` : words}</Banner>
        </div>
      )}
      <TextField
        label="Cụm từ khôi phục"
        hint="Bốn từ trên Phiếu khôi phục. Không cần gõ dấu."
        name="words"
        error={missing ? 'Nhập cụm từ khôi phục' : undefined}
        autoCapitalize="off"
        autoComplete="current-password"
      />
      {offersNewPin ? (
        <TextField
          label="Mã PIN mới (6 số)"
          note="(không bắt buộc)"
          hint="Để lần sau mở nhanh hơn, trong 7 ngày"
          name="newPin"
          purpose="secret"
          inputMode="numeric"
          autoComplete="off"
          short
        />
      ) : null}
      <Button kind="primary" type="submit" wide busy={busy} disabled={left > 0}>
        Mở khóa
      </Button>
      {passkey ? (
        <Button wide icon={<IconFingerprint />} busy={busy} onClick={() => void run(passkey)}>
          Mở bằng vân tay
        </Button>
      ) : null}
      {pin === undefined ? null : (
        <Button kind="quiet" onClick={() => turnTo(false)}>
          Dùng mã PIN
        </Button>
      )}
    </form>
  );
}
