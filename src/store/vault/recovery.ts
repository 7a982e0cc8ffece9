import { err, ok, type Result } from '../../domain/result.ts';
import { KEY_BYTES } from './aes.ts';
import { CODE_SIGNS, fromBase32, toBase32 } from './base32.ts';
import { type Bytes, concatBytes, fromBase64Url, sameBytes, sha256, textOf, toBase64Url, utf8 } from './bytes.ts';
import { type HpkeSealed, makeReceiverKeys, openWithKey, type ReceiverKeys, sealToKey } from './hpke.ts';
import type { Dek, VaultIdentity } from './keys.ts';
import type { RecoveryKey } from './recovery-key.ts';
import { loadSlots, type RecoverySlot, type StorageFailed } from './slot-rows.ts';
import { type RecoveryMissing, recoveryPurpose, type VaultContext } from './slots.ts';

// A forgotten passphrase, in three steps (security.md §4, slot C):
//   phone          makeRecoveryRequest    → "GDYC1.…" as QR or file
//   administrator  readRecoveryRequest, compares the check code by voice, answerRecoveryRequest → "GDTL1.…"
//   phone          takeRecoveryAnswer     → DEK, then setPassphrase
// The request travels as QR, file or message. The answer is short enough to be read out when nothing else gets through.

const REQUEST_PREFIX = 'GDYC';
const ANSWER_PREFIX = 'GDTL';
const VERSION = 1;
const CHECKSUM_BYTES = 4;
/** An uncompressed point of P-256, and what AES-GCM adds. */
const POINT_BYTES = 65;
const TAG_BYTES = 16;

/** What the administrator sees of a request, and needs to answer it. */
export interface RecoveryRequest {
  readonly identity: VaultIdentity;
  /** Names of user and device, for the administrator's eyes; not proved by anything. */
  readonly label: string;
  readonly recoveryKeyId: string;
  /** Twelve signs both sides show: who asks by telephone reads them out, so that no other phone's request is answered. */
  readonly checkCode: string;
  readonly slot: RecoverySlot;
  /** The phone's fresh public key, 65 bytes. */
  readonly phoneKey: Bytes;
}

/** Kept in the phone's memory until the answer comes. After a restart a new request is made; old answers then do not fit. */
export interface PendingRecovery {
  readonly identity: VaultIdentity;
  readonly request: string;
  readonly checkCode: string;
  readonly keys: ReceiverKeys;
}

/** `not-a-request` / `not-an-answer`: another text or QR. `damaged`: cut off or mistyped. */
export type ExchangeTextError<Other extends string> =
  | { readonly tag: Other }
  | { readonly tag: 'damaged' }
  | { readonly tag: 'newer-version'; readonly version: number };

/** The request of this phone's own vault. */
export async function requestRecovery(
  context: Pick<VaultContext, 'identity' | 'store'>,
  label: string,
): Promise<Result<PendingRecovery, RecoveryMissing | StorageFailed>> {
  const loaded = await loadSlots(context.store);
  if (!loaded.ok) return loaded;
  const slot = loaded.value.recovery;
  return slot ? ok(await makeRecoveryRequest(context.identity, slot, label)) : err({ tag: 'recovery-missing' });
}

/** The request for any slot C, e.g. that of a backup file. `label`: user and device in words the administrator knows. */
export async function makeRecoveryRequest(
  identity: VaultIdentity,
  slot: RecoverySlot,
  label: string,
): Promise<PendingRecovery> {
  const keys = await makeReceiverKeys(false);
  const head = utf8(JSON.stringify([identity.space, identity.user, identity.installation, label, slot.recoveryKeyId]));
  const request = await writeText(REQUEST_PREFIX, [head, slot.enc, slot.ciphertext, keys.publicKey]);
  return { identity, request, checkCode: await checkCodeOf(request), keys };
}

export async function readRecoveryRequest(
  text: string,
): Promise<Result<RecoveryRequest, ExchangeTextError<'not-a-request'>>> {
  const parts = await readText(REQUEST_PREFIX, 'not-a-request', text);
  if (!parts.ok) return parts;
  const [head, enc, ciphertext, phoneKey, ...rest] = parts.value;
  const words = head && stringsOf(head, 5);
  if (!words || !enc || !ciphertext || !phoneKey || rest.length > 0) return err({ tag: 'damaged' });
  const [space, user, installation, label, recoveryKeyId] = words as [string, string, string, string, string];
  return ok({
    identity: { space, user, installation },
    label,
    recoveryKeyId,
    checkCode: await checkCodeOf(compact(text)),
    slot: { version: 1, recoveryKeyId, enc, ciphertext },
    phoneKey,
  });
}

/** `other-recovery-key`: sealed to another key than the file's. `slot-damaged`: right key, yet slot C or the names around it were changed. */
export type AnswerError =
  | ExchangeTextError<'not-a-request'>
  | { readonly tag: 'other-recovery-key'; readonly wantedKeyId: string }
  | { readonly tag: 'slot-damaged' };

/** The administrator's side: opens slot C and seals the DEK to the phone's fresh key. */
export async function answerRecoveryRequest(key: RecoveryKey, text: string): Promise<Result<string, AnswerError>> {
  const read = await readRecoveryRequest(text);
  if (!read.ok) return read;
  const request = read.value;
  if (request.recoveryKeyId !== key.keyId) {
    return err({ tag: 'other-recovery-key', wantedKeyId: request.recoveryKeyId });
  }
  const dek = await openWithKey(key.keys, recoveryPurpose(request.identity), request.slot);
  if (dek?.length !== KEY_BYTES) return err({ tag: 'slot-damaged' });
  const requestHash = await sha256(utf8(compact(text)));
  const sealed = await sealToKey(request.phoneKey, answerPurpose(requestHash), dek);
  dek.fill(0);
  if (!sealed) return err({ tag: 'damaged' });
  return ok(await writeAnswer(requestHash.subarray(0, CHECKSUM_BYTES), sealed));
}

