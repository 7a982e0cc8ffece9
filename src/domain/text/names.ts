import { normalizeLine } from './normalize.ts';

// Making a collator costs far more than using it.
const collator = new Intl.Collator('vi');

/** What Vietnamese lists sort by: the given name, which stands last, then the whole name. */
export interface NameSortKey {
  readonly given: string;
  readonly full: string;
}

export function nameSortKey(name: string): NameSortKey {
  const full = normalizeLine(name);
  return { given: full.slice(full.lastIndexOf(' ') + 1), full };
}

export function compareNameSortKeys(a: NameSortKey, b: NameSortKey): number {
  return collator.compare(a.given, b.given) || collator.compare(a.full, b.full);
}

/** For short lists; a long one makes its keys once and sorts by `compareNameSortKeys`. */
export function compareNames(a: string, b: string): number {
  return compareNameSortKeys(nameSortKey(a), nameSortKey(b));
}

/**
 * The name with a capital at each word, to be *offered* when the field is left; undefined where there is nothing to
 * offer. A name that already has a capital was written on purpose: "Lý A Dế", "Giàng Thị mỷ" stay as they are.
 */
export function offerNameCapitals(name: string): string | undefined {
  const line = normalizeLine(name);
  const lower = line.toLocaleLowerCase('vi');
  const writtenOnPurpose = line !== lower && line !== line.toLocaleUpperCase('vi');
  if (writtenOnPurpose) return undefined;
  const offered = lower.replace(/(^|[\s\-'’])(\p{L})/gu, (_, before: string, letter: string) => {
    return before + letter.toLocaleUpperCase('vi');
  });
  return offered === line ? undefined : offered;
}
