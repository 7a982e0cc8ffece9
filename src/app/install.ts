/** Chrome's offer to install this page; it comes once, by itself. */
type InstallPrompt = Event & { readonly prompt: () => Promise<unknown> };

export type InstallState = {
  /** Opened from its icon. */
  readonly isInstalled: boolean;
  readonly isOffered: boolean;
};

const listeners = new Set<() => void>();
let offer: InstallPrompt | undefined;
let state: InstallState = { isInstalled: false, isOffered: false };

/** Whether this page is an installed app, and the browser's offer to make it one; for `useSource`. */
export const installs = {
  /** To be called before the browser makes its offer. */
  watch: (): void => {
    const installed = globalThis.matchMedia?.('(display-mode: standalone)');
    const isApple = (navigator as { readonly standalone?: boolean }).standalone === true;
    tell({ isInstalled: isApple || installed?.matches === true });
    installed?.addEventListener('change', () => tell({ isInstalled: installed.matches }));
    window.addEventListener('beforeinstallprompt', (event) => {
      // Shown where a person looks for it, not over whatever he does just now.
      event.preventDefault();
      offer = event as InstallPrompt;
      tell({ isOffered: true });
    });
    window.addEventListener('appinstalled', () => {
      offer = undefined;
      tell({ isOffered: false });
    });
  },
  /** Shows the browser's own question. An offer holds once. */
  install: async (): Promise<void> => {
    const asked = offer;
    offer = undefined;
    tell({ isOffered: false });
    await asked?.prompt();
  },
  getSnapshot: (): InstallState => state,
  subscribe: (onChange: () => void): (() => void) => {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  },
};

function tell(change: Partial<InstallState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}
