import type { Capacity } from '../../contract/records/codes.ts';

/** One official in one capacity. */
export type ChairOf = { readonly officialId: string; readonly capacity: Capacity };

/** What tells chairs apart, `official:capacity`, as it stands in the duty keys of a session (SessionFact.dutyKeys). */
export function chairKey({ officialId, capacity }: ChairOf): string {
  return `${officialId}:${capacity}`;
}

/** The chairs in the duty keys of a session. */
export function chairsOfKeys(keys: string): readonly ChairOf[] {
  return keys
    .split(' ')
    .filter(Boolean)
    .map((key) => {
      const cut = key.lastIndexOf(':');
      return { officialId: key.slice(0, cut), capacity: key.slice(cut + 1) as Capacity };
    });
}
