import { useEffect, useEffectEvent } from 'react';
import { isComposing } from './is-composing.ts';

/**
 * Runs `action` on a key with modifiers (`Ctrl+Enter`, `F2`, `Alt+1`; Ctrl is ⌘ on a Mac) anywhere on the page.
 * Never a single letter: Telex types its tones with them. Below an open dialog nothing answers.
 *
 *     useShortcut('Ctrl+Enter', save);
 */
export function useShortcut(keys: string, action: () => void, enabled = true): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || !isPressed(keys, event)) return;
    // Its Escape closes it; the page below must not take the same key for itself.
    if (document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    action();
  });

  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled]);
}

function isPressed(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1)?.toLowerCase();
  return (
    event.key.toLowerCase() === key &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  );
}
