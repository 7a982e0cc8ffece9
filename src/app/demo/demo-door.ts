import { err, ok, type Result } from '../../domain/result.ts';
import { deviceName } from '../../features/enrol/device-name.ts';
import { phoneName } from '../../store/directory.ts';
import type { Phone } from '../../store/phone.ts';
import type { Enrolment, PhoneGate, PhoneUser } from '../../store/phone-gate.ts';
import { sayEnrolProblem, sayVaultProblem } from '../../store/vault-words.ts';
import { openedWords } from './opened-words.ts';
import { prepareHall } from './prepare-hall.ts';

/** `unlock`: this person has a phone here that was enrolled step by step; it asks for its own secret. */
export type DoorProblem =
  | { readonly tag: 'words'; readonly words: string }
  | { readonly tag: 'unlock'; readonly user: PhoneUser };

/** What stands behind a door: a phone that has been in a village hall without signal, or a computer in the office. */
export type DoorPlace = 'hall' | 'office';

/** One tap: the phone of one of the invented people is enrolled, if it is not yet, and open. */
export async function openDemoPhone(
  gate: PhoneGate,
  username: string,
  place: DoorPlace,
): Promise<Result<Phone, DoorProblem>> {
  const known = (await gate.users()).find((user) => user.username === username && user.demo);
  if (known !== undefined) return reopenDemoPhone(gate, known);
  const code = await gate.demoCode(username);
  if (!code.ok) return err({ tag: 'words', words: sayEnrolProblem(code.error) });
  const enrolled = await gate.enrol({ username, code: code.value, deviceName: `${deviceName()} (dùng thử)` });
  if (enrolled.ok) return finish(enrolled.value, place);
  if (enrolled.error.tag === 'already-here') return reopenDemoPhone(gate, enrolled.error.user);
  return err({ tag: 'words', words: sayEnrolProblem(enrolled.error) });
}

/** Opens a phone that a door has enrolled before. */
export async function reopenDemoPhone(gate: PhoneGate, user: PhoneUser): Promise<Result<Phone, DoorProblem>> {
  const words = openedWords.of(user.id);
  if (words === undefined) return err({ tag: 'unlock', user });
  const opened = await gate.locked(user).openWithPassphrase(words);
  return opened.ok ? opened : err({ tag: 'words', words: sayVaultProblem(opened.error) });
}

async function finish(enrolment: Enrolment, place: DoorPlace): Promise<Result<Phone, DoorProblem>> {
  const passphrase = await enrolment.proposePassphrase();
  // Before the phone: if the page goes in between, the words wait for a phone, not the other way round.
  openedWords.keep(phoneName(enrolment.unit.id, enrolment.profile.user.id), passphrase);
  const made = await enrolment.finish({ passphrase });
  if (!made.ok) return err({ tag: 'words', words: sayVaultProblem(made.error) });
  const { phone } = made.value;
  // Left by an earlier phone of this person.
  phone.demoNetwork?.set(false);
  if (place === 'hall') {
    await untilFilled(phone);
    phone.demoNetwork?.set(true);
    await prepareHall(phone);
  }
  return ok(phone);
}

/** A phone that goes to a village hall has been at the office: it holds its unit's records. */
const FILLED_AT_LATEST_MS = 10_000;

function untilFilled({ sync }: Phone): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const look = () => {
      const { phase, lastDoneAtMs } = sync.getSnapshot();
      if (lastDoneAtMs !== undefined || phase === 'offline' || phase === 'stopped') done();
    };
    const timer = setTimeout(done, FILLED_AT_LATEST_MS);
    const stop = sync.subscribe(look);
    look();
  });
}
