import { isArgon2Params } from './argon2.ts';
import { type Bytes, fromBase64Url, toBase64Url } from './bytes.ts';
import type { VaultIdentity } from './keys.ts';
import type { PassphraseSlot, RecoverySlot } from './slot-rows.ts';

/** What stands readable at the head of a backup: whose it is and what can open it. */
export interface BackupHeader {
  readonly identity: VaultIdentity;
  /** Names of unit and user, for the screen before anything is opened. */
  readonly label: string;
  /** ISO 8601, by the device's clock. */
  readonly createdAt: string;
  readonly passphrase: PassphraseSlot;
  readonly recovery?: RecoverySlot;
}

/** The header as JSON; bytes as base64url. */
export function backupHeaderJson({ identity, label, createdAt, passphrase, recovery }: BackupHeader) {
  const { space, user, installation } = identity;
  return {
    identity: { space, user, installation },
    label,
    createdAt,
    passphrase: { ...passphrase, salt: toBase64Url(passphrase.salt), wrapped: toBase64Url(passphrase.wrapped) },
    ...(recovery && {
      recovery: { ...recovery, enc: toBase64Url(recovery.enc), ciphertext: toBase64Url(recovery.ciphertext) },
    }),
  };
}

/** The header of parsed JSON, or undefined when anything is missing or of the wrong type. */
export function parseBackupHeader(json: Record<string, unknown> | undefined): BackupHeader | undefined {
  const identity = objectOf(json?.identity);
  const { space, user, installation } = identity ?? {};
  const { label, createdAt } = json ?? {};
  const passphrase = passphraseSlotOf(objectOf(json?.passphrase));
  const recovery = json?.recovery === undefined ? undefined : recoverySlotOf(objectOf(json.recovery));
  if (!isText(space) || !isText(user) || !isText(installation) || !isText(label) || !isText(createdAt))
    return undefined;
  if (!passphrase || (json?.recovery !== undefined && !recovery)) return undefined;
  return { identity: { space, user, installation }, label, createdAt, passphrase, ...(recovery && { recovery }) };
}

function passphraseSlotOf(json: Record<string, unknown> | undefined): PassphraseSlot | undefined {
  const salt = bytesOf(json?.salt);
  const wrapped = bytesOf(json?.wrapped);
  const params = json?.params;
  if (json?.version !== 1 || !salt || !wrapped || !isArgon2Params(params)) return undefined;
  return { version: 1, params, salt, wrapped };
}

function recoverySlotOf(json: Record<string, unknown> | undefined): RecoverySlot | undefined {
  const enc = bytesOf(json?.enc);
  const ciphertext = bytesOf(json?.ciphertext);
  const recoveryKeyId = json?.recoveryKeyId;
  if (json?.version !== 1 || !enc || !ciphertext || !isText(recoveryKeyId)) return undefined;
  return { version: 1, recoveryKeyId, enc, ciphertext };
}

const isText = (value: unknown): value is string => typeof value === 'string';

function bytesOf(value: unknown): Bytes | undefined {
  const bytes = isText(value) ? fromBase64Url(value) : undefined;
  return bytes?.ok ? bytes.value : undefined;
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
