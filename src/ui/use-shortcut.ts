import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import { isComposing } from './is-composing.ts';

/**
 * Which shortcuts answer below here: `none` under a cover, `escape` alone where a person has switched the others off
 * (WCAG 2.1.4).
 */
export type ShortcutScope = 'all' | 'escape' | 'none';

const ShortcutContext = createContext<ShortcutScope>('all');
export const ShortcutProvider = ShortcutContext.Provider;

/** Whether a cover stands over what is here. */
export function useIsCovered(): boolean {
  return useContext(ShortcutContext) === 'none';
}

/**
 * Runs `action` on a key with modifiers (`Ctrl+Enter`, `F2`, `Alt+1`; Ctrl is ⌘ on a Mac) anywhere on the page.
 * Never a single letter: Telex types its tones with them. `?` alone answers only where nobody types. Below an open dialog
 * nothing answers.
 *
 *     useShortcut('Ctrl+Enter', save);
 */
export function useShortcut(keys: string, action: () => void, enabled = true): void {
  const scope = useContext(ShortcutContext);
  const isOn = enabled && (scope === 'all' || (scope === 'escape' && keys === 'Escape'));
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || !isPressed(keys, event)) return;
    // Its Escape closes it; the page below must not take the same key for itself.
    if (document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    action();
  });

  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isOn]);
}

function isPressed(keys: string, event: KeyboardEvent): boolean {
  // Which keys make a question mark differs between keyboards.
  if (keys === '?') return event.key === '?' && !hasModifier(event) && !isTyping(event.target);
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return (
    isKey(key, event) &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  );
}

/** With Alt a digit's key types something else on a Mac and on a Vietnamese keyboard: there its place counts. */
function isKey(key: string, { key: typed, code }: KeyboardEvent): boolean {
  return typed.toLowerCase() === key.toLowerCase() || (/^\d$/.test(key) && code === `Digit${key}`);
}

function hasModifier({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
