import type { Space } from '../../contract/wire/session.ts';
import type { Database } from './database.ts';
import { readSetting, writeSetting } from './settings.ts';
import { createSpaces } from './spaces.ts';

/** A database of the other kind; the message is for the person at the console. */
export class WrongModeError extends Error {}

const LOCK = 7_240_411_905;

/** The province's space of this database, made at the first start. A demo's database never serves as a real one. */
export async function settleRoot(
  database: Database,
  { mode, made }: { readonly mode: 'demo' | 'serve'; readonly made: Space },
): Promise<string> {
  return database.transaction(async (tx) => {
    if (database.engine === 'postgres') await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const rows = await tx.query<{ space_id: string }>(
      'select space_id from space where space_id = province_id limit 1',
    );
    const root = rows[0]?.space_id ?? made.id;
    if (rows[0] === undefined) {
      await createSpaces(tx, root, [made]);
      await writeSetting(tx, root, 'mode', mode);
    }
    const found = await readSetting<string>(tx, root, 'mode');
    if (found !== mode)
      throw new WrongModeError(
        mode === 'demo'
          ? 'Cơ sở dữ liệu này chứa dữ liệu thật: bản dùng thử không mở.'
          : 'Cơ sở dữ liệu này là của bản dùng thử: máy chủ thật không mở.',
      );
    return root;
  });
}
