import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { organOf } from '../../domain/permissions/buckets.ts';
import { may } from '../../domain/permissions/may.ts';
import { caseToJoin } from '../../domain/receptions/edit-visit.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { SaveProblem } from '../../store/record-store.ts';

/**
 * The case of an earlier visit, as it stands now; one that has none takes a fresh one. Undefined = it cannot be joined:
 * not one's own to edit, gone from this phone, or a denunciation by now.
 */
export async function joinCase(phone: Phone, rid: string): Promise<Result<string | undefined, SaveProblem>> {
  const record = await phone.records.open(rid);
  if (record === undefined) return ok(undefined);
  const { opened } = record;
  const { cells } = record.view;
  const joined = caseToJoin(cells, phone.newId());
  if (joined?.change === undefined) return ok(joined?.id);
  const organ = organOf(cells);
  if (!may(phone.actor(), 'visit.edit', { ...phone.place, ...(organ === undefined ? {} : { organ }) }))
    return ok(undefined);
  const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change: joined.change, opened });
  return saved.ok ? ok(joined.id) : saved;
}
