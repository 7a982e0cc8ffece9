import { createHash } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect } from 'vitest';
import { KINDS } from '../../src/contract/records/registry.ts';
import type { Result } from '../../src/domain/result.ts';
import { DexieStore } from '../../src/store/dexie-store.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { StoreDeps } from '../../src/store/record-state.ts';
import { summaryEntry } from '../../src/store/summary-entry.ts';
import type { OpenBatch } from '../../src/store/sync-steps/push-batch.ts';
import type { SyncStore } from '../../src/store/sync-store.ts';
import type { SealerPort, StorePort, StoreWorld } from '../../src/store/tx.ts';

/** Ciphertexts that a test can read: the value with its context, as JSON. */
export const readableSealer: SealerPort = {
  seal: async (table, id, value) => new TextEncoder().encode(JSON.stringify([table, id, value])),
  open: async <T>(table: string, id: string, sealed: Uint8Array) => {
    const [wasTable, wasId, value] = JSON.parse(new TextDecoder().decode(sealed)) as [string, string, T];
    expect([wasTable, wasId], 'a ciphertext is opened where it was sealed for').toEqual([table, id]);
    return value;
  },
};

/** The n-th id of a test. */
export function idNo(n: number): string {
  return `01980000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export const SPACE = '0a000000-0000-5000-8000-000000000001';
export const USER = '0b000000-0000-5000-8000-000000000001';
export const MONDAY_MS = Date.UTC(2026, 10, 23, 1, 0, 0);

/** A world whose clock and ids a test moves. */
export class TestWorld implements StoreWorld {
  ms = MONDAY_MS;
  ids = 0x1000;
  readonly nowMs = (): number => this.ms;
  readonly newId = (): string => {
    this.ids += 1;
    return idNo(this.ids);
  };
  readonly sha256 = async (text: string): Promise<string> => createHash('sha256').update(text).digest('hex');
}

export function depsOn(port: StorePort, world: StoreWorld = new TestWorld()): StoreDeps {
  return { port, sealer: readableSealer, world, definitionOf: (kind) => KINDS[kind], summarize: summaryEntry };
}

/** Both adapters by name; each call opens a new, empty store. */
export const ADAPTERS: readonly (readonly [string, () => Promise<StorePort>])[] = [
  ['memory', async () => new MemoryStore()],
  ['dexie', () => DexieStore.open('test', { indexedDB: new IDBFactory(), IDBKeyRange })],
];

/** What a phone sends next, as it crosses the wire. */
export async function outgoing(sync: SyncStore): Promise<OpenBatch | undefined> {
  const taken = await sync.takeBatch({ rows: 100, bytes: 1_000_000 });
  return taken === undefined ? undefined : sync.openBatch(taken);
}

/** The value of a success; a failure ends the test. */
export function successOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) expect.fail(`unexpected ${JSON.stringify(result.error)}`);
  return result.value;
}
