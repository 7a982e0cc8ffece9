import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPGlite, type PGliteDatabase } from '../../src/server/storage/pglite-database.ts';
import { listSnapshots, restoreSnapshot, SnapshotError, takeSnapshot } from '../../src/server/storage/snapshots.ts';
import { openTestDatabase } from '../support/server-database.ts';
import '../support/slow-tests.ts';
import { SyncWorld, type TestPhone } from '../support/sync-world.ts';

const PLANTED = 'Hoàng Thị Trong Bản Sao';
const KEY = 'a key of enough letters';

describe('copies of the embedded database', () => {
  let database: PGliteDatabase;
  let world: SyncWorld;
  let lan: TestPhone;
  let base: string;

  beforeAll(async () => {
    base = mkdtempSync(path.join(tmpdir(), 'gan-dan-snapshots-'));
    database = (await openTestDatabase()).database as PGliteDatabase;
    world = await SyncWorld.open(database);
    lan = world.phone(world.session('Lan'));
  });
  afterAll(async () => {
    await database.close();
    rmSync(base, { recursive: true, force: true });
  });

  it('are verified, sealed, listed, marked when they hold what was redacted since, and expire', async () => {
    const options = { folder: path.join(base, 'sealed'), key: KEY, keep: 2 };
    const visit = lan.create({ content: PLANTED });
    const { head } = await lan.sends(visit);
    const at = (minute: number) => world.nowMs + minute * 60_000;
    const first = await takeSnapshot(database, options, at(0));
    expect(first).toMatchObject({ heads: 1, encrypted: true, holdsRedacted: false });
    expect(statSync(options.folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(path.join(options.folder, first.file)).includes(PLANTED)).toBe(false);

    world.nowMs = at(1);
    await lan.sends(lan.redact(visit.rid, head.seq));
    await takeSnapshot(database, options, at(2));
    expect(listSnapshots(options.folder).map(({ heads, holdsRedacted }) => [heads, holdsRedacted])).toEqual([
      [2, false],
      [1, true],
    ]);
    await takeSnapshot(database, options, at(3));
    expect(listSnapshots(options.folder)).toHaveLength(2);
    expect(readdirSync(options.folder).sort()).toEqual(
      ['danh-sach.json', ...listSnapshots(options.folder).map(({ file }) => file)].sort(),
    );
  });

  it('come back whole, with the right key only', async () => {
    const options = { folder: path.join(base, 'back'), key: KEY, keep: 2 };
    const visit = lan.create({ content: 'ở lại' });
    await lan.sends(visit);
    const { file } = await takeSnapshot(database, options, world.nowMs);
    const copy = path.join(options.folder, file);
    const folder = path.join(base, 'pglite');
    await expect(restoreSnapshot(copy, undefined, folder)).rejects.toBeInstanceOf(SnapshotError);
    await expect(restoreSnapshot(copy, `${KEY}!`, folder)).rejects.toBeInstanceOf(SnapshotError);
    await restoreSnapshot(copy, KEY, folder);
    const restored = await openPGlite({ folder });
    try {
      const rows = await restored.query<{ content: string }>(
        `select cells ->> 'content' as content from record where space_id = $1 and rid = $2`,
        [world.space, visit.rid],
      );
      expect(rows).toEqual([{ content: 'ở lại' }]);
    } finally {
      await restored.close();
    }
  });
});
