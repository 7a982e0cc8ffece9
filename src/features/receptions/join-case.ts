import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { caseToJoin } from '../../domain/receptions/edit-visit.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { SaveProblem } from '../../store/record-store.ts';
import { mayDo } from './may-do.ts';
import { takeBackSaved } from './take-back.ts';

/** `takeBack`: the earlier visit loses again the case that it took for this; false = it belongs to another one by now. */
export type JoinedCase = { readonly id: string; readonly takeBack: () => Promise<boolean> };

/**
 * The case of an earlier visit, as it stands now; one that has none takes a fresh one. Undefined = it cannot be joined:
 * not one's own to edit, gone from this phone, or a denunciation by now.
 */
export async function joinCase(phone: Phone, rid: string): Promise<Result<JoinedCase | undefined, SaveProblem>> {
  const record = await phone.records.open(rid);
  if (record === undefined) return ok(undefined);
  const { opened } = record;
  const { cells } = record.view;
  const joined = caseToJoin(cells, phone.newId());
  if (joined === undefined) return ok(undefined);
  const { id, change } = joined;
  if (change === undefined) return ok({ id, takeBack: async () => true });
  if (!mayDo(phone, cells, 'visit.edit')) return ok(undefined);
  const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change, opened });
  return saved.ok ? ok({ id, takeBack: () => takeBackSaved(phone, rid, change.patch, cells) }) : saved;
}
