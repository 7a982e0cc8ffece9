import { KEY_OF, type RidTable, type TableName, type Tables } from './rows.ts';
import type { Key, NewRow, StorePort, Tx } from './tx.ts';

type Data = { readonly [T in TableName]: Map<Key, Tables[T]> };

const RID_TABLES: readonly RidTable[] = ['outbox', 'sent', 'quarant', 'draft'];

/** Called before a transaction commits; throwing aborts it. For faults in tests and simulations. */
export type CommitHook = (mode: 'read' | 'write', tables: readonly TableName[]) => void;

/** The store in memory: the same contract as Dexie's adapter, for simulations and Node. */
export class MemoryStore implements StorePort {
  readonly #data: Data;
  readonly #nextKey: { outbox: number; summary: number };
  readonly #keysByRid: { readonly [T in RidTable]: Map<string, Set<Key>> };
  onCommit: CommitHook | undefined;

  constructor(from?: MemoryStore) {
    this.#data = {
      rec: new Map(from?.rows('rec')),
      outbox: new Map(from?.rows('outbox')),
      sent: new Map(from?.rows('sent')),
      quarant: new Map(from?.rows('quarant')),
      draft: new Map(from?.rows('draft')),
      summary: new Map(from?.rows('summary')),
      salvage: new Map(from?.rows('salvage')),
      meta: new Map(from?.rows('meta')),
    };
    this.#nextKey = { ...(from === undefined ? { outbox: 1, summary: 1 } : from.#nextKey) };
    this.#keysByRid = { outbox: new Map(), sent: new Map(), quarant: new Map(), draft: new Map() };
    for (const table of RID_TABLES)
      for (const row of this.#data[table].values()) this.#index(table, row as { rid: string }, keyOf(table, row));
  }

  /** The raw rows of a table, for checks in tests. */
  rows<T extends TableName>(table: T): ReadonlyMap<Key, Tables[T]> {
    return this.#data[table];
  }

  read<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run('read', tables, body);
  }

  write<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run('write', tables, body);
  }

  async #run<T>(mode: 'read' | 'write', tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T> {
    const staged = new Map<TableName, Map<Key, unknown>>();
    const nextKey = { ...this.#nextKey };
    const view = <N extends TableName>(table: N, key: Key): Tables[N] | undefined => {
      const changes = staged.get(table);
      return changes?.has(key)
        ? (changes.get(key) as Tables[N] | undefined)
        : (this.#data[table].get(key) as Tables[N] | undefined);
    };
    const stage = (table: TableName, key: Key, row: unknown): void => {
      if (mode === 'read' || !tables.includes(table)) throw new Error(`no write to ${table} in this transaction`);
      const changes = staged.get(table) ?? new Map<Key, unknown>();
      staged.set(table, changes);
      changes.set(key, row);
    };
    const keysOf = (table: TableName): Key[] => {
      const changes = staged.get(table);
      if (changes === undefined) return [...this.#data[table].keys()].sort(byKey);
      return [...new Set([...this.#data[table].keys(), ...changes.keys()])]
        .filter((key) => view(table, key) !== undefined)
        .sort(byKey);
    };
    const tx: Tx = {
      get: async (table, key) => view(table, key),
      getMany: async (table, keys) => keys.map((key) => view(table, key)),
      all: async <N extends TableName>(table: N, limit?: number, above?: Key) =>
        keysOf(table)
          .filter((key) => above === undefined || key > above)
          .slice(0, limit)
          .map((key) => view(table, key) as Tables[N]),
      count: async (table) => keysOf(table).length,
      byRid: async <N extends RidTable>(table: N, rids: readonly string[]) => {
        const wanted = new Set(rids);
        const keys = new Set<Key>();
        for (const rid of wanted) for (const key of this.#keysByRid[table].get(rid) ?? []) keys.add(key);
        for (const [key, row] of staged.get(table) ?? [])
          if (row !== undefined && wanted.has((row as { rid: string }).rid)) keys.add(key);
        return [...keys]
          .sort(byKey)
          .map((key) => view(table, key))
          .filter((row): row is Tables[N] => row !== undefined);
      },
      toRefetch: async (limit) =>
        [...this.#data.rec.values()].filter((row) => view('rec', row.id)?.refetch === 1).slice(0, limit),
      put: async (table, rows) => {
        for (const row of rows) stage(table, keyOf(table, row), row);
      },
      add: async <N extends 'outbox' | 'summary'>(table: N, rows: readonly NewRow<N>[]) => {
        for (const row of rows) {
          const key = nextKey[table];
          nextKey[table] += 1;
          stage(table, key, { ...row, key });
        }
      },
      delete: async (table, keys) => {
        for (const key of keys) stage(table, key, undefined);
      },
    };
    const result = await body(tx);
    this.onCommit?.(mode, tables);
    Object.assign(this.#nextKey, nextKey);
    for (const [table, changes] of staged) for (const [key, row] of changes) this.#commit(table, key, row);
    return result;
  }

  #commit(table: TableName, key: Key, row: unknown): void {
    const rows = this.#data[table] as Map<Key, unknown>;
    if (isRidTable(table)) {
      const old = rows.get(key) as { rid: string } | undefined;
      if (old !== undefined) this.#keysByRid[table].get(old.rid)?.delete(key);
      if (row !== undefined) this.#index(table, row as { rid: string }, key);
    }
    if (row === undefined) rows.delete(key);
    else rows.set(key, row);
    if ((table === 'outbox' || table === 'summary') && typeof key === 'number')
      this.#nextKey[table] = Math.max(this.#nextKey[table], key + 1);
  }

  #index(table: RidTable, row: { rid: string }, key: Key): void {
    const keys = this.#keysByRid[table].get(row.rid) ?? new Set<Key>();
    keys.add(key);
    this.#keysByRid[table].set(row.rid, keys);
  }
}

function keyOf<T extends TableName>(table: T, row: Tables[T]): Key {
  return (row as unknown as { [key: string]: Key })[KEY_OF[table]] as Key;
}

function isRidTable(table: TableName): table is RidTable {
  return (RID_TABLES as readonly TableName[]).includes(table);
}

function byKey(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
