import { err, ok, type Result } from '../../domain/result.ts';
import { decryptAes, encryptAes, importAesKey } from './aes.ts';
import {
  type Argon2,
  type Argon2Params,
  DEFAULT_ARGON2,
  deriveSlowly,
  isArgon2Params,
  type KdfFailed,
  SALT_BYTES,
} from './argon2.ts';
import { type Bytes, fromBase64Url, type RandomBytes, sha256, toBase64Url, utf8 } from './bytes.ts';
import { importReceiverKeys, makeReceiverKeys, type ReceiverKeys } from './hpke.ts';
import { checkPassphrase, foldPassphrase, type WeakPassphrase } from './passphrase.ts';

const FORMAT = 'gan-dan-recovery-key';
const VERSION = 1;
const KEY_ID_BYTES = 8;

/** Which recovery key a slot or a request is for: the first 64 bits of SHA-256 of the public key, base64url. */
export async function recoveryKeyId(publicKey: Uint8Array): Promise<string> {
  return toBase64Url((await sha256(publicKey)).subarray(0, KEY_ID_BYTES));
}

/** The file's JSON; binary members are base64url. */
interface RecoveryKeyFile {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly keyId: string;
  readonly publicKey: string;
  readonly createdAt: string;
  readonly argon2: Argon2Params;
  readonly salt: string;
  /** nonce | AES-256-GCM(PKCS#8) under Argon2id(folded passphrase); every other member is its AAD. */
  readonly sealedPrivateKey: string;
}

export interface NewRecoveryKey {
  /** Uncompressed P-256 point, 65 bytes: what the server hands to every enrolling device. */
  readonly publicKey: Bytes;
  readonly keyId: string;
  /** The private half as a text file, shown once to the administrator. */
  readonly file: string;
}

export interface RecoveryKeyPorts {
  readonly random: RandomBytes;
  readonly argon2: Argon2;
  /** Cost of one guess at the file; `DEFAULT_ARGON2` when left out. Tests lower it. */
  readonly argon2Params?: Argon2Params;
}

/** Makes the recovery key pair; the private half exists only inside the returned file. `createdAt` is ISO 8601, shown to people. */
export async function makeRecoveryKey(
  ports: RecoveryKeyPorts,
  passphrase: string,
  createdAt: string,
): Promise<Result<NewRecoveryKey, WeakPassphrase | KdfFailed>> {
  const { pair, publicKey } = await makeReceiverKeys(true);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return sealRecoveryKey(ports, passphrase, { publicKey, pkcs8, createdAt });
}

export interface ReadyKeyPair {
  /** Uncompressed P-256 point. */
  readonly publicKey: Bytes;
  /** The private half; overwritten with zeros afterwards. */
  readonly pkcs8: Bytes;
  readonly createdAt: string;
}

/** The file of a key pair that is there already: the one a server made at its first start. */
export async function sealRecoveryKey(
  ports: RecoveryKeyPorts,
  passphrase: string,
  { publicKey, pkcs8, createdAt }: ReadyKeyPair,
): Promise<Result<NewRecoveryKey, WeakPassphrase | KdfFailed>> {
  const folded = checkPassphrase(passphrase);
  if (!folded.ok) return folded;
  const argon2 = ports.argon2Params ?? DEFAULT_ARGON2;
  const salt = ports.random(SALT_BYTES);
  const kek = await deriveSlowly(ports.argon2, { password: utf8(folded.value), salt, params: argon2 });
  if (!kek.ok) return kek;
  const keyId = await recoveryKeyId(publicKey);
  const head = {
    format: FORMAT,
    version: VERSION,
    keyId,
    publicKey: toBase64Url(publicKey),
    createdAt,
    argon2,
    salt: toBase64Url(salt),
  } as const;
  const sealed = await encryptAes(await importAesKey(kek.value), pkcs8, headAad(head), ports.random);
  pkcs8.fill(0);
  kek.value.fill(0);
  const file: RecoveryKeyFile = { ...head, sealedPrivateKey: toBase64Url(sealed) };
  return ok({ publicKey, keyId, file: `${JSON.stringify(file, null, 2)}\n` });
}

