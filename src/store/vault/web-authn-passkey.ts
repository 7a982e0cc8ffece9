import { err, ok, type Result } from '../../domain/result.ts';
import { asBytes, type Bytes, type RandomBytes } from './bytes.ts';
import type { CreatedPasskey, PasskeyFailed, PasskeyPort } from './passkey-slot.ts';

/** What this adapter needs of the browser; absent members mean an older one. */
export interface WebAuthnScope {
  readonly credentials?: Pick<CredentialsContainer, 'create' | 'get'> | undefined;
  readonly PublicKeyCredential?:
    | {
        readonly isUserVerifyingPlatformAuthenticatorAvailable?: () => Promise<boolean>;
        readonly getClientCapabilities?: () => Promise<Record<string, boolean>>;
      }
    | undefined;
}

/** ES256 and RS256, the two every platform offers. Nobody verifies the signature: only the PRF output is used. */
const ALGORITHMS: PublicKeyCredentialParameters[] = [
  { type: 'public-key', alg: -7 },
  { type: 'public-key', alg: -257 },
];

/** The passkey port over the browser's own WebAuthn. Works without network with platform authenticators. */
export function webAuthnPasskeys(scope: WebAuthnScope, random: RandomBytes): PasskeyPort {
  const evaluate = async (credentialId: Bytes, prfInput: Bytes): Promise<Result<Bytes, PasskeyFailed>> => {
    const credential = await ask(() =>
      scope.credentials?.get({
        publicKey: {
          challenge: random(32),
          allowCredentials: [{ type: 'public-key', id: credentialId }],
          userVerification: 'required',
          extensions: { prf: { eval: { first: prfInput } } },
        },
      }),
    );
    if (!credential.ok) return credential;
    const output = prfOf(credential.value)?.results?.first;
    return output ? ok(bytesOf(output)) : err({ tag: 'passkey-failed', reason: 'unsupported' });
  };

  const create = async (label: string, prfInput: Bytes): Promise<Result<CreatedPasskey, PasskeyFailed>> => {
    const credential = await ask(() =>
      scope.credentials?.create({
        publicKey: {
          challenge: random(32),
          rp: { name: 'Gần Dân' },
          user: { id: random(16), name: label, displayName: label },
          pubKeyCredParams: ALGORITHMS,
          authenticatorSelection: {
            authenticatorAttachment: 'platform',
            residentKey: 'preferred',
            userVerification: 'required',
          },
          extensions: { prf: { eval: { first: prfInput } } },
        },
      }),
    );
    if (!credential.ok) return credential;
    const credentialId = bytesOf(credential.value.rawId);
    const prf = prfOf(credential.value);
    if (prf?.results?.first) return ok({ credentialId, prfOutput: bytesOf(prf.results.first) });
    // Many authenticators evaluate only on a later use, and say so by `enabled`.
    if (!prf?.enabled) return err({ tag: 'passkey-failed', reason: 'unsupported' });
    const evaluated = await evaluate(credentialId, prfInput);
    return evaluated.ok ? ok({ credentialId, prfOutput: evaluated.value }) : evaluated;
  };

  return { isAvailable: () => hasPlatformPrf(scope), create, evaluate };
}

/** Feature detection: a platform authenticator with user verification, and no word against PRF. */
export async function hasPlatformPrf(scope: WebAuthnScope): Promise<boolean> {
  const api = scope.PublicKeyCredential;
  if (!scope.credentials || !api?.isUserVerifyingPlatformAuthenticatorAvailable) return false;
  try {
    if (!(await api.isUserVerifyingPlatformAuthenticatorAvailable())) return false;
    const capabilities = await api.getClientCapabilities?.();
    return capabilities?.['extension:prf'] ?? true;
  } catch {
    return false;
  }
}

/** `NotAllowedError` and `AbortError` are the user's no or the time limit; WebAuthn tells nothing finer, on purpose. */
async function ask(
  call: () => Promise<Credential | null> | undefined,
): Promise<Result<PublicKeyCredential, PasskeyFailed>> {
  try {
    const credential = await call();
    if (credential) return ok(credential as PublicKeyCredential);
    return err({ tag: 'passkey-failed', reason: 'unsupported' });
  } catch (cause) {
    const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
    const cancelled = name === 'NotAllowedError' || name === 'AbortError';
    return err({ tag: 'passkey-failed', reason: cancelled ? 'cancelled' : 'unsupported' });
  }
}

const prfOf = (credential: PublicKeyCredential) => credential.getClientExtensionResults().prf;

function bytesOf(source: BufferSource): Bytes {
  if (!ArrayBuffer.isView(source)) return new Uint8Array(source);
  return asBytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
}
