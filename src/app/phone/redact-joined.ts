import { reclassifyAsDenunciation } from '../../domain/receptions/edit-visit.ts';
import { freshLocalCode } from '../../features/receptions/fresh-code.ts';
import type { Phone, PhoneRecords } from '../../store/phone.ts';

/**
 * A visit that was entered twice is one: when it turns out a denunciation, the citizen's name must not stay in the bin.
 * The server does the same when the redaction reaches it (server/sync/redact-joined): one that fails here is only later.
 */
export async function redactJoined(
  records: Pick<PhoneRecords, 'open' | 'save'>,
  known: Pick<Phone, 'summary' | 'randomBytes'>,
  rids: readonly string[],
): Promise<void> {
  for (const rid of rids) {
    const record = await records.open(rid);
    const change = record && reclassifyAsDenunciation(record.view.cells, freshLocalCode(known));
    if (record !== undefined && change?.ok)
      await records.save({ rid, kind: record.kind, change: change.value, opened: record.opened });
  }
}
