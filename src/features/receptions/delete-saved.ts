import { deleteRecord } from '../../domain/records/lifecycle.ts';
import type { Phone } from '../../store/phone.ts';

/** Takes back a record that was just made here: a tombstone, restorable like any other. False = it did not happen. */
export async function deleteSaved(phone: Phone, rid: string): Promise<boolean> {
  const record = await phone.records.open(rid);
  if (record === undefined) return false;
  const change = deleteRecord(record.view.cells, 'Hoàn tác ngay sau khi ghi');
  if (!change.ok) return false;
  return (await phone.records.save({ rid, kind: record.kind, change: change.value, opened: record.opened })).ok;
}
