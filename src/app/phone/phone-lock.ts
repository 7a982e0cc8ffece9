import { ok, type Result } from '../../domain/result.ts';
import { Observable } from '../../store/observable.ts';
import type { LockSource, UncoverProblem } from '../../store/phone.ts';
import { type Dek, forgetDek } from '../../store/vault/keys.ts';
import { LOCKED, type LockEvent, type LockState, nextLockChangeAtMs, nextLockState } from '../../store/vault/lock.ts';
import { openWithPasskey } from '../../store/vault/passkey-slot.ts';
import { openWithPin } from '../../store/vault/pin-slot.ts';
import { openWithPassphrase, type VaultContext } from '../../store/vault/slots.ts';
import type { Environment } from './environment.ts';

export type PhoneLock = LockSource & { readonly signOut: () => void };

/**
 * Cover and key lock of an open phone (security.md §4): listens to the page and to time. `onLocked` is called once,
 * when the keys must go.
 */
export function phoneLock(
  env: Pick<Environment, 'page' | 'timer' | 'world' | 'passkeys'>,
  vault: VaultContext,
  onLocked: () => void,
): PhoneLock {
  const { page, timer, world } = env;
  let state: LockState = nextLockState(LOCKED, { tag: 'opened' }, world.nowMs());
  let ownScreens = 0;
  let stopTimer: () => void = () => undefined;
  const view = new Observable<LockState['tag']>(state.tag);

  function send(event: LockEvent): void {
    if (state.tag === 'locked') return;
    state = nextLockState(state, event, world.nowMs());
    stopTimer();
    const nextAtMs = nextLockChangeAtMs(state);
    if (nextAtMs !== undefined) stopTimer = timer(Math.max(0, nextAtMs - world.nowMs()), () => send({ tag: 'tick' }));
    if (state.tag === 'locked') {
      for (const stop of stops) stop();
      onLocked();
    }
    view.set(state.tag);
  }

  const stops = [
    page.onActivity(() => {
      // Below the cover a touch is somebody trying, not work.
      if (state.tag === 'open') send({ tag: 'activity' });
    }),
    page.onVisibility((visible) =>
      send(visible ? { tag: 'visible' } : { tag: 'hidden', reason: ownScreens > 0 ? 'own-screen' : 'left' }),
    ),
  ];
  send({ tag: 'tick' });

  async function uncover(opening: Promise<Result<Dek, UncoverProblem>>): Promise<Result<void, UncoverProblem>> {
    const opened = await opening;
    if (!opened.ok) return opened;
    forgetDek(opened.value);
    send({ tag: 'uncovered' });
    return ok(undefined);
  }

  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    cover: () => send({ tag: 'cover-asked' }),
    uncoverWithPin: (pin) => uncover(openWithPin(vault, pin)),
    uncoverWithPassphrase: (passphrase) => uncover(openWithPassphrase(vault, passphrase)),
    uncoverWithPasskey: () => uncover(openWithPasskey(vault, env.passkeys)),
    hold: (hold) => {
      send({ tag: 'hold-started', hold });
      let held = true;
      return () => {
        if (held) send({ tag: 'hold-ended', hold });
        held = false;
      };
    },
    ownScreen: async (work) => {
      ownScreens += 1;
      try {
        return await work();
      } finally {
        ownScreens -= 1;
      }
    },
    signOut: () => send({ tag: 'sign-out' }),
  };
}
