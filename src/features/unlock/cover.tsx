import { useCallback, useContext, useEffect, useRef } from 'react';
import type { Result } from '../../domain/result.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { VaultProblem } from '../../store/vault-words.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ChromeContext } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { SecretForm } from './secret-form.tsx';
import styles from './unlock.module.css';

/** Hides everything while the keys stay in memory; what was being written stays below, untouched. */
export function Cover({ phone }: { readonly phone: Phone }) {
  const { notice } = useContext(ChromeContext);
  const titleRef = useRef<HTMLHeadingElement>(null);
  const { value: slots } = useLoaded(useCallback(() => phone.slots(), [phone]));
  useEffect(() => titleRef.current?.focus(), []);
  const problem = async (uncovering: Promise<Result<void, VaultProblem>>) => {
    const done = await uncovering;
    return done.ok ? undefined : done.error;
  };
  return (
    <div className={styles.cover} role="dialog" aria-modal="true" aria-labelledby="cover-title">
      {notice}
      <Page>
        <h1 id="cover-title" ref={titleRef} tabIndex={-1}>
          {WORDS.product} đang che
        </h1>
        <p>Những gì đang viết vẫn còn; máy vẫn tự gửi.</p>
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
    </div>
  );
}
