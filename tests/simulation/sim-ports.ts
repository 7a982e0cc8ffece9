import { createHash } from 'node:crypto';
import type { Mutation } from '../../src/contract/wire/sync.ts';
import { bodyToHash } from '../../src/domain/merge/apply-batch.ts';
import { canonical } from '../../src/domain/merge/cells.ts';
import { memberHash } from '../../src/domain/merge/digest.ts';
import type { Rng } from '../../src/server/demo/invented/rng.ts';
import type { TableName } from '../../src/store/rows.ts';
import { type SealerPort, StoreFullError, type StorePort, type StoreWorld, type Tx } from '../../src/store/tx.ts';
import type { LockPort } from '../../src/sync/ports.ts';
import type { Process, Scheduler } from './scheduler.ts';

/** Seals by hiding: the bytes are a number, the value stays with the sealer. What leaks into a row is then plain to see. */
export class HidingSealer implements SealerPort {
  readonly #values = new Map<number, { context: string; value: unknown }>();

  async seal(table: TableName, id: string, value: unknown): Promise<Uint8Array> {
    const number = this.#values.size + 1;
    this.#values.set(number, { context: `${table}|${id}`, value });
    return new Uint8Array(Uint32Array.of(number).buffer);
  }

  async open<T>(table: TableName, id: string, sealed: Uint8Array): Promise<T> {
    const held = this.#values.get(numberOf(sealed));
    if (held === undefined || held.context !== `${table}|${id}`) throw new Error(`cannot open ${table}|${id}`);
    return held.value as T;
  }

  /** What a ciphertext hides, for checks. */
  peek(sealed: Uint8Array): unknown {
    return this.#values.get(numberOf(sealed))?.value;
  }
}

function numberOf(sealed: Uint8Array): number {
  return new DataView(sealed.buffer, sealed.byteOffset, sealed.byteLength).getUint32(0, true);
}

/** Faults that can hit a phone's storage; changed by the world as it goes. */
export type StoreTrouble = { quota: number };

/** A store whose every transaction is a port call, and may meet a full disk. `onWritten` runs after each commit. */
export function scheduledStore(options: {
  inner: StorePort;
  scheduler: Scheduler;
  process: Process;
  rng: Rng;
  trouble: StoreTrouble;
  onWritten: () => Promise<void>;
}): StorePort {
  const { inner, scheduler, process, rng, trouble } = options;
  const run = async <T>(
    mode: 'read' | 'write',
    tables: readonly TableName[],
    body: (tx: Tx) => Promise<T>,
  ): Promise<T> => {
    await scheduler.park(process, `${mode} ${tables.join('+')}`);
    if (mode === 'read') return scheduler.work(() => inner.read(tables, body));
    if (rng.chance(trouble.quota)) throw new StoreFullError('simulated');
    const result = await scheduler.work(async () => {
      const written = await inner.write(tables, body);
      await options.onWritten();
      return written;
    });
    await scheduler.park(process, 'written');
    return result;
  };
  return { read: (tables, body) => run('read', tables, body), write: (tables, body) => run('write', tables, body) };
}

/** One lock a phone, shared by its tabs; `held` is cleared when the holder's process dies. */
export class SimLock {
  #holder: Process | undefined;

  portFor(process: Process, scheduler: Scheduler): LockPort {
    return {
      run: async (body) => {
        await scheduler.park(process, 'lock');
        if (this.#holder?.alive) return 'busy';
        this.#holder = process;
        try {
          return await body();
        } finally {
          this.#holder = undefined;
        }
      },
    };
  }

  /** Somebody stole the lock: the holder does not know. */
  steal(): void {
    this.#holder = undefined;
  }
}

/** Ids and hashes that come from the seed alone. */
export function simWorld(ids: { next: number }, clock: { offsetMs: number }, strongHash: boolean): StoreWorld {
  return {
    nowMs: () => 1_780_000_000_000 + clock.offsetMs,
    newId: () => {
      ids.next += 1;
      return simId(ids.next);
    },
    sha256: async (text) => hashText(text, strongHash),
  };
}

/** A valid UUID of a number; its last digits spread over the digest's parts. */
export function simId(n: number): string {
  return `01980000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** SHA-256 where the real server checks it; a cheaper hash where only equality counts. */
export function hashText(text: string, strong: boolean): string {
  if (strong) return createHash('sha256').update(text).digest('hex');
  return `${memberHash(text, 1).toString(16).padStart(8, '0')}${memberHash(text, 2).toString(16).padStart(8, '0')}`.padEnd(
    64,
    '0',
  );
}

/** The hash of a mutation's body as the model server takes it. `hashOverBase` is a planted bug. */
export function hashBody(mutation: Mutation, faults: ReadonlySet<string>): string {
  const body = bodyToHash(mutation);
  return hashText(canonical(faults.has('hashOverBase') ? { body, base: mutation.base } : body), false);
}
