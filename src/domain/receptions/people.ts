import type { ReceptionVisit } from '../../contract/records/reception-visit.ts';

export type Person = ReceptionVisit['people'][string];

/** The people of a visit with their element ids, the one who came first: by `order`, then by id. */
export function peopleInOrder(people: ReceptionVisit['people']): readonly (readonly [id: string, person: Person])[] {
  return Object.entries(people).sort(([a, x], [b, y]) => (x.order ?? 0) - (y.order ?? 0) || (a < b ? -1 : 1));
}
