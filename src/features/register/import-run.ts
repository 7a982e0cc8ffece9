import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { type Imported, isAsImported } from '../../domain/receptions/imported-visit.ts';
import { deleteRecord, restoreRecord } from '../../domain/records/lifecycle.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { SaveProblem } from '../../store/record-store.ts';
import { StoreClosedError } from '../../store/tx.ts';
import { type Plan, TAKEN_BACK, visitToTake } from './import-plan.ts';
import { breathe } from './in-batches.ts';

/** Saves in a row before the page may draw again. */
const SAVES_AT_A_TIME = 4;

/** Why an import stopped before its end; what was saved until then stays saved. `failed`: a fault of this program. */
export type Stopped = SaveProblem['tag'] | 'failed' | 'asked';

/** What an import left on this phone, in the order of its rows. `row` = its number in the file. */
export type Taken = { readonly row: number; readonly visit: Imported };

export type ImportOutcome = { readonly taken: readonly Taken[]; readonly stopped?: Stopped };

type Records = Pick<Phone, 'records' | 'summary'>;
type Watch = { readonly signal: AbortSignal; readonly onProgress: (done: number) => void };

/**
 * Takes the rows, each as one intent through the ordinary save. It may be stopped between any two: what is saved is
 * saved, and beginning again finds it by its id.
 */
export async function takeRows(phone: Records, plans: readonly Plan[], watch: Watch): Promise<ImportOutcome> {
  const taken: Taken[] = [];
  for (const [at, { row, standing }] of plans.entries()) {
    if (watch.signal.aborted) return { taken, stopped: 'asked' };
    const restores = standing.tag === 'take' && standing.restores;
    const visit = restores ? row.visit : visitToTake(phone, row);
    const saved = await guarded(() => takeOne(phone, visit));
    if (!saved.ok) return { taken, stopped: saved.error };
    taken.push({ row: row.row, visit });
    watch.onProgress(at + 1);
    if ((at + 1) % SAVES_AT_A_TIME === 0) await breathe();
  }
  return { taken };
}

async function takeOne(phone: Records, { rid, change }: Imported): Promise<Result<unknown, SaveProblem>> {
  const kind = receptionVisit.kind;
  const present = phone.summary.getSnapshot().byId.has(rid) ? await phone.records.open(rid) : undefined;
  if (present === undefined) return phone.records.save({ rid, kind, change, opened: null });
  // It has arrived since the file was read, or was deleted: nothing is written twice.
  const back = restoreRecord(present.view.cells);
  return back.ok ? phone.records.save({ rid, kind, change: back.value, opened: present.opened }) : ok(undefined);
}

/** What taking an import back did: `kept` = changed since, or another's. */
export type TakenBack = { readonly removed: number; readonly kept: number; readonly stopped?: Stopped };

/** Deletes the visits of an import that nobody has changed since; everything stays restorable. */
export async function takeBack(phone: Records, visits: readonly Imported[], watch: Watch): Promise<TakenBack> {
  let [removed, kept] = [0, 0];
  for (const [at, visit] of visits.entries()) {
    if (watch.signal.aborted) return { removed, kept, stopped: 'asked' };
    const done = await guarded(() => removeOne(phone, visit));
    if (!done.ok) return { removed, kept, stopped: done.error };
    if (done.value === 'removed') removed += 1;
    else kept += 1;
    watch.onProgress(at + 1);
    if ((at + 1) % SAVES_AT_A_TIME === 0) await breathe();
  }
  return { removed, kept };
}

async function removeOne(phone: Records, visit: Imported): Promise<Result<'removed' | 'kept', SaveProblem>> {
  const present = await phone.records.open(visit.rid);
  const cells = present?.view.cells;
  if (present === undefined || cells === undefined || isDeleted(cells) || !isAsImported(cells, visit))
    return ok('kept');
  const gone = deleteRecord(cells, TAKEN_BACK);
  if (!gone.ok) return ok('kept');
  const request = { rid: visit.rid, kind: receptionVisit.kind, change: gone.value, opened: present.opened };
  const saved = await phone.records.save(request);
  return saved.ok ? ok('removed') : saved;
}

async function guarded<T>(work: () => Promise<Result<T, SaveProblem>>): Promise<Result<T, Stopped>> {
  try {
    const done = await work();
    return done.ok ? done : err(done.error.tag);
  } catch (thrown) {
    if (thrown instanceof StoreClosedError) return err('closed');
    reportError(thrown);
    return err('failed');
  }
}
