import type { Cells } from '../../contract/records/kind.ts';
import type { WireConflict } from '../../contract/wire/sync.ts';

/** Who wrote the present value of a group: its rev, every mutation that offered this very value, salvage rank. */
export type GroupMeta = { readonly rev: number; readonly by: readonly string[]; readonly salvaged?: number };

/** A record as the server keeps it. `rev` = sequence number of the last mutation that touched it. */
export type ServerRecord = {
  readonly rid: string;
  readonly kind: string;
  readonly rev: number;
  readonly schemaVer: number;
  readonly cells: Cells;
  readonly groups: { readonly [group: string]: GroupMeta };
  readonly conflicts: readonly WireConflict[];
};
