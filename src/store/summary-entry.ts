import { type Summary, summaryOf } from '../domain/receptions/summary.ts';
import type { SummaryEntry } from './record-state.ts';
import type { RecordState } from './rows.ts';

/** What the sealed summary keeps of a record; one of an unknown kind is listed as such until an update knows it. */
export function summaryEntry(rid: string, kind: string, { cells, conflicts }: RecordState): SummaryEntry {
  const undecided = conflicts.length > 0 ? { undecided: true } : {};
  const summary = summaryOf(rid, kind, cells);
  if (summary === undefined) return { id: rid, kind, ...undecided };
  const { rid: _id, ...rest } = summary;
  return { id: rid, ...rest, ...undecided };
}

/** The entry as lists use it. */
export function summaryFrom(entry: SummaryEntry): Summary {
  const { id, gone: _gone, ...rest } = entry;
  return { rid: id, ...NOTHING, ...(rest as Partial<Summary>) };
}

const NOTHING = { kind: '', day: '', status: 'unknown', title: '', sub: '', words: '' } as const;
