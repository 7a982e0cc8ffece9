// @vitest-environment node
import { expect, it } from 'vitest';
import { phoneGate } from '../../../src/app/phone/gate.ts';
import { successOf } from '../../store/support.ts';
import { CODE, Commune, Device, GOOD, LAN } from '../phone/support.ts';

/** A phone that is enrolled where the browser keeps `kept` for whatever phone it is asked. */
async function wordsOn(demo: boolean, kept: string | undefined): Promise<string | undefined> {
  const commune = await Commune.opens();
  commune.profile = { ...LAN, demo };
  const env = { ...new Device(commune).tab(), demoWords: () => kept };
  const asked = { username: 'lan', code: CODE, deviceName: 'Máy của Lan' };
  const enrolment = successOf(await phoneGate(env).enrol(asked));
  const { phone } = successOf(await enrolment.finish({ passphrase: GOOD }));
  phone.lockNow();
  return phone.demoWords;
}

it('only a phone of the demo that its one tap has enrolled tells its phrase', async () => {
  expect(await wordsOn(true, GOOD)).toBe(GOOD);
  // Enrolled step by step: the person was given the phrase.
  expect(await wordsOn(true, undefined)).toBeUndefined();
  // A real phone, whatever is left in its browser.
  expect(await wordsOn(false, GOOD)).toBeUndefined();
});
