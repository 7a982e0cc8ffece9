/** What happens to this page. Each call answers how to stop listening. */
export type Page = {
  readonly isVisible: () => boolean;
  readonly onVisibility: (listener: (visible: boolean) => void) => () => void;
  readonly onOnline: (listener: () => void) => () => void;
  /** Touches, keys, wheels; at most one call in `ACTIVITY_EVERY_MS`. */
  readonly onActivity: (listener: () => void) => () => void;
  /** When the page has nothing to do; for work that must not delay a tap. */
  readonly whenIdle: (work: () => void) => () => void;
  readonly reload: () => void;
};

const ACTIVITY_EVERY_MS = 5_000;
const IDLE_AT_LATEST_MS = 10_000;

export const browserPage: Page = {
  isVisible: () => document.visibilityState === 'visible',

  onVisibility: (listener) => {
    const tell = () => listener(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', tell);
    // Safari brings a page back from its cache without a change of visibility.
    window.addEventListener('pageshow', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      window.removeEventListener('pageshow', tell);
    };
  },

  onOnline: (listener) => {
    window.addEventListener('online', listener);
    return () => window.removeEventListener('online', listener);
  },

  onActivity: (listener) => {
    let lastMs = Number.NEGATIVE_INFINITY;
    const tell = () => {
      const nowMs = performance.now();
      if (nowMs - lastMs < ACTIVITY_EVERY_MS) return;
      lastMs = nowMs;
      listener();
    };
    const events = ['pointerdown', 'keydown', 'wheel', 'input'] as const;
    for (const event of events) window.addEventListener(event, tell, { capture: true, passive: true });
    return () => {
      for (const event of events) window.removeEventListener(event, tell, { capture: true });
    };
  },

  whenIdle: (work) => {
    if (typeof requestIdleCallback === 'undefined') {
      const id = setTimeout(work, 1_000);
      return () => clearTimeout(id);
    }
    const id = requestIdleCallback(work, { timeout: IDLE_AT_LATEST_MS });
    return () => cancelIdleCallback(id);
  },

  reload: () => location.reload(),
};
