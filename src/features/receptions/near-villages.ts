import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import type { Village } from '../../store/reference.ts';

/** So many fit on a small phone without pushing the content away. */
const MOST_CHIPS = 6;
/** Visits looked at: what people of the last weeks came from. */
const LOOKED_AT = 200;

/** The villages worth a chip: all where they are few, else those that visitors came from lately, then the first ones. */
export function nearVillagesOf(
  villages: readonly Village[],
  newestFirst: readonly Summary[],
  last: string,
): readonly string[] {
  const names = villages.map(({ name }) => name);
  if (names.length <= MOST_CHIPS) return names;
  const known = new Set(names);
  const seen = new Set<string>(known.has(last) ? [last] : []);
  for (const row of newestFirst.slice(0, LOOKED_AT)) {
    const village = row.kind === receptionVisit.kind ? (row.sub.split(' · ', 1)[0] ?? '') : '';
    if (known.has(village)) seen.add(village);
    if (seen.size === MOST_CHIPS) break;
  }
  for (const name of names) if (seen.size < MOST_CHIPS) seen.add(name);
  return names.filter((name) => seen.has(name));
}
