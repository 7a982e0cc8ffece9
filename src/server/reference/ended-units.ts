import { dateAt } from '../../domain/calendar/plain-date.ts';
import type { SyncDeps } from '../sync/sync-session.ts';

/** The units whose last day is over, by their records: nobody is added there any more, and no calendar made. */
export async function endedUnits({ database, root, ports }: SyncDeps): Promise<string[]> {
  const rows = await database.query<{ rid: string }>(
    `select rid from record where space_id = $1 and kind = 'unit' and cells->'validity'->>'to' < $2 order by rid`,
    [root, dateAt(ports.nowMs())],
  );
  return rows.map(({ rid }) => rid);
}
