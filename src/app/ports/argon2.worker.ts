import { argon2id } from 'hash-wasm';
import { type Argon2Input, argon2Options } from '../../store/vault/argon2.ts';

/** What the page is answered: the key, or in the library's words why there is none. */
export type Argon2Answer = { readonly key: Uint8Array } | { readonly failure: string };

// Argon2 takes a second of a weak phone's processor and 64 MiB: here it freezes no page, and the memory goes with the
// worker, which lives for one key.
addEventListener('message', ({ data }: MessageEvent<Argon2Input>) => {
  argon2id(argon2Options(data)).then(
    (key) => answer({ key }),
    (cause: unknown) => answer({ failure: cause instanceof Error ? cause.message : String(cause) }),
  );
});

function answer(message: Argon2Answer): void {
  postMessage(message);
}
