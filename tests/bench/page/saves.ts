import Dexie from 'dexie';
import { v7 } from 'uuid';
import { RecordStore } from '../../../src/store/record-store.ts';
import { chanceOf, visitCells } from '../visits.ts';
import { openedStore } from './phone.ts';

/** Between two saves nobody may be measured by what the one before left to do. */
const PAUSE_MS = 15;

let plain: Dexie | undefined;

async function plainDatabase(): Promise<Dexie> {
  if (plain !== undefined) return plain;
  plain = new Dexie('plain', { chromeTransactionDurability: 'strict' });
  plain.version(1).stores({ visit: 'id' });
  await plain.open();
  return plain;
}

/** The same visits in the clear, in a database as an ordinary app would have it. */
export async function fillPlain(visits: number): Promise<void> {
  const table = (await plainDatabase()).table('visit');
  const { vault, writer } = await openedStore();
  vault.store.close();
  const chance = chanceOf(visits);
  for (let from = 0; from < visits; from += 1000)
    await table.bulkPut(
      Array.from({ length: Math.min(1000, visits - from) }, () => ({ id: v7(), cells: visitCells(chance, writer) })),
    );
}

/** One sealed save of a new visit, one plain strict put, and so on; milliseconds of each. */
export async function saveInTurns(
  count: number,
): Promise<{ readonly sealed: readonly number[]; readonly plain: readonly number[] }> {
  const table = (await plainDatabase()).table('visit');
  const { deps, vault, writer } = await openedStore();
  const store = new RecordStore(deps);
  const chance = chanceOf(count);
  const seen = { sealed: [] as number[], plain: [] as number[] };
  for (let turn = 0; turn < count + WARM_UP; turn += 1) {
    const patch = visitCells(chance, writer);
    const row = { id: v7(), cells: visitCells(chance, writer) };
    const rid = v7();
    const sealedMs = await timed(async () => {
      const { identity } = vault.meta;
      const saved = await store.save({
        op: 'create',
        rid,
        space: identity.space,
        kind: 'reception-visit',
        schemaVer: 1,
        bucket: 'unit-base:committee',
        patch,
        opened: null,
        author: writer.userId,
        hlc: '',
      });
      if (!saved.ok) throw new Error(`not saved: ${saved.error.tag}`);
    });
    const plainMs = await timed(() => table.put(row));
    if (turn < WARM_UP) continue;
    seen.sealed.push(sealedMs);
    seen.plain.push(plainMs);
  }
  vault.store.close();
  return seen;
}

const WARM_UP = 10;

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  const ms = performance.now() - startedMs;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  return ms;
}
