import type { Cells } from '../../contract/records/kind.ts';

/**
 * Đoàn đông người: from five people with the same content. By analogy to the rule on representatives (NĐ 124/2020);
 * the reporting guide's own threshold is not verified (rules-and-forms §10.6), so it is an argument everywhere.
 */
export const LARGE_GROUP_FROM = 5;

/** Whether a visit is one of a large group: what a person said, else derived from the number who came. */
export function isLargeGroup(cells: Cells, threshold: number = LARGE_GROUP_FROM): boolean {
  if (typeof cells.largeGroup === 'boolean') return cells.largeGroup;
  return headcountOf(cells) >= threshold;
}

/** The number of people who came; one, where nobody counted. */
export function headcountOf(cells: Cells): number {
  const group = cells.headcount as { readonly came?: unknown } | null | undefined;
  return typeof group?.came === 'number' ? group.came : 1;
}
