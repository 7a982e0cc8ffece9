import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';
import { IconClose } from './icons.tsx';
import { useIsCovered } from './use-shortcut.ts';

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  /** Asked for by Esc, Android's back, ✕; the caller then stops rendering the dialog, or not. */
  readonly onClose: () => void;
  /** A tap beside the dialog closes it too; for menus, not where something was typed. */
  readonly closesOnVeil?: boolean;
  /** The buttons, the most important one first. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/**
 * A question or a small form over the screen, from below on a phone. It is open while it is rendered:
 * `{isAsking ? <Dialog title="Bỏ bản này?" …>…</Dialog> : null}`. The focus goes to its title, or to the element marked
 * `data-autofocus`, stays inside, and returns to where it was.
 */
export function Dialog({ title, closeLabel, onClose, closesOnVeil, actions, children }: DialogProps) {
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const titleRef = useRef<HTMLHeadingElement>(null);

  const before = useRef<Element>(null);
  const isCovered = useIsCovered();

  useEffect(() => {
    const dialog = ref.current;
    // The last modal one has the screen to itself: it must not come over a cover, and one that is open stays so.
    if (isCovered || !dialog?.isConnected || dialog.open) return;
    before.current = document.activeElement;
    dialog.showModal();
    (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? titleRef.current)?.focus();
  }, [isCovered]);
  useEffect(() => {
    const dialog = ref.current;
    return () => {
      dialog?.close();
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    };
  }, []);

  const onVeil = (event: MouseEvent) => {
    if (closesOnVeil && event.target === ref.current) onClose();
  };

  return (
    // The keyboard's way out is Esc, which the browser sends as `cancel`.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={titleId}
      onClick={onVeil}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // A browser may close it unasked (Esc pressed twice); then the caller must learn of it.
        if (ref.current?.isConnected && !ref.current.open) onClose();
      }}
    >
      <div className={styles.head}>
        <h2 ref={titleRef} id={titleId} className={styles.title} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label={closeLabel} icon={<IconClose />} onClick={onClose} />
      </div>
      {children ? <div className={styles.body}>{children}</div> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </dialog>
  );
}
