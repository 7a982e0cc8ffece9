import { useCallback, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import type { Result } from '../../domain/result.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { VaultProblem } from '../../store/vault-words.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ChromeContext } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { DemoUnlock } from './demo-unlock.tsx';
import { SecretForm } from './secret-form.tsx';
import styles from './unlock.module.css';

/**
 * Hides everything while the keys stay in memory; what was being written stays below, untouched. A modal dialog: one that
 * stands open below would otherwise keep every touch from it, and an iPhone has no key that closes it.
 */
export function Cover({ phone }: { readonly phone: Phone }) {
  const { notice } = useContext(ChromeContext);
  const titleRef = useRef<HTMLHeadingElement>(null);
  const { value: slots } = useLoaded(useCallback(() => phone.slots(), [phone]));
  const { demoWords } = phone;
  const ref = useRef<HTMLDialogElement>(null);
  const before = useRef<Element>(null);
  // Before the browser notices that what had the focus is hidden: it goes back there.
  useLayoutEffect(() => {
    if (ref.current?.open !== false) return;
    before.current = document.activeElement;
    ref.current.showModal();
    titleRef.current?.focus();
  }, []);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement) before.current.focus();
    },
    [],
  );
  const problem = async (uncovering: Promise<Result<void, VaultProblem>>) => {
    const done = await uncovering;
    return done.ok ? undefined : done.error;
  };
  return (
    <dialog
      ref={ref}
      className={styles.cover}
      aria-labelledby="cover-title"
      onCancel={(event) => event.preventDefault()}
      onClose={() => {
        // A browser may close it unasked (Esc pressed twice).
        if (ref.current?.isConnected && !ref.current.open) ref.current.showModal();
      }}
    >
      {notice}
      <Page>
        <h1 id="cover-title" ref={titleRef} tabIndex={-1}>
          {WORDS.product} đang che
        </h1>
        <p>Những gì đang viết vẫn còn; máy vẫn tự gửi.</p>
        {demoWords === undefined ? null : (
          <DemoUnlock onOpen={() => problem(phone.lock.uncoverWithPassphrase(demoWords))} />
        )}
        {slots === undefined ? null : (
          <SecretForm
            pin={slots.pinUntilMs === undefined ? undefined : (pin) => problem(phone.lock.uncoverWithPin(pin))}
            passkey={slots.passkey ? () => problem(phone.lock.uncoverWithPasskey()) : undefined}
            passphrase={(words) => problem(phone.lock.uncoverWithPassphrase(words))}
            offersNewPin={false}
            nowMs={phone.nowMs}
          />
        )}
        <Button kind="quiet" onClick={phone.lockNow}>
          Khóa hẳn, người khác dùng máy
        </Button>
      </Page>
    </dialog>
  );
}
