import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `primary`: the one thing to do here. `danger`: cannot be undone. */
  readonly kind?: ButtonKind;
  /** Work is under way: the button keeps its focus and its words, turns a ring, and takes no second press. */
  readonly busy?: boolean;
  readonly icon?: ReactNode;
  /** As wide as what it stands in. */
  readonly wide?: boolean;
}

/**
 * `<Button kind="primary" type="submit" busy={isSaving}>Lưu</Button>`. Of type `button` unless told, so that none
 * submits a form by accident.
 */
export function Button({ kind = 'secondary', wide, icon, children, ...rest }: ButtonProps) {
  return (
    <PlainButton {...rest} icon={icon} className={classNames(styles.button, styles[kind], wide && styles.wide)}>
      {children}
    </PlainButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'wide' | 'aria-label'> {
  /** What it does, in words: read aloud, and shown when a mouse rests on it. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button that only shows an icon: `<IconButton label="Quay lại" icon={<IconBack />} onClick={…} />`. */
export function IconButton({ kind = 'quiet', label, icon, ...rest }: IconButtonProps) {
  return (
    <PlainButton
      {...rest}
      icon={icon}
      aria-label={label}
      title={label}
      className={classNames(styles.button, styles.square, styles[kind])}
    />
  );
}

interface PlainButtonProps extends ComponentProps<'button'> {
  readonly busy?: boolean | undefined;
  readonly icon: ReactNode;
}

function PlainButton({ busy = false, icon, children, onClick, type = 'button', ...rest }: PlainButtonProps) {
  const onPress = (event: MouseEvent<HTMLButtonElement>) => {
    // Not `disabled`: that would drop the focus, and a screen reader with it.
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      onClick={onPress}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      data-screen-only
    >
      {busy ? <span className={styles.spinner} /> : icon}
      {children}
    </button>
  );
}
