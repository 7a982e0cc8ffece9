import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderRefusedError } from '../../src/server/storage/data-folder.ts';
import { openStorage } from '../../src/server/storage/open-storage.ts';
import { openPGlite, type PGliteDatabase } from '../../src/server/storage/pglite-database.ts';
import {
  listSnapshots,
  markSnapshots,
  restoreSnapshot,
  SnapshotError,
  takeSnapshot,
} from '../../src/server/storage/snapshots.ts';
import { openTestDatabase } from '../support/server-database.ts';
import { answered, SyncWorld, type TestPhone } from '../support/sync-world.ts';

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

  it('are marked without another copy, also after a redaction that a phone gave back', async () => {
    const options = { folder: path.join(base, 'marked'), key: KEY, keep: 2 };
    const visit = lan.create({ content: PLANTED });
    const { epoch } = await lan.sends(visit);
    await takeSnapshot(database, options, world.nowMs);
    world.nowMs += 60_000;
    const cells = world.phone(lan.session).redact(visit.rid, 0).patch;
    const item = { rid: visit.rid, kind: visit.kind, schemaVer: 1, fromEpoch: 'trước', rev: 9, common: 0, cells };
    const { clientId } = lan;
    answered(
      await world.service.salvage(lan.session, { proto: 1, clientId, space: world.space, epoch, items: [item] }),
    );
    expect(await world.everythingStored()).not.toContain(PLANTED);
    await markSnapshots(database, options);
    expect(listSnapshots(options.folder).map(({ holdsRedacted }) => holdsRedacted)).toEqual([true]);
    // A restored database may have forgotten the redaction; its copies still hold the words.
    await database.query("update change set received_at = '2020-01-01' where op in ('redact', 'salvage')");
    await markSnapshots(database, options);
    expect(listSnapshots(options.folder).map(({ holdsRedacted }) => holdsRedacted)).toEqual([true]);
  });

  it('leave no empty database behind when a restore was cut off', async () => {
    const dataDir = path.join(base, 'cut-off');
    const database = path.join(dataDir, 'pglite');
    const config = { mode: 'serve' as const, dataDir, databaseUrl: undefined };
    for (const left of [`${database}.moi`, `${database}.truoc-1780000000000`]) {
      mkdirSync(left, { recursive: true });
      await expect(openStorage(config)).rejects.toBeInstanceOf(FolderRefusedError);
      expect(readdirSync(dataDir).sort()).toEqual(['gan-dan.json', path.basename(left)].sort());
      rmSync(left, { recursive: true });
    }
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
