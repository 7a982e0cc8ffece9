import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { canonical } from '../../domain/merge/cells.ts';
import type { Sql } from '../storage/database.ts';
import { readSetting, settleSetting, writeSetting } from '../storage/settings.ts';

type Stored = { readonly privateKey: string; readonly publicKey: string; readonly secret: string };
type Pair = { readonly publicKey: string; readonly privateKey: string };
/** `privateKey` beside the first public key, until an administrator brings his own; then `first`, until he keeps it. */
type Recovery = { readonly publicKey: string; readonly privateKey?: string; readonly first?: Pair };

const CURVE = { namedCurve: 'P-256' } as const;
// What WebCrypto signs and verifies: r and s, 32 bytes each, not ASN.1.
const RAW = 'ieee-p1363';
const POINT_BYTES = 65;

/** The keys of a server: they live in its database, so that phones know it again after a restore. */
export class ServerKeys {
  /** SPKI, base64url: what phones pin. */
  readonly publicKey: string;
  readonly #privateKey: KeyObject;
  readonly #publicKeyObject: KeyObject;
  readonly #secret: Buffer;

  private constructor(stored: Stored) {
    this.publicKey = stored.publicKey;
    this.#privateKey = createPrivateKey({
      key: Buffer.from(stored.privateKey, 'base64url'),
      format: 'der',
      type: 'pkcs8',
    });
    this.#publicKeyObject = createPublicKey(this.#privateKey);
    this.#secret = Buffer.from(stored.secret, 'base64url');
  }

  /** The server's keys, made at its first start. */
  static async load(sql: Sql, root: string): Promise<ServerKeys> {
    const pair = makePair();
    const made: Stored = { ...pair, secret: randomBytes(32).toString('base64url') };
    return new ServerKeys(await settleSetting<Stored>(sql, root, 'serverKeys', made));
  }

  /** Signature of a body's canonical JSON, base64url. */
  sign(body: unknown): string {
    const key = { key: this.#privateKey, dsaEncoding: RAW } as const;
    return sign('sha256', Buffer.from(canonical(body)), key).toString('base64url');
  }

  /** Whether this server signed a body. */
  signed(body: unknown, signature: string): boolean {
    const key = { key: this.#publicKeyObject, dsaEncoding: RAW } as const;
    return verify('sha256', Buffer.from(canonical(body)), key, Buffer.from(signature, 'base64url'));
  }

  /** A keyed hash: for codes and addresses that nobody who reads the database should guess back. */
  keyedHash(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('hex');
  }
}

/** Whether two texts are equal, in a time that tells nothing. */
export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** A device's public key (SPKI, base64url) of P-256; undefined for anything else. */
export function deviceKey(spki: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the holder of a device's key signed a text. */
export function deviceSigned(key: KeyObject, text: string, signature: string): boolean {
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: RAW }, Buffer.from(signature, 'base64url'));
}

/** The public recovery key, to which every phone seals a copy of its key. */
export async function recoveryKey(sql: Sql, root: string): Promise<string> {
  const { publicKey, privateKey } = makePair();
  const point = Buffer.from(publicKey, 'base64url').subarray(-POINT_BYTES).toString('base64url');
  return (await settleSetting<Recovery>(sql, root, 'recoveryKey', { publicKey: point, privateKey })).publicKey;
}

/**
 * The pair that the server made at its first start: phones enrolled until an administrator brings his own are sealed to
 * it. Undefined once he has said that he keeps it.
 */
export async function firstRecoveryKey(sql: Sql, root: string): Promise<Pair | undefined> {
  return firstOf(await readSetting<Recovery>(sql, root, 'recoveryKey'));
}

function firstOf(stored: Recovery | undefined): Pair | undefined {
  if (stored?.privateKey === undefined) return stored?.first;
  return { publicKey: stored.publicKey, privateKey: stored.privateKey };
}

/**
 * Takes the administrator's own public recovery key; false = not a key. The first one is forgotten only when he says
 * that he keeps it: an answer may be lost on its way, and with it every phone enrolled before.
 */
export async function replaceRecoveryKey(
  sql: Sql,
  root: string,
  { publicKey, firstKept }: { readonly publicKey: string; readonly firstKept: boolean },
): Promise<boolean> {
  const point = Buffer.from(publicKey, 'base64url');
  if (point.length !== POINT_BYTES || point[0] !== 4 || !isPoint(point)) return false;
  const first = firstKept ? undefined : await firstRecoveryKey(sql, root);
  const next: Recovery = { publicKey: point.toString('base64url'), ...(first === undefined ? {} : { first }) };
  await writeSetting(sql, root, 'recoveryKey', next);
  return true;
}

function isPoint(point: Buffer): boolean {
  try {
    const x = point.subarray(1, 33).toString('base64url');
    const y = point.subarray(33).toString('base64url');
    createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

function makePair(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', CURVE);
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
  };
}
