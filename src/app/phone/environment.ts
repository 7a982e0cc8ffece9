import { DexieStore } from '../../store/dexie-store.ts';
import { Directory } from '../../store/directory.ts';
import type { NetworkSwitch } from '../../store/phone.ts';
import type { StoreWorld } from '../../store/tx.ts';
import type { Argon2, Argon2Params } from '../../store/vault/argon2.ts';
import { type RandomBytes, systemRandom } from '../../store/vault/bytes.ts';
import type { PasskeyPort } from '../../store/vault/passkey-slot.ts';
import { webAuthnPasskeys } from '../../store/vault/web-authn-passkey.ts';
import type { LockPort, LoopClock } from '../../sync/ports.ts';
import { networkSwitches } from '../demo/network-switch.ts';
import { openedWords } from '../demo/opened-words.ts';
import type { SessionMark } from '../net/device-session.ts';
import type { HttpPorts } from '../net/http.ts';
import { browserWorld } from '../ports/browser-world.ts';
import { browserLoopClock, timer } from '../ports/loop-clock.ts';
import { browserPage, type Page } from '../ports/page.ts';
import { type TabChannel, tabChannel } from '../ports/tab-channel.ts';
import { holdName, webLock } from '../ports/web-locks.ts';

/** Everything that the phone takes from the browser; tests bring their own. */
export type Environment = {
  readonly world: StoreWorld;
  readonly random: RandomBytes;
  readonly argon2: Argon2;
  readonly argon2Params?: Argon2Params;
  readonly passkeys: PasskeyPort;
  readonly http: HttpPorts;
  readonly timer: (delayMs: number, fire: () => void) => () => void;
  readonly loopClock: LoopClock;
  readonly lock: (name: string) => LockPort;
  readonly holdName: (name: string) => Promise<(() => void) | undefined>;
  readonly channel: (name: string, onNews: () => void) => TabChannel;
  readonly page: Page;
  readonly sessionMark: SessionMark;
  readonly directory: Directory;
  readonly openStore: (name: string, onClosed: () => void) => Promise<DexieStore>;
  readonly deleteStore: (name: string) => Promise<boolean>;
  /** Names of the databases of this origin; undefined where the browser does not tell. */
  readonly storeNames: () => Promise<readonly string[] | undefined>;
  readonly storage: {
    readonly persist: () => Promise<boolean>;
    /** Undefined where the browser does not tell. */
    readonly persisted: () => Promise<boolean | undefined>;
    readonly estimate: () => Promise<StorageEstimate>;
  };
  readonly build: Build;
  /** The demo's switch of a phone, by the name of its database. */
  readonly networkSwitch?: (phone: string) => NetworkSwitch;
  /** The recovery words of a phone that a door of the demo has enrolled, by the name of its database. */
  readonly demoWords?: (phone: string) => string | undefined;
  /** Something failed that nobody waits for. Never with values of records in it. */
  readonly report: (error: unknown) => void;
};

export type Build = { readonly version: string; readonly builtAtMs: number };

const SESSION_OF = 'gan-dan.session-of';

/** The browser's own. */
export function browserEnvironment(build: Build): Environment {
  return {
    world: browserWorld,
    random: systemRandom,
    // No part of the first screen, and no part of this thread.
    argon2: async (input) => (await import('../ports/worker-argon2.ts')).workerArgon2(input),
    passkeys: webAuthnPasskeys(
      { credentials: navigator.credentials, PublicKeyCredential: globalThis.PublicKeyCredential },
      systemRandom,
    ),
    http: {
      fetch: (url, init) => fetch(url, init),
      timer,
      nowMs: () => Date.now(),
      hasNetwork: () => navigator.onLine,
    },
    timer,
    loopClock: browserLoopClock,
    lock: (name) => webLock(name),
    holdName: (name) => holdName(name),
    channel: tabChannel,
    page: browserPage,
    sessionMark: {
      get: () => localStorage.getItem(SESSION_OF) ?? undefined,
      set: (deviceId) =>
        deviceId === undefined ? localStorage.removeItem(SESSION_OF) : localStorage.setItem(SESSION_OF, deviceId),
    },
    directory: new Directory(),
    openStore: (name, onClosed) => DexieStore.open(name, { onClosed }),
    deleteStore: (name) => DexieStore.delete(name),
    storeNames: async () => (await indexedDB.databases?.())?.flatMap(({ name }) => name ?? []),
    storage: {
      persist: async () => (await navigator.storage?.persist?.()) ?? false,
      persisted: async () => navigator.storage?.persisted?.(),
      estimate: async () => (await navigator.storage?.estimate?.()) ?? {},
    },
    build,
    networkSwitch: networkSwitches({
      storage: localStorage,
      onStored: (listener) => window.addEventListener('storage', listener),
    }),
    demoWords: openedWords.of,
    report: (error) => reportError(error),
  };
}
