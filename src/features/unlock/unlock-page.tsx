import { useCallback, useState } from 'react';
import type { Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { LockedPhone } from '../../store/phone-gate.ts';
import { sayVaultProblem, type VaultProblem } from '../../store/vault-words.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { Recovery } from './recovery.tsx';
import { SecretForm } from './secret-form.tsx';

export type UnlockPageProps = {
  readonly locked: LockedPhone;
  readonly onOpened: (phone: Phone) => void;
  /** To the door: another user, another way in. */
  readonly onOther: () => void;
  readonly nowMs: () => number;
};

/** Mở khóa: PIN, fingerprint or passphrase; works without a network. */
export function UnlockPage({ locked, onOpened, onOther, nowMs }: UnlockPageProps) {
  const { value: slots, again } = useLoaded(useCallback(() => locked.slots(), [locked]));
  const [recovering, setRecovering] = useState(false);
  const overview = slots?.ok ? slots.value : undefined;

  const taken = useCallback(
    async (opening: Promise<Result<Phone, VaultProblem>>): Promise<VaultProblem | undefined> => {
      const opened = await opening;
      if (opened.ok) onOpened(opened.value);
      else again();
      return opened.ok ? undefined : opened.error;
    },
    [onOpened, again],
  );

  if (recovering) return <Recovery locked={locked} onOpened={onOpened} onBack={() => setRecovering(false)} />;
  return (
    <Screen title={`Xin chào, ${locked.user.name}`} withoutTabs>
      <Page>
        <p>{locked.user.unitName}</p>
        {slots !== undefined && !slots.ok ? <p role="alert">{sayVaultProblem(slots.error)}</p> : null}
        {overview === undefined ? null : (
          <SecretForm
            pin={overview.pinUntilMs === undefined ? undefined : (pin) => taken(locked.openWithPin(pin))}
            passkey={overview.passkey ? () => taken(locked.openWithPasskey()) : undefined}
            passphrase={(words, newPin) => taken(locked.openWithPassphrase(words, newPin))}
            offersNewPin={overview.pinUntilMs === undefined}
            nowMs={nowMs}
          />
        )}
        {overview?.recovery ? (
          <Button kind="quiet" onClick={() => setRecovering(true)}>
            Quên cả mã PIN và cụm từ
          </Button>
        ) : null}
        <Button kind="quiet" onClick={onOther}>
          Người khác, cách vào khác
        </Button>
      </Page>
    </Screen>
  );
}
