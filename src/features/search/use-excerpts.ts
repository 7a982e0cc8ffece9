import { useCallback } from 'react';
import { type Summary, searchedTexts } from '../../domain/receptions/summary.ts';
import type { AskedWord } from '../../domain/search/asked-word.ts';
import { excerpt, unmet } from '../../domain/search/highlight.ts';
import type { Phone, SummarySnapshot } from '../../store/phone.ts';
import { useBatched } from '../../ui/use-batched.ts';

/**
 * Why a record was found, where its line in the list does not show it: the part of its words around the hit. Records are
 * opened for the rows in sight only.
 */
export function useExcerpts(
  phone: Phone,
  summary: SummarySnapshot,
): (row: Summary, shown: string, words: readonly AskedWord[]) => string | undefined {
  const load = useCallback(
    async (rids: readonly string[]) => {
      const opened = await Promise.all(rids.map((rid) => phone.records.open(rid)));
      return new Map(
        opened.flatMap((record) =>
          record === undefined ? [] : [[record.rid, searchedTexts(record.kind, record.view.cells)] as const],
        ),
      );
    },
    [phone],
  );
  const textsOf = useBatched(load, summary);
  return (row, shown, words) => {
    const hidden = unmet(words, shown);
    if (hidden.length === 0) return undefined;
    for (const text of textsOf(row.rid) ?? []) {
      const part = excerpt(text, hidden);
      if (part !== undefined) return part;
    }
    return undefined;
  };
}
