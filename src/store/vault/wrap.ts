import { decryptAes, encryptAes, importAesKey, KEY_BYTES } from './aes.ts';
import type { Argon2Params } from './argon2.ts';
import { type Bytes, type RandomBytes, utf8 } from './bytes.ts';
import type { VaultIdentity } from './keys.ts';

export type SlotName = 'passphrase' | 'passkey' | 'pin' | 'recovery';

/** What a wrapped DEK belongs to: its vault, its kind of slot and, where there are any, the costs of guessing. */
export function slotAad(slot: SlotName, identity: VaultIdentity, params?: Argon2Params): Bytes {
  const costs = params ? [params.memoryKiB, params.iterations, params.parallelism] : [];
  return utf8(
    JSON.stringify(['gan-dan/slot/v1', slot, identity.space, identity.user, identity.installation, ...costs]),
  );
}

/** nonce | AES-256-GCM(DEK) under a key-encryption key of 32 bytes, which is overwritten. */
export async function wrapDek(kek: Bytes, dek: Bytes, aad: Bytes, random: RandomBytes): Promise<Bytes> {
  const key = await importAesKey(kek);
  kek.fill(0);
  return encryptAes(key, dek, aad, random);
}

/** The DEK, or undefined when the secret was wrong or the row is damaged. Overwrites the key-encryption key. */
export async function unwrapDek(kek: Bytes, wrapped: Uint8Array, aad: Bytes): Promise<Bytes | undefined> {
  const key = await importAesKey(kek);
  kek.fill(0);
  const dek = await decryptAes(key, wrapped, aad);
  return dek?.length === KEY_BYTES ? dek : undefined;
}