/** `other-request`: an answer to another phone or to an earlier request of this one. */
export type TakeAnswerError = ExchangeTextError<'not-an-answer'> | { readonly tag: 'other-request' };

/** The DEK from the answer. The caller then sets a new passphrase and lets the pending request go. */
export async function takeRecoveryAnswer(
  pending: PendingRecovery,
  text: string,
  nowMs: number,
): Promise<Result<Dek, TakeAnswerError>> {
  const answer = await readAnswer(text);
  if (!answer.ok) return answer;
  const { mark, sealed } = answer.value;
  const requestHash = await sha256(utf8(pending.request));
  if (!sameBytes(mark, requestHash.subarray(0, CHECKSUM_BYTES))) return err({ tag: 'other-request' });
  const bytes = await openWithKey(pending.keys, answerPurpose(requestHash), sealed);
  if (bytes?.length !== KEY_BYTES) return err({ tag: 'damaged' });
  return ok({ bytes, openedBy: 'recovery', openedAtMs: nowMs });
}

const answerPurpose = (requestHash: Bytes) => ({ info: utf8('gan-dan/recovery-answer/v1'), aad: requestHash });

/** 60 bits of the request's hash as XXXX-XXXX-XXXX: the label is free text, so fewer could be searched through. */
async function checkCodeOf(request: string): Promise<string> {
  const hash = await sha256(utf8(`gan-dan/check-code/v1|${request}`));
  const signs = Array.from(hash.subarray(0, 12), (byte) => CODE_SIGNS[byte & 31]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}

/** PREFIX + version, then the parts and a checksum in base64url, with dots between: fit for a QR, a file or a message. */
async function writeText(prefix: string, parts: readonly Uint8Array[]): Promise<string> {
  const body = [`${prefix}${VERSION}`, ...parts.map(toBase64Url)].join('.');
  return `${body}.${toBase64Url(await checksumOf(body))}`;
}

async function readText<Other extends string>(
  prefix: string,
  other: Other,
  raw: string,
): Promise<Result<Bytes[], ExchangeTextError<Other>>> {
  const text = compact(raw);
  const version = checkVersion(prefix, other, text);
  if (!version.ok) return version;
  const end = text.lastIndexOf('.');
  const body = text.slice(0, end);
  if (text.slice(end + 1) !== toBase64Url(await checksumOf(body))) return err({ tag: 'damaged' });
  const parts: Bytes[] = [];
  for (const part of body.split('.').slice(1)) {
    const bytes = fromBase64Url(part);
    if (!bytes.ok) return err({ tag: 'damaged' });
    parts.push(bytes.value);
  }
  return ok(parts);
}

function checkVersion<Other extends string>(
  prefix: string,
  other: Other,
  text: string,
): Result<number, ExchangeTextError<Other>> {
  const found = new RegExp(`^${prefix}(\\d{1,4})\\.`).exec(text)?.[1];
  if (found === undefined) return err({ tag: other });
  const version = Number(found);
  return version > VERSION ? err({ tag: 'newer-version', version }) : ok(version);
}

/** What an answer holds, byte by byte; the last part is a checksum over the others. */
const ANSWER_PARTS = [CHECKSUM_BYTES, POINT_BYTES, KEY_BYTES + TAG_BYTES, CHECKSUM_BYTES] as const;

/** `GDTL1.` and one run of base32: capitals and digits only, so that it can be told over the telephone. */
async function writeAnswer(mark: Bytes, { enc, ciphertext }: HpkeSealed): Promise<string> {
  const body = concatBytes(mark, enc, ciphertext);
  const head = `${ANSWER_PREFIX}${VERSION}.`;
  return head + toBase32(concatBytes(body, await checksumOf(head + toBase64Url(body))));
}

async function readAnswer(
  raw: string,
): Promise<Result<{ readonly mark: Bytes; readonly sealed: HpkeSealed }, ExchangeTextError<'not-an-answer'>>> {
  const text = compact(raw).replaceAll('-', '').toUpperCase();
  const version = checkVersion(ANSWER_PREFIX, 'not-an-answer', text);
  if (!version.ok) return version;
  const head = `${ANSWER_PREFIX}${version.value}.`;
  const bytes = fromBase32(text.slice(text.indexOf('.') + 1));
  if (!bytes.ok || bytes.value.length !== ANSWER_PARTS.reduce((sum, length) => sum + length, 0))
    return err({ tag: 'damaged' });
  let at = 0;
  const [mark, enc, ciphertext, checksum] = ANSWER_PARTS.map((length) => {
    at += length;
    return bytes.value.slice(at - length, at);
  }) as [Bytes, Bytes, Bytes, Bytes];
  const expected = await checksumOf(head + toBase64Url(bytes.value.subarray(0, -CHECKSUM_BYTES)));
  return sameBytes(checksum, expected) ? ok({ mark, sealed: { enc, ciphertext } }) : err({ tag: 'damaged' });
}

async function checksumOf(body: string): Promise<Bytes> {
  return (await sha256(concatBytes(utf8('gan-dan/exchange/v1|'), utf8(body)))).subarray(0, CHECKSUM_BYTES);
}

/** Messengers and editors break long lines; no white space belongs to the text. */
const compact = (text: string): string => text.replace(/\s+/g, '');

function stringsOf(json: Uint8Array, count: number): readonly string[] | undefined {
  try {
    const words: unknown = JSON.parse(textOf(json));
    const fits = Array.isArray(words) && words.length === count && words.every((word) => typeof word === 'string');
    return fits ? words : undefined;
  } catch {
    return undefined;
  }
}
