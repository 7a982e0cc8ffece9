/** A new version of the app is complete on this device and waits. */
export type WaitingUpdate = {
  /**
   * Activates the new version and reloads this page; call it only where nothing can be lost: on the unlock screen, with
   * the keys dropped. Answers false, and changes nothing, while another page of the old version is open.
   */
  activate(): Promise<boolean>;
};

export type ServiceWorkerListeners = {
  /** All files of the app are on this device now, for the first time. */
  onReadyOffline?(): void;
  onUpdateWaiting(update: WaitingUpdate): void;
};

const UPDATE_CHECK_INTERVAL_MS = 60 * 60 * 1000;

/** Registers the worker after the first paint, so that filling the cache never delays the first screen. */
export function registerServiceWorker(listeners: ServiceWorkerListeners): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  requestAnimationFrame(() => {
    setTimeout(() => void register(listeners).catch(reportError), 0);
  });
}

async function register({ onReadyOffline, onUpdateWaiting }: ServiceWorkerListeners): Promise<void> {
  const { messageSW, Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js', { updateViaCache: 'none' });
  let activationAsked = false;

  workbox.addEventListener('activated', ({ isUpdate }) => {
    if (!isUpdate) onReadyOffline?.();
  });
  workbox.addEventListener('controlling', () => {
    if (activationAsked) location.reload();
  });
  workbox.addEventListener('waiting', ({ sw }) => {
    if (!sw) return;
    onUpdateWaiting({
      async activate() {
        activationAsked = true;
        activationAsked = (await messageSW(sw, { type: 'SKIP_WAITING' })) === true;
        return activationAsked;
      },
    });
  });

  await workbox.register();
  // An installed app is not navigated for weeks, and only a navigation makes the browser look for a new version.
  setInterval(() => void workbox.update().catch(() => undefined), UPDATE_CHECK_INTERVAL_MS);
}
