import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../domain/result.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { LockedPhone } from '../../store/phone-gate.ts';
import { sayVaultProblem, type VaultProblem } from '../../store/vault-words.ts';
import { Button } from '../../ui/button.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Page } from '../../ui/page.tsx';
import { Screen, WaitingScreen } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { DemoUnlock } from './demo-unlock.tsx';
import { SecretForm } from './secret-form.tsx';

/** Seldom needed: no part of the first screen. */
const Recovery = lazyPart(() => import('./recovery.tsx').then((m) => m.Recovery));

export type UnlockPageProps = {
  readonly locked: LockedPhone;
  readonly onOpened: (phone: Phone) => void;
  /** To the door: another user, another way in. */
  readonly onOther: () => void;
  readonly nowMs: () => number;
  /** A request for help stands on the screen: this page must not be loaded anew, or its answer would not fit. */
  readonly onRecovering?: (recovering: boolean) => void;
  /** Of a phone that a door of the demo has enrolled: it opens by one tap. */
  readonly demoWords?: string | undefined;
};

/** Mở khóa: PIN, fingerprint or passphrase; works without a network. */
export function UnlockPage({ locked, onOpened, onOther, nowMs, onRecovering, demoWords }: UnlockPageProps) {
  const { value: slots, again } = useLoaded(useCallback(() => locked.slots(), [locked]));
  const [recovering, setRecovering] = useState(false);
  const [pending, setPending] = useState(false);
  const overview = slots?.ok ? slots.value : undefined;
  useEffect(() => {
    onRecovering?.(recovering || pending);
    return () => onRecovering?.(false);
  }, [recovering, pending, onRecovering]);

  // One request, also for who goes back and comes again: the answer to it may be on its way.
  const asked = useRef<ReturnType<LockedPhone['requestRecovery']>>(undefined);
  const request = useCallback(async () => {
    asked.current ??= locked.requestRecovery();
    const made = await asked.current;
    if (made.ok) setPending(true);
    else asked.current = undefined;
    return made;
  }, [locked]);

  const taken = useCallback(
    async (opening: Promise<Result<Phone, VaultProblem>>): Promise<VaultProblem | undefined> => {
      const opened = await opening;
      if (opened.ok) onOpened(opened.value);
      else again();
      return opened.ok ? undefined : opened.error;
    },
    [onOpened, again],
  );

  if (recovering) {
    return (
      <Suspense fallback={<WaitingScreen label={WORDS.loading} withoutTabs />}>
        <Recovery locked={locked} request={request} onOpened={onOpened} onBack={() => setRecovering(false)} />
      </Suspense>
    );
  }
  return (
    <Screen title={`Xin chào, ${locked.user.name}`} withoutTabs>
      <Page>
        <p>{locked.user.unitName}</p>
        {slots !== undefined && !slots.ok ? <p role="alert">{sayVaultProblem(slots.error)}</p> : null}
        {demoWords === undefined ? null : <DemoUnlock onOpen={() => taken(locked.openWithPassphrase(demoWords))} />}
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
