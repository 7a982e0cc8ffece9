import type { Base } from '../../contract/wire/sync.ts';
import type { ServerRecord } from '../merge/server-record.ts';

/** Whether the author of a mutation had the present value of a group on the screen (sync rule 10). */
export function hadSeen(record: ServerRecord, group: string, base: Base): boolean {
  const meta = record.groups[group];
  if (meta === undefined || meta.rev <= (base.low?.[group] ?? base.rev)) return true;
  return meta.by.some((mid) => base.saw?.includes(mid));
}
