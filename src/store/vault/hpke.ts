import { asBytes, type Bytes } from './bytes.ts';

/** A message that only the holder of one private key can open (HPKE base mode, RFC 9180). */
export interface HpkeSealed {
  /** The encapsulated key: an uncompressed P-256 point, 65 bytes. */
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** What a message is for (`info`) and what it belongs to (`aad`); both must be the same when it is opened. */
export interface HpkePurpose {
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
}

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** The key pair of a receiver. `publicKey` is the uncompressed point, 65 bytes. */
export interface ReceiverKeys {
  readonly pair: CryptoKeyPair;
  readonly publicKey: Bytes;
}

/** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; loaded when first used. */
async function loadSuite() {
  const { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } = await import('@hpke/core');
  return new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

/** The sealed message, or undefined when `publicKey` is no point of P-256. */
export async function sealToKey(
  publicKey: Uint8Array,
  purpose: HpkePurpose,
  plain: Uint8Array,
): Promise<HpkeSealed | undefined> {
  const suite = await loadSuite();
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(asBytes(publicKey));
    const sender = await suite.createSenderContext({ recipientPublicKey, info: asBytes(purpose.info) });
    const ciphertext = await sender.seal(asBytes(plain), asBytes(purpose.aad));
    return { enc: new Uint8Array(sender.enc), ciphertext: new Uint8Array(ciphertext) };
  } catch {
    return undefined;
  }
}

/** The plain bytes, or undefined when the key, the purpose or a byte differs. */
export async function openWithKey(
  keys: ReceiverKeys,
  purpose: HpkePurpose,
  sealed: HpkeSealed,
): Promise<Bytes | undefined> {
  const suite = await loadSuite();
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: keys.pair,
      enc: asBytes(sealed.enc),
      info: asBytes(purpose.info),
    });
    return new Uint8Array(await recipient.open(asBytes(sealed.ciphertext), asBytes(purpose.aad)));
  } catch {
    return undefined;
  }
}

/** A pair whose private half can, if asked for, be exported once (the recovery key) or never (an ephemeral one). */
export async function makeReceiverKeys(extractable: boolean): Promise<ReceiverKeys> {
  const pair = await crypto.subtle.generateKey(ECDH, extractable, ['deriveBits']);
  return { pair, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
}

/** A pair from its stored halves, not extractable; undefined when they are no P-256 keys. */
export async function importReceiverKeys(
  privatePkcs8: Uint8Array,
  publicKey: Uint8Array,
): Promise<ReceiverKeys | undefined> {
  try {
    const [priv, pub] = await Promise.all([
      crypto.subtle.importKey('pkcs8', asBytes(privatePkcs8), ECDH, false, ['deriveBits']),
      crypto.subtle.importKey('raw', asBytes(publicKey), ECDH, true, []),
    ]);
    return { pair: { privateKey: priv, publicKey: pub }, publicKey: asBytes(publicKey) };
  } catch {
    return undefined;
  }
}
