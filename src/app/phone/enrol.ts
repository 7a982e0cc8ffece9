import * as z from 'zod/mini';
import { EnrolAnswer } from '../../contract/wire/session.ts';
import { dateAt } from '../../domain/calendar/plain-date.ts';
import { actorOf } from '../../domain/permissions/actor.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { phoneName } from '../../store/directory.ts';
import type { EnrolProblem } from '../../store/phone-gate.ts';
import { fromBase64Url, textOf, toBase64Url } from '../../store/vault/bytes.ts';
import { type DeviceKeyPair, makeDeviceKeyPair } from '../../store/vault/keys.ts';
import type { NetResult } from '../../sync/ports.ts';
import { request } from '../net/http.ts';
import { isSignedByServer } from '../net/server-signature.ts';
import type { Environment } from './environment.ts';
import { recordSpaceOf } from './phone-profile.ts';

const FRAGMENT = z.object({ u: z.string().check(z.maxLength(300)), c: z.string().check(z.regex(/^\d{8}$/)) });

/** `#enrol=<base64url of {u, c}>`: in the fragment, so that neither server logs nor a proxy see the code. */
export function readEnrolFragment(hash: string): { readonly username: string; readonly code: string } | undefined {
  const text = /^#enrol=([A-Za-z0-9_-]+)$/.exec(hash)?.[1];
  const bytes = text === undefined ? undefined : fromBase64Url(text);
  if (!bytes?.ok) return undefined;
  try {
    const { u, c } = FRAGMENT.parse(JSON.parse(textOf(bytes.value)));
    return { username: u.normalize('NFC'), code: c };
  } catch {
    return undefined;
  }
}

/** What the server has certified, with the key pair it was certified for. In memory only. */
export type Enrolled = {
  readonly answer: EnrolAnswer;
  readonly keys: DeviceKeyPair;
  readonly space: string;
  readonly name: string;
};

/** Redeems a one-time code: key pair, request, and proof that the answer is meant for this device. */
export async function requestEnrolment(
  env: Environment,
  asked: { readonly username: string; readonly code: string; readonly deviceName: string },
): Promise<Result<Enrolled, EnrolProblem>> {
  const keys = await makeDeviceKeyPair();
  const publicKey = toBase64Url(keys.publicSpki);
  const answer = await request(env.http, {
    method: 'POST',
    path: '/api/enrol',
    body: {
      username: asked.username.normalize('NFC').trim(),
      code: asked.code.replace(/\D/g, ''),
      publicKey,
      deviceName: asked.deviceName.normalize('NFC').slice(0, 300),
    },
    answer: EnrolAnswer,
  });
  if (answer.tag !== 'ok') return err(problemOf(answer));
  const { profile } = answer.value;
  if (!(await isForUs(answer.value, publicKey))) return err({ tag: 'bad-certificate' });
  const actor = actorOf(profile, dateAt(env.world.nowMs()));
  const space = recordSpaceOf(actor, profile.provinceSpace) ?? anySpaceOf(answer.value);
  if (space === undefined) return err({ tag: 'no-records-here', profile });
  return ok({ answer: answer.value, keys, space, name: phoneName(space, profile.user.id) });
}

/** With a clock in 1970 no membership holds "today": then the certificate's own spaces decide. */
function anySpaceOf({ certificate, profile }: EnrolAnswer): string | undefined {
  const receives = new Set(['commune_head', 'commune_office', 'front', 'assigned']);
  return profile.memberships.find(({ space, role }) => certificate.body.spaces.includes(space) && receives.has(role))
    ?.space;
}

async function isForUs({ certificate, serverKey, profile }: EnrolAnswer, publicKey: string): Promise<boolean> {
  const { body } = certificate;
  return (
    body.publicKey === publicKey && body.userId === profile.user.id && (await isSignedByServer(serverKey, certificate))
  );
}

/** A refusal of the server, or its silence, in the gate's words. */
export function problemOf(result: Exclude<NetResult<unknown>, { readonly tag: 'ok' }>): EnrolProblem {
  if (result.tag === 'unreachable') return { tag: 'unreachable' };
  const { code, params } = result.problem;
  return { tag: 'refused', code, params: params ?? {} };
}
