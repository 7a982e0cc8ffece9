export type Theme = 'light' | 'dark' | 'auto' | 'sunlight';
export type TextSize = 'small' | 'normal' | 'large' | 'largest';

/** Puts the choices of the person on the root element, where tokens.css and base.css read them. */
export function applyAppearance(root: HTMLElement, theme: Theme, textSize: TextSize): void {
  root.dataset.theme = theme;
  root.dataset.textSize = textSize;
}
