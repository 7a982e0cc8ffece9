import type { Appearance } from '../features/settings/more-page.tsx';
import { applyAppearance, type TextSize, type Theme } from '../ui/appearance.ts';

const KEY = 'gan-dan.appearance';
const USUAL: Appearance = { theme: 'auto', textSize: 'normal' };
const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'sunlight'];
const SIZES: readonly TextSize[] = ['small', 'normal', 'large', 'largest'];

/** How this person likes to read; of this browser, not of a vault, so that the unlock screen has it too. */
export function readAppearance(): Appearance {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { theme?: unknown; textSize?: unknown };
    return {
      theme: THEMES.find((theme) => theme === kept.theme) ?? USUAL.theme,
      textSize: SIZES.find((size) => size === kept.textSize) ?? USUAL.textSize,
    };
  } catch {
    return USUAL;
  }
}

export function showAppearance({ theme, textSize }: Appearance): void {
  applyAppearance(document.documentElement, theme, textSize);
}

export function keepAppearance(appearance: Appearance): void {
  showAppearance(appearance);
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // Without storage it holds until the page is closed.
  }
}
