import { useEffect, useState } from 'react';
import type { ReceptionReport } from '../../contract/wire/reports.ts';
import { type ChangedFigures, changedFigures, NOTHING_CHANGED } from './changed-figures.ts';

/** So long a cell that has changed is told apart. */
const LIT_MS = 30_000;

/** What has changed since the answer before this one, for a while. */
export function useChanges(report: ReceptionReport | undefined, question: string): ChangedFigures {
  const [seen, setSeen] = useState({ report, question });
  const [changes, setChanges] = useState(NOTHING_CHANGED);
  if (seen.report !== report || seen.question !== question) {
    setSeen({ report, question });
    // Another question has other figures: nothing of it is news.
    if (seen.question !== question) setChanges(NOTHING_CHANGED);
    else if (seen.report !== undefined && report !== undefined) {
      const found = changedFigures(seen.report, report);
      if (found.cells.size > 0) setChanges(found);
    }
  }
  useEffect(() => {
    if (changes === NOTHING_CHANGED) return undefined;
    const timer = setTimeout(() => setChanges(NOTHING_CHANGED), LIT_MS);
    return () => clearTimeout(timer);
  }, [changes]);
  return changes;
}
