import { type Cells, REDACTED } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { isControlKey, staysUnder } from '../merge/cells.ts';

/** The redaction policy of a visit that is a denunciation (Luật Tố cáo Điều 8; records-and-counting §4). */
export const DENUNCIATION = 'denunciation';

/** Whether a visit is a denunciation: by its matter, or because it was redacted as one. */
export function isDenunciation(cells: Cells): boolean {
  return cells.matter === DENUNCIATION || isRedacted(cells);
}

/** Whether a record stands under a redaction, of whatever policy. */
export function isRedacted(cells: Cells): boolean {
  return (cells[REDACTED] ?? null) !== null;
}

/** Whether a denunciation may hold this group. */
export function mayDenunciationHold(group: string): boolean {
  return staysUnder(receptionVisit, DENUNCIATION, group);
}

/** The cells that a denunciation may hold, without those about the record's life. */
export function denunciationCells(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([key]) => !isControlKey(key) && mayDenunciationHold(key)));
}