/** `not-a-key-file`: something else or cut off. `newer-version`: made by a later app. `wrong-passphrase` may also mean a changed byte. */
export type RecoveryKeyFileError =
  | { readonly tag: 'not-a-key-file' }
  | { readonly tag: 'newer-version'; readonly version: number }
  | { readonly tag: 'wrong-passphrase' }
  | KdfFailed;

/** The recovery key, able to open requests, not to be exported. */
export interface RecoveryKey {
  readonly keyId: string;
  readonly keys: ReceiverKeys;
}

/** Which key a file holds, readable without its passphrase: so that the wrong file is told before anybody types. */
export function readRecoveryKeyId(
  text: string,
): Result<string, { readonly tag: 'not-a-key-file' } | { readonly tag: 'newer-version'; readonly version: number }> {
  const parsed = parseKeyFile(text);
  return parsed.ok ? ok(parsed.value.file.keyId) : parsed;
}

/** Opens the file with its passphrase; the key cannot be exported again. */
export async function openRecoveryKeyFile(
  argon2: Argon2,
  text: string,
  passphrase: string,
): Promise<Result<RecoveryKey, RecoveryKeyFileError>> {
  const parsed = parseKeyFile(text);
  if (!parsed.ok) return parsed;
  const { file, salt, sealed, publicKey } = parsed.value;
  const folded = foldPassphrase(passphrase);
  if (folded === '') return err({ tag: 'wrong-passphrase' });
  const kek = await deriveSlowly(argon2, { password: utf8(folded), salt, params: file.argon2 });
  if (!kek.ok) return kek;
  const pkcs8 = await decryptAes(await importAesKey(kek.value), sealed, headAad(file));
  kek.value.fill(0);
  if (!pkcs8) return err({ tag: 'wrong-passphrase' });
  const keys = await importReceiverKeys(pkcs8, publicKey);
  pkcs8.fill(0);
  return keys ? ok({ keyId: file.keyId, keys }) : err({ tag: 'not-a-key-file' });
}

type ParsedKeyFile = Result<
  { readonly file: RecoveryKeyFile; readonly salt: Bytes; readonly sealed: Bytes; readonly publicKey: Bytes },
  { readonly tag: 'not-a-key-file' } | { readonly tag: 'newer-version'; readonly version: number }
>;

function parseKeyFile(text: string): ParsedKeyFile {
  const json = parseObject(text);
  if (json?.format !== FORMAT) return err({ tag: 'not-a-key-file' });
  const version = json.version;
  if (typeof version === 'number' && version > VERSION) return err({ tag: 'newer-version', version });
  if (!isKeyFile(json)) return err({ tag: 'not-a-key-file' });
  const salt = fromBase64Url(json.salt);
  const sealed = fromBase64Url(json.sealedPrivateKey);
  const publicKey = fromBase64Url(json.publicKey);
  if (!salt.ok || !sealed.ok || !publicKey.ok) return err({ tag: 'not-a-key-file' });
  if (salt.value.length < SALT_BYTES) return err({ tag: 'not-a-key-file' });
  return ok({ file: json, salt: salt.value, sealed: sealed.value, publicKey: publicKey.value });
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isKeyFile(json: object): json is RecoveryKeyFile {
  const file = json as Record<string, unknown>;
  const texts = [file.keyId, file.publicKey, file.createdAt, file.salt, file.sealedPrivateKey];
  return file.version === VERSION && texts.every((text) => typeof text === 'string') && isArgon2Params(file.argon2);
}

/** Every member but the sealed key, in a fixed order, so that re-indenting the file does no harm and changing it does. */
function headAad(head: Omit<RecoveryKeyFile, 'sealedPrivateKey'>): Bytes {
  const { memoryKiB, iterations, parallelism } = head.argon2;
  const members = [head.keyId, head.publicKey, head.createdAt, memoryKiB, iterations, parallelism, head.salt];
  return utf8(JSON.stringify([head.format, head.version, ...members]));
}
