import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/store/vault/bytes.ts';
import { hasPlatformPrf, type WebAuthnScope, webAuthnPasskeys } from '../../../src/store/vault/web-authn-passkey.ts';
import { errorOf, successOf } from './support.ts';

const INPUT = new Uint8Array(32).fill(3);
const OUTPUT = new Uint8Array(32).fill(9);

type Asked = { publicKey?: { extensions?: { prf?: { eval?: { first?: unknown } } }; userVerification?: string } };

/** A browser whose `create` and `get` answer with the given PRF extension results. */
function browser(answers: { create?: object; get?: object; failure?: string }) {
  const asked: Asked[] = [];
  const answer = async (prf: object | undefined, options: unknown) => {
    asked.push(options as Asked);
    if (answers.failure) throw new DOMException('no', answers.failure);
    return { rawId: Uint8Array.of(1, 2, 3).buffer, getClientExtensionResults: () => (prf ? { prf } : {}) } as never;
  };
  const credentials = {
    create: (options: unknown) => answer(answers.create, options),
    get: (options: unknown) => answer(answers.get, options),
  } as NonNullable<WebAuthnScope['credentials']>;
  return { asked, port: webAuthnPasskeys({ credentials }, systemRandom) };
}

describe('making a passkey', () => {
  it('takes the PRF output when the authenticator gives it at once', async () => {
    const { asked, port } = browser({ create: { enabled: true, results: { first: OUTPUT.buffer } } });
    const created = successOf(await port.create('Gần Dân', INPUT));
    expect(created).toEqual({ credentialId: Uint8Array.of(1, 2, 3), prfOutput: OUTPUT });
    expect(asked).toHaveLength(1);
  });

  it('asks once more when it is only promised', async () => {
    const { asked, port } = browser({ create: { enabled: true }, get: { results: { first: OUTPUT.buffer } } });
    expect(successOf(await port.create('Gần Dân', INPUT)).prfOutput).toEqual(OUTPUT);
    expect(asked[1]?.publicKey?.extensions?.prf?.eval?.first).toEqual(INPUT);
    expect(asked[1]?.publicKey?.userVerification).toBe('required');
  });

  it.each([{ create: { enabled: false } }, {}, { create: { enabled: true }, get: {} }])(
    'without PRF says so: %j',
    async (answers) => {
      const error = errorOf(await browser(answers).port.create('Gần Dân', INPUT));
      expect(error).toEqual({ tag: 'passkey-failed', reason: 'unsupported' });
    },
  );
});

describe('using a passkey', () => {
  it.each([
    ['NotAllowedError', 'cancelled'],
    ['AbortError', 'cancelled'],
    ['NotSupportedError', 'unsupported'],
    ['SecurityError', 'unsupported'],
  ])('%s means %s', async (failure, reason) => {
    const { port } = browser({ failure });
    expect(errorOf(await port.evaluate(Uint8Array.of(1), INPUT))).toEqual({ tag: 'passkey-failed', reason });
  });

  it('in a browser without WebAuthn is unsupported', async () => {
    const error = errorOf(await webAuthnPasskeys({}, systemRandom).evaluate(Uint8Array.of(1), INPUT));
    expect(error.reason).toBe('unsupported');
  });
});

describe('whether to offer passkeys', () => {
  const credentials = {} as NonNullable<WebAuthnScope['credentials']>;
  const platform = (yes: boolean) => ({ isUserVerifyingPlatformAuthenticatorAvailable: () => Promise.resolve(yes) });
  const says = (prf: Record<string, boolean>) => ({ getClientCapabilities: () => Promise.resolve(prf) });

  it.each<[boolean, string, WebAuthnScope]>([
    [false, 'no WebAuthn', {}],
    [false, 'no platform authenticator', { credentials, PublicKeyCredential: platform(false) }],
    [true, 'a browser that does not tell', { credentials, PublicKeyCredential: platform(true) }],
    [true, 'PRF', { credentials, PublicKeyCredential: { ...platform(true), ...says({ 'extension:prf': true }) } }],
    [false, 'none', { credentials, PublicKeyCredential: { ...platform(true), ...says({ 'extension:prf': false }) } }],
    [
      false,
      'a refusal',
      {
        credentials,
        PublicKeyCredential: { isUserVerifyingPlatformAuthenticatorAvailable: () => Promise.reject(new Error('no')) },
      },
    ],
  ])('%s: %s', async (offered, _case, scope) => {
    expect(await hasPlatformPrf(scope)).toBe(offered);
  });
});
