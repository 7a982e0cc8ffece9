import path from 'node:path';
import type { Config } from '../config.ts';
import { newEpochs } from './clock.ts';
import { type DataFolder, FolderRefusedError, takeFolder } from './data-folder.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { makeCluster } from './pglite-child.ts';
import { openPGlite, type PGliteDatabase } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { isHalfRestored } from './snapshots.ts';

/** An open, migrated database and how to let it go. */
export type Storage = {
  readonly database: Database;
  /** Only the embedded database: it can be copied, and needs its own housekeeping. */
  readonly embedded: PGliteDatabase | undefined;
  close(): Promise<void>;
};

/** Opens what the configuration names: PostgreSQL by its URL, else the embedded database of the data folder. */
export async function openStorage(config: Pick<Config, 'mode' | 'dataDir' | 'databaseUrl'>): Promise<Storage> {
  if (config.databaseUrl !== undefined) {
    const database = await openPostgres(config.databaseUrl);
    await closingOnFailure(database, () => migrate(database));
    return { database, embedded: undefined, close: () => database.close() };
  }
  const folder = takeFolder(config.dataDir, config.mode);
  try {
    return await openFolder(folder);
  } catch (error) {
    folder.abandon();
    throw error;
  }
}

async function openFolder(folder: DataFolder): Promise<Storage> {
  // An empty database in its place would have other keys: every phone would be a stranger to it.
  if (isHalfRestored(folder.database))
    throw new FolderRefusedError(
      `Lần khôi phục trước bị ngắt giữa chừng, thư mục ${path.dirname(folder.database)} chưa có cơ sở dữ liệu. Hãy chạy lại lệnh restore <tệp>; dữ liệu cũ vẫn còn trong thư mục pglite.truoc-… nếu có.`,
    );
  if (folder.isNew) await makeCluster(folder.database);
  const database = await openPGlite({ folder: folder.database });
  await closingOnFailure(database, async () => {
    await migrate(database);
    // PGlite never calls fsync: what was acknowledged last may be gone, so every phone compares (sync rule 13).
    if (folder.unclean) await database.transaction((tx) => newEpochs(tx, 'unclean'));
  });
  return {
    database,
    embedded: database,
    close: async () => {
      await database.close();
      folder.closeCleanly();
    },
  };
}

async function closingOnFailure(database: Database, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await database.close();
    throw error;
  }
}
