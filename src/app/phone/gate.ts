import * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import { PHONE_PREFIX } from '../../store/directory.ts';
import type { Enrolment, EnrolProblem, GateHindrance, PhoneGate, PhoneUser } from '../../store/phone-gate.ts';
import { readPhoneMeta } from '../../store/phone-meta.ts';
import { request } from '../net/http.ts';
import { type Enrolled, problemOf, readEnrolFragment, requestEnrolment } from './enrol.ts';
import type { Environment } from './environment.ts';
import { tryStore } from './open-vault.ts';
import { unitOf } from './phone-profile.ts';
import { lockedPhone } from './unlock.ts';

/** The door of this browser. */
export function phoneGate(env: Environment): PhoneGate {
  return {
    hindrance,
    users: () => usersOf(env),
    locked: (user) => lockedPhone(env, user),
    readEnrolFragment,
    enrol: async (asked) => {
      const enrolled = await requestEnrolment(env, asked);
      if (!enrolled.ok) return enrolled;
      const user = await userOf(env, enrolled.value.name);
      return user === undefined ? ok(enrolmentOf(env, enrolled.value)) : err({ tag: 'already-here', user });
    },
    demoCode: (username) => demoCode(env, username),
  };
}

/** Browsers hand out keys and storage in secure contexts only; some have storage switched off. */
function hindrance(): GateHindrance | undefined {
  if (!globalThis.isSecureContext || globalThis.crypto?.subtle === undefined) return 'insecure-context';
  return globalThis.indexedDB === undefined ? 'no-storage' : undefined;
}

function enrolmentOf(env: Environment, enrolled: Enrolled): Enrolment {
  const { profile } = enrolled.answer;
  return {
    profile,
    unit: unitOf(profile, enrolled.space) ?? { id: enrolled.space, code: '', kind: 'xa', level: 'commune', name: '' },
    proposePassphrase: async () => {
      const { proposePassphrase } = await import('../../store/vault/passphrase.ts');
      return proposePassphrase(env.random);
    },
    canUsePasskey: () => env.passkeys.isAvailable(),
    mayUsePin: profile.policy.unlock !== 'strict',
    finish: async (choice) => {
      const { finishEnrolment } = await import('./finish-enrolment.ts');
      return finishEnrolment(env, enrolled, choice);
    },
  };
}

/** The directory, and whoever it has lost: each database says itself whose it is. */
async function usersOf(env: Environment): Promise<readonly PhoneUser[]> {
  const known = await env.directory.users();
  const names = (await env.storeNames()) ?? [];
  const lost = names.filter((name) => name.startsWith(PHONE_PREFIX) && !known.some((user) => user.id === name));
  if (lost.length === 0) return known;
  const found = await Promise.all(lost.map((name) => userInside(env, name)));
  return [...known, ...found.filter((user) => user !== undefined)];
}

async function userOf(env: Environment, name: string): Promise<PhoneUser | undefined> {
  return (await env.directory.users()).find((user) => user.id === name) ?? userInside(env, name);
}

async function userInside(env: Environment, name: string): Promise<PhoneUser | undefined> {
  const store = await tryStore(() => env.openStore(name, () => undefined));
  if (!store.ok) return undefined;
  const meta = await readPhoneMeta(store.value);
  store.value.close();
  if (meta === undefined) return undefined;
  const user = { ...meta.user, lastOpenedAtMs: 0 };
  await env.directory.put(user);
  return user;
}

const DemoCode = z.object({ code: z.string() });

async function demoCode(env: Environment, username: string): Promise<Result<string, EnrolProblem>> {
  const answer = await request(env.http, {
    method: 'POST',
    path: '/api/demo/enrol-code',
    body: { username },
    answer: DemoCode,
  });
  return answer.tag === 'ok' ? ok(answer.value.code) : err(problemOf(answer));
}
