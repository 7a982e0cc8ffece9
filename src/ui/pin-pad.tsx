import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { IconBackspace } from './icons.tsx';
import styles from './pin-pad.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface PinPadProps {
  readonly label: string;
  /** Digits of the PIN; 6 unless told. */
  readonly length?: number;
  /** Called with the last digit. While its promise runs no key works; afterwards the pad is empty again. */
  readonly onComplete: (pin: string) => Promise<void> | void;
  readonly error?: string | undefined;
  readonly eraseLabel: string;
  /** For those who do not see the dots: "Đã nhập 3 trên 6 số". */
  readonly progressText: (entered: number, length: number) => string;
  /** The place left of 0: a fingerprint. */
  readonly extraKey?: { readonly label: string; readonly icon: ReactNode; readonly onPress: () => void } | undefined;
  /** No key works, say while waiting after wrong ones. */
  readonly disabled?: boolean;
}

/** Digits typed on large keys, on a keyboard, or pasted; never shown. Works in every order of these. */
export function PinPad(props: PinPadProps) {
  const { label, length = 6, onComplete, error, eraseLabel, progressText, extraKey, disabled = false } = props;
  const id = useId();
  const [pin, setPin] = useState('');
  const [checking, setChecking] = useState(false);
  const inputRef = useRef<HTMLInputElement>(null);
  const off = checking || disabled;

  useEffect(() => inputRef.current?.focus(), []);

  const check = async (complete: string) => {
    setChecking(true);
    try {
      await onComplete(complete);
    } finally {
      setPin('');
      setChecking(false);
    }
  };

  const enter = (typed: string) => {
    if (off) return;
    const digits = typed.replace(/\D/g, '').slice(0, length);
    setPin(digits);
    if (digits.length === length) void check(digits);
  };

  // Digits reach the pad wherever in it the focus is; in the input itself the browser types them.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target === inputRef.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key)) enter(pin + event.key);
    if (event.key === 'Backspace') enter(pin.slice(0, -1));
  };

  const digitKey = (digit: number) => (
    <button
      key={digit}
      type="button"
      className={styles.key}
      aria-disabled={off || undefined}
      onClick={() => enter(pin + digit)}
    >
      {digit}
    </button>
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only passes on what is typed beside the input
    <div className={classNames(styles.pad, checking && styles.busy)} onKeyDown={onKeyDown}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.entry}>
        {Array.from({ length }, (_, place) => place).map((place) => (
          <span key={place} className={classNames(styles.dot, place < pin.length && styles.filled)} />
        ))}
        <input
          ref={inputRef}
          id={id}
          className={styles.input}
          type="password"
          // The keys below are the keyboard. `one-time-code`: no browser offers to remember it.
          inputMode="none"
          autoComplete="one-time-code"
          value={pin}
          readOnly={off}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-message`}
          onChange={(event) => enter(event.target.value)}
        />
      </div>
      <div className={styles.message} id={`${id}-message`} role="alert">
        {error}
      </div>
      <VisuallyHidden role="status">{pin === '' ? '' : progressText(pin.length, length)}</VisuallyHidden>
      <div className={styles.keys}>
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map(digitKey)}
        {extraKey ? (
          <button
            type="button"
            className={classNames(styles.key, styles.plain)}
            aria-label={extraKey.label}
            title={extraKey.label}
            aria-disabled={checking || undefined}
            onClick={() => {
              if (!checking) extraKey.onPress();
            }}
          >
            {extraKey.icon}
          </button>
        ) : (
          <span />
        )}
        {digitKey(0)}
        <button
          type="button"
          className={classNames(styles.key, styles.plain)}
          aria-label={eraseLabel}
          title={eraseLabel}
          aria-disabled={off || undefined}
          onClick={() => enter(pin.slice(0, -1))}
        >
          <IconBackspace size={1.75} />
        </button>
      </div>
    </div>
  );
}
