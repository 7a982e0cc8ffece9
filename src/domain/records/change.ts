import type { Cells } from '../../contract/records/kind.ts';
import type { Op } from '../../contract/wire/sync.ts';

/** What an intent does to a record: the operation and the groups it writes. The store adds ids, base and author. */
export type Change<O extends Op = Op> = { readonly op: O; readonly patch: Cells };
