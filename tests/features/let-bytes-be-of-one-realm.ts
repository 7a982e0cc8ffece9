import { afterAll, beforeAll, vi } from 'vitest';

/** jsdom brings byte arrays of its own, WebCrypto answers with Node's; a browser has one kind only. */
export function letBytesBeOfOneRealm(): void {
  beforeAll(() => {
    const bytes = Object.getPrototypeOf(Buffer.prototype).constructor as Uint8ArrayConstructor;
    vi.stubGlobal('Uint8Array', bytes);
    vi.stubGlobal('ArrayBuffer', new bytes(0).buffer.constructor);
  });
  afterAll(() => vi.unstubAllGlobals());
}
