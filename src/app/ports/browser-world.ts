import { v7 } from 'uuid';
import type { StoreWorld } from '../../store/tx.ts';
import { sha256, utf8 } from '../../store/vault/bytes.ts';

/** The device's clock, fresh ids and hashing. */
export const browserWorld: StoreWorld = {
  nowMs: () => Date.now(),
  newId: () => v7(),
  sha256: async (text) => {
    const hash = await sha256(utf8(text));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};
