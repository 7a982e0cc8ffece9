interface KeyPress {
  readonly keyCode: number;
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing?: boolean };
}

/**
 * Whether this key belongs to a syllable that is still being composed (Telex, VNI, a phone's keyboard). Everything that
 * acts on Enter or a shortcut asks here first. Key code 229 too: Safari before 27 reports the flag in the wrong order.
 */
export function isComposing(event: KeyPress): boolean {
  return (event.nativeEvent ?? event).isComposing === true || event.keyCode === 229;
}
