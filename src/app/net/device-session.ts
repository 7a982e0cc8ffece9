import {
  type Certificate,
  NonceAnswer,
  type Profile,
  RevokedNotice,
  SessionAnswer,
} from '../../contract/wire/session.ts';
import { toBase64Url, utf8 } from '../../store/vault/bytes.ts';
import { signWithDeviceKey } from '../../store/vault/keys.ts';
import type { NetResult } from '../../sync/ports.ts';
import { type HttpPorts, request } from './http.ts';
import { isSignedByServer } from './server-signature.ts';

/** What proves who this device is, and who its server is. */
export type DeviceIdentity = {
  readonly certificate: Certificate;
  readonly deviceKey: CryptoKey;
  /** The server's key as pinned at enrolment. */
  readonly serverKey: string;
};

/**
 * Which device the browser's one session cookie belongs to. Several users share a phone, so a cookie may be another's:
 * what this one saved must never be sent in the other's name.
 */
export type SessionMark = {
  readonly get: () => string | undefined;
  readonly set: (deviceId: string | undefined) => void;
};

export type DeviceSession = {
  /** Makes sure that the cookie is this device's; asks the network only if it is not. */
  readonly ensure: () => Promise<NetResult<void>>;
  /** Signs a new nonce. */
  readonly renew: () => Promise<NetResult<void>>;
  /** Whether the server's own signature says that this device is revoked. Anything else is nobody's word. */
  readonly isRevoked: () => Promise<boolean>;
  readonly end: () => Promise<void>;
};

export function deviceSession(
  ports: HttpPorts,
  device: DeviceIdentity,
  mark: SessionMark,
  listeners: { readonly onProfile: (profile: Profile) => void; readonly onRevoked: (notice: RevokedNotice) => void },
): DeviceSession {
  const { deviceId } = device.certificate.body;
  let renewing: Promise<NetResult<void>> | undefined;

  async function signIn(): Promise<NetResult<void>> {
    mark.set(undefined);
    const nonce = await request(ports, { method: 'POST', path: '/api/session/nonce', answer: NonceAnswer });
    if (nonce.tag !== 'ok') return nonce;
    const message = utf8(`gan-dan session ${nonce.value.nonce}`);
    const signature = toBase64Url(await signWithDeviceKey(device.deviceKey, message));
    const answer = await request(ports, {
      method: 'POST',
      path: '/api/session/device',
      body: { certificate: device.certificate, nonce: nonce.value.nonce, signature },
      answer: SessionAnswer,
    });
    if (answer.tag !== 'ok') return answer;
    mark.set(deviceId);
    listeners.onProfile(answer.value.profile);
    return { tag: 'ok', value: undefined };
  }

  const renew = (): Promise<NetResult<void>> => {
    renewing ??= signIn().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  return {
    renew,
    ensure: async () => (mark.get() === deviceId ? { tag: 'ok', value: undefined } : renew()),

    async isRevoked() {
      const path = `/api/session/revoked?device=${deviceId}`;
      const answer = await request(ports, { method: 'GET', path, answer: RevokedNotice });
      if (answer.tag !== 'ok' || answer.value.body.deviceId !== deviceId) return false;
      if (!(await isSignedByServer(device.serverKey, answer.value))) return false;
      listeners.onRevoked(answer.value);
      return true;
    },

    async end() {
      if (mark.get() !== deviceId) return;
      mark.set(undefined);
      await request(ports, { method: 'DELETE', path: '/api/session' });
    },
  };
}
