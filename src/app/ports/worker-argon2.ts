import { type Argon2, type Argon2Input, hashWasmArgon2 } from '../../store/vault/argon2.ts';
import type { Argon2Answer } from './argon2.worker.ts';

/** Argon2id in a worker of its own; on the page itself where no worker starts. */
export const workerArgon2: Argon2 = async (input) => {
  const answer = typeof Worker === 'function' ? await inWorker(input) : undefined;
  if (answer === undefined) return hashWasmArgon2(input);
  if ('failure' in answer) throw new Error(answer.failure);
  return new Uint8Array(answer.key);
};

/** Undefined: the worker did not start. */
async function inWorker(input: Argon2Input): Promise<Argon2Answer | undefined> {
  const worker = new Worker(new URL('./argon2.worker.ts', import.meta.url));
  try {
    return await new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Argon2Answer>) => resolve(data);
      worker.onerror = () => resolve(undefined);
      worker.postMessage(input);
    });
  } finally {
    worker.terminate();
  }
}
