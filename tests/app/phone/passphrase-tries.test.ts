// @vitest-environment node
import { expect, it } from 'vitest';
import { phoneGate } from '../../../src/app/phone/gate.ts';
import { type Argon2, hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { Commune, Device } from './support.ts';

/** Argon2 on a device whose memory lasts for so many runs. */
function lasting(runs: number): Argon2 {
  let left = runs;
  return (input) => {
    left -= 1;
    return left < 0 ? Promise.reject(new RangeError('could not allocate memory')) : hashWasmArgon2(input);
  };
}

it.each([
  { runs: 0, counted: 0, why: 'nothing was tried' },
  { runs: 1, counted: 1, why: 'its first reading was tried and wrong' },
])('memory for $runs of two readings leaves $counted tries counted: $why', async ({ runs, counted }) => {
  const device = new Device(await Commune.opens());
  (await device.starts()).lockNow();
  const lockedWith = async (argon2: Argon2) => {
    const gate = phoneGate({ ...device.tab(), argon2 });
    const [lan] = await gate.users();
    if (lan === undefined) expect.fail('nobody works on this device');
    return gate.locked(lan);
  };
  const short = await (await lockedWith(lasting(runs))).openWithPassphrase('sai-hoàn-toàn-rồi');
  expect(short).toEqual({ ok: false, error: { tag: 'kdf-failed', reason: 'could not allocate memory' } });
  const wrong = await (await lockedWith(hashWasmArgon2)).openWithPassphrase('sai hoàn toàn rồi');
  expect(wrong).toMatchObject({ ok: false, error: { tag: 'wrong-secret', wrongTries: counted + 1 } });
});
