import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations/list.ts';

/** A program must not work on tables that a newer one has changed. The message is for the person at the console. */
export class NewerSchemaError extends Error {}

const LOCK = 7_240_411_904;

/** Brings the tables forward to this program's version; several programs that start at once do it one by one. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    // Another program may be at it for long, and so may a step over big tables.
    await tx.script('set local lock_timeout = 0; set local statement_timeout = 0');
    // PGlite has one session only, and its folder a lock of its own.
    if (database.engine === 'postgres') await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await tx.script('create table if not exists schema_version (version integer not null, at timestamptz not null)');
    const [row] = await tx.query<{ version: number | null }>('select max(version) as version from schema_version');
    const present = row?.version ?? 0;
    if (present > MIGRATIONS.length)
      throw new NewerSchemaError(
        `Cơ sở dữ liệu do bản mới hơn tạo (cấu trúc ${present}, bản này biết đến ${MIGRATIONS.length}). Hãy cập nhật chương trình.`,
      );
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (index < present) continue;
      await tx.script(sql);
      await tx.query('insert into schema_version values ($1, now())', [index + 1]);
    }
  });
}
