import { canonical } from '../../domain/merge/cells.ts';
import { asBytes, fromBase64Url, utf8 } from '../../store/vault/bytes.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * Whether the server whose key this phone has pinned has signed this: ECDSA P-256 with SHA-256, raw r | s, over the
 * canonical JSON of `body`. Keys and signatures are base64url.
 */
export async function isSignedByServer(
  serverKey: string,
  signed: { readonly body: unknown; readonly signature: string },
): Promise<boolean> {
  const spki = fromBase64Url(serverKey);
  const signature = fromBase64Url(signed.signature);
  if (!spki.ok || !signature.ok) return false;
  try {
    const key = await crypto.subtle.importKey('spki', asBytes(spki.value), KEY, false, ['verify']);
    return await crypto.subtle.verify(SIGNATURE, key, signature.value, utf8(canonical(signed.body)));
  } catch {
    return false;
  }
}
