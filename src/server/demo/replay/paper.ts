import type { Cells } from '../../../contract/records/kind.ts';
import type { Recorder } from '../../../domain/receptions/visit-form.ts';
import type { Change } from '../../../domain/records/change.ts';
import type { Recording, Task } from './tasks.ts';
import { perform } from './tasks.ts';

type Kept = { readonly kind: string; readonly space: string; readonly cells: Cells };

/** Everything that clerks record, on one sheet: no phone, no server. What stands there is what the last of them left. */
export class Paper {
  readonly records: Map<string, Kept>;

  constructor(from: Iterable<readonly [string, Kept]> = []) {
    this.records = new Map(from);
  }

  /** A clerk of a unit with this sheet. */
  clerk(space: string, recordedBy: Recorder['recordedBy']): Recording {
    return {
      recorder: { organ: 'party', recordedBy },
      open: async (rid) => {
        const kept = this.records.get(rid);
        return kept === undefined ? undefined : { view: { cells: kept.cells } };
      },
      save: async (rid, kind, change) => this.#save(rid, { kind, space }, change),
    };
  }

  async write(clerk: Recording, tasks: readonly Task[]): Promise<void> {
    for (const task of tasks) if (!(await perform(clerk, task))) throw new Error(`nothing there to ${task.tag}`);
  }

  // Two clerks may make the same duty session: what the first wrote of it stays.
  #save(rid: string, made: Omit<Kept, 'cells'>, { op, patch }: Change): void {
    const before = this.records.get(rid)?.cells ?? {};
    this.records.set(rid, { ...made, cells: written(op, before, patch) });
  }
}

function written(op: Change['op'], before: Cells, patch: Cells): Cells {
  if (op === 'create') return { ...patch, ...before };
  // It carries all that may stay (Luật Tố cáo Điều 8).
  return op === 'redact' ? patch : { ...before, ...patch };
}
