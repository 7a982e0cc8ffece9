import type { NetworkSwitch } from '../../store/phone.ts';
import type { HttpPorts } from '../net/http.ts';
import type { Page } from '../ports/page.ts';

const CUT = 'gan-dan.demo-cut';

/** What the switch needs of the browser. */
export type SwitchPorts = {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Calls back when another tab has written. */
  readonly onStored: (listener: () => void) => void;
};

/**
 * The demo's switches "Ngắt mạng", one for each phone of this browser: kept over reloads, the same in every tab, since
 * all tabs are one phone. What is cut is that phone's sending and asking; the app's own files still come.
 */
export function networkSwitches({ storage, onStored }: SwitchPorts): (phone: string) => NetworkSwitch {
  const listeners = new Set<() => void>();
  let cut = read(storage);
  const tell = () => {
    for (const listener of listeners) listener();
  };
  onStored(() => {
    cut = read(storage);
    tell();
  });
  return (phone) => ({
    getSnapshot: () => cut.includes(phone),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (isCut) => {
      if (cut.includes(phone) === isCut) return;
      cut = isCut ? [...cut, phone] : cut.filter((name) => name !== phone);
      storage.setItem(CUT, cut.join(' '));
      tell();
    },
  });
}

function read(storage: SwitchPorts['storage']): readonly string[] {
  return (storage.getItem(CUT) ?? '').split(' ').filter(Boolean);
}

/** The world of a phone behind its switch: while it is cut no request leaves, and none that is under way is answered. */
export function behindSwitch<World extends { readonly http: HttpPorts; readonly page: Page }>(
  env: World,
  network: NetworkSwitch,
): World {
  const isOpen = <T>(value: T): T => {
    if (network.getSnapshot()) throw new TypeError('the demo’s network is cut');
    return value;
  };
  return {
    ...env,
    http: {
      ...env.http,
      fetch: async (url, init) => isOpen(await env.http.fetch(isOpen(url), init)),
      hasNetwork: () => !network.getSnapshot() && (env.http.hasNetwork?.() ?? false),
    },
    page: {
      ...env.page,
      // Cut or connected: either way the next try tells at once how it stands.
      onOnline: (listener: () => void) => {
        const stops = [env.page.onOnline(listener), network.subscribe(listener)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
  };
}
