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

/** How many representatives a group of so many people sends; undefined = a group too small to need any. */
export function representativesOf(came: number): { readonly least: number; readonly most: number } | undefined {
  if (came < LARGE_GROUP_FROM) return undefined;
  // "5 đến 10 người: 1 hoặc 2 người đại diện; từ 10 người: có thể thêm, không quá 5" (NĐ 124/2020/NĐ-CP). Ten are both.
  return { least: 1, most: came < 10 ? 2 : 5 };
}

/** The rule that a number of representatives does not keep. Worth a remark, never a refusal. */
export function representativesDoubt(
  came: number,
  representatives: number | undefined,
): { readonly came: number; readonly least: number; readonly most: number } | undefined {
  const rule = representativesOf(came);
  if (rule === undefined || representatives === undefined) return undefined;
  return representatives < rule.least || representatives > rule.most ? { came, ...rule } : undefined;
}
