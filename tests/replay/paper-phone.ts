import type { Cells } from '../../src/contract/records/kind.ts';
import type { Recorder } from '../../src/domain/receptions/visit-form.ts';
import type { Change } from '../../src/domain/records/change.ts';
import type { OpenRecord } from '../../src/store/record-store.ts';
import type { Recording, Task } from './phones/tasks.ts';
import { perform } from './phones/tasks.ts';

type Kept = { readonly kind: string; readonly space: string; readonly cells: Cells };

/** Everything that clerks record, on one sheet: no phone, no server; for tests of the plan. */
export class Paper {
  readonly records: Map<string, Kept>;

  constructor(from: Iterable<readonly [string, Kept]> = []) {
    this.records = new Map(from);
  }

  /** A clerk of a unit with this sheet. */
  clerk(space: string, recordedBy: Recorder['recordedBy']): Recording {
    return {
      recorder: { organ: 'party', recordedBy },
      open: async (rid) => this.#open(rid),
      save: async (rid, kind, change) => this.#save(rid, { kind, space }, change),
    };
  }

  async write(clerk: Recording, tasks: readonly Task[]): Promise<void> {
    for (const task of tasks) if (!(await perform(clerk, task))) throw new Error(`nothing there to ${task.tag}`);
  }

  #open(rid: string): OpenRecord | undefined {
    const kept = this.records.get(rid);
    if (kept === undefined) return undefined;
    const { kind, space, cells } = kept;
    const opened = { rev: 0, saw: [], low: {} };
    return { rid, kind, space, rev: 0, view: { cells, conflicts: [] }, opened, state: 'local' };
  }

  // Two clerks may make the same duty session: what the first wrote of it stays.
  #save(rid: string, made: Omit<Kept, 'cells'>, { op, patch }: Change): void {
    const before = this.records.get(rid)?.cells ?? {};
    this.records.set(rid, { ...made, cells: op === 'create' ? { ...patch, ...before } : { ...before, ...patch } });
  }
}
