import { receptionSession } from '../../contract/records/reception-session.ts';
import { sessionTitle, visitTitle } from '../../domain/receptions/list-words.ts';
import { sessionAddress, visitAddress } from '../../domain/text/addresses.ts';
import type { SummarySnapshot } from '../../store/phone.ts';

/** A record in the words of the lists; what cannot be named is said to be so. */
export function recordTitle(summary: SummarySnapshot, rid: string): string {
  const row = summary.byId.get(rid);
  if (row === undefined) return 'Hồ sơ';
  return row.kind === receptionSession.kind ? sessionTitle(row) : visitTitle(row);
}

export function recordAddress(summary: SummarySnapshot, rid: string): string | undefined {
  const row = summary.byId.get(rid);
  if (row === undefined) return undefined;
  return row.kind === receptionSession.kind ? sessionAddress(rid) : visitAddress(rid);
}
