import { err, ok, type Result } from '../../domain/result.ts';
import type { Progress } from './export-button.tsx';
import type { NoAnswer } from './province-api.ts';

/** A file holds no more lines than a person could look through. */
export const MOST_LINES = 20_000;

type Page<L> = { readonly lines: readonly L[]; readonly next?: string | undefined };

/** Every line of a list, page by page; stops at the first page that does not come, and when nobody waits any more. */
export async function allLines<L>(
  ask: (cursor: string | undefined) => Promise<Result<Page<L>, NoAnswer>>,
  of: number,
  report: (progress: Progress) => void,
  goesOn: () => boolean,
): Promise<Result<readonly L[], NoAnswer>> {
  const lines: L[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    if (!page.ok) return page;
    lines.push(...page.value.lines);
    report({ done: lines.length, of });
    cursor = page.value.next;
    if (cursor !== undefined && lines.length >= MOST_LINES) return err(TOO_MANY);
  } while (cursor !== undefined && goesOn());
  return ok(lines);
}

const TOO_MANY: NoAnswer = {
  tag: 'refused',
  words: 'Danh sách quá 20.000 dòng nên chưa xuất. Chọn kỳ ngắn hơn, hoặc một đơn vị, rồi xuất lại.',
};
