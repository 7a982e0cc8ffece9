import type { Capacity } from '../../contract/records/codes.ts';
import type { ReceptionSession } from '../../contract/records/reception-session.ts';

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

type Chairs = ReceptionSession['chairs'];

/**
 * The chairs of a session with their element ids, the lead chair first: the lowest `order`, one without any last, then the
 * lowest id. Who is shown first is the one who counts (SessionFact.chair).
 */
export function chairsInOrder(chairs: Chairs): readonly (readonly [id: string, chair: Chairs[string]])[] {
  const order = ({ holding }: Chairs[string]) => holding?.order ?? Number.MAX_SAFE_INTEGER;
  return Object.entries(chairs).sort(([a, x], [b, y]) => order(x) - order(y) || (a < b ? -1 : 1));
}
