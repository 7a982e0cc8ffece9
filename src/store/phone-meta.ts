import type { Certificate } from '../contract/wire/session.ts';
import type { DirectoryRow } from './directory.ts';
import type { StorePort } from './tx.ts';
import type { VaultIdentity } from './vault/keys.ts';

/** Rows of `meta` that the phone keeps beside the sync's own. */
const PHONE = 'phone';
const PROFILE = 'profile';
const CLOCK = 'clock';
const WITHDRAWN = 'withdrawn';

/** Who this database belongs to and how its device proves itself. Clear, but for the sealed device key. */
export type PhoneMeta = {
  readonly identity: VaultIdentity;
  readonly user: Omit<DirectoryRow, 'lastOpenedAtMs'>;
  readonly certificate: Certificate;
  /** The server's signing key, pinned at enrolment; SPKI, base64url. */
  readonly serverKey: string;
  /** PKCS#8 of the device's signing key, sealed under the vault. */
  readonly deviceKey: Uint8Array;
};

/** What is known of the world's time (sync rule 14), and when sending last came to its end. */
export type ClockMeta = {
  /** The latest time that the server showed, and what the device's clock showed then. */
  readonly serverMs: number;
  readonly deviceMs: number;
  readonly lastDoneAtMs?: number;
};

export function readPhoneMeta(port: StorePort): Promise<PhoneMeta | undefined> {
  return readValue<PhoneMeta>(port, PHONE);
}

export function writePhoneMeta(port: StorePort, meta: PhoneMeta, sealedProfile: Uint8Array): Promise<void> {
  return port.write(['meta'], (tx) =>
    tx.put('meta', [
      { key: PHONE, value: meta },
      { key: PROFILE, value: sealedProfile },
    ]),
  );
}

export function readSealedProfile(port: StorePort): Promise<Uint8Array | undefined> {
  return readValue<Uint8Array>(port, PROFILE);
}

/** The profile as the server last told it, and what of it must be known before unlocking. */
export function writeProfile(port: StorePort, sealedProfile: Uint8Array, user: PhoneMeta['user']): Promise<void> {
  return port.write(['meta'], async (tx) => {
    const row = await tx.get('meta', PHONE);
    if (row === undefined) return;
    const value: PhoneMeta = { ...(row.value as PhoneMeta), user };
    await tx.put('meta', [
      { key: PHONE, value },
      { key: PROFILE, value: sealedProfile },
    ]);
  });
}

export function readClock(port: StorePort): Promise<ClockMeta | undefined> {
  return readValue<ClockMeta>(port, CLOCK);
}

export function writeClock(port: StorePort, clock: ClockMeta): Promise<void> {
  return port.write(['meta'], (tx) => tx.put('meta', [{ key: CLOCK, value: clock }]));
}

/** Whether the server has asked to wipe this phone while it held unsent work. */
export async function isWithdrawn(port: StorePort): Promise<boolean> {
  return (await readValue<boolean>(port, WITHDRAWN)) === true;
}

export function markWithdrawn(port: StorePort): Promise<void> {
  return port.write(['meta'], (tx) => tx.put('meta', [{ key: WITHDRAWN, value: true }]));
}

async function readValue<T>(port: StorePort, key: string): Promise<T | undefined> {
  const row = await port.read(['meta'], (tx) => tx.get('meta', key));
  return row?.value as T | undefined;
}
