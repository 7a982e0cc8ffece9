import { REDACTED } from '../../contract/records/kind.ts';
import type { Sql } from './database.ts';
import type { PGliteDatabase } from './pglite-database.ts';
import { readSetting, writeSetting } from './settings.ts';

const SCRUBBED = 'scrubbed';

/** When something was redacted last; '' = never. It comes by its own mutation, or with a copy that a phone gives back. */
export async function lastRedaction(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ at: string | null }>(
    // The words of an index's condition (migration 5).
    `select max(received_at) as at from change where op = 'redact' or (op = 'salvage' and patch ? '${REDACTED}')`,
  );
  return row?.at ?? '';
}

/**
 * Takes redacted words out of the embedded database's files too, if something was redacted since the last time: tables
 * are written anew without their dead rows, and the log that saw the words is closed and removed. PostgreSQL keeps
 * dead rows and log until they are overwritten (docs/operations/server.md). Whether anything was done.
 */
export async function scrubIfRedacted(database: PGliteDatabase, root: string): Promise<boolean> {
  const redactedAt = await lastRedaction(database);
  if (redactedAt === '' || redactedAt === (await readSetting<string>(database, root, SCRUBBED))) return false;
  await database.script('vacuum full record, change, conflict, deferred, quarantine');
  // Two checkpoints: the first begins in the log that saw the words, only the second lets go of it.
  await database.script('checkpoint');
  await database.query('select pg_switch_wal()');
  await database.script('checkpoint');
  await writeSetting(database, root, SCRUBBED, redactedAt);
  return true;
}
