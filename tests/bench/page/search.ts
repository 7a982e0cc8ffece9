import { readQuestion } from '../../../src/domain/search/question.ts';
import { SearchIndex } from '../../../src/domain/search/search-index.ts';
import { SummaryList } from '../../../src/store/summary-list.ts';
import { openedStore } from './phone.ts';

/** Milliseconds. `step`: the longest that the building holds the page at once. */
export type SearchTimes = { readonly build: number; readonly step: number; readonly queries: readonly number[] };

/** What somebody types, letter by letter: each is a question. */
const TYPED = ['nông thị đào', 'na phao dao', '0912 345', 'o', 'ô nhiễm nguồn', 'thị', '05/2025 lan', 'xom cho trau'];

/** Builds the index of what lies on this phone and asks it, as the search page does. */
export async function search(): Promise<SearchTimes> {
  const { deps, vault } = await openedStore();
  const list = new SummaryList(deps);
  await list.refresh();
  vault.store.close();
  const { newestFirst } = list.getSnapshot();
  let step = 0;
  let build = 0;
  const steps = SearchIndex.build(newestFirst);
  for (;;) {
    const beganMs = performance.now();
    const done = steps.next();
    const ms = performance.now() - beganMs;
    build += ms;
    step = Math.max(step, ms);
    if (done.done) return { build, step, queries: asked(done.value) };
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

function asked(index: SearchIndex): readonly number[] {
  return TYPED.flatMap((typed) =>
    Array.from(typed, (_, last) => {
      const beganMs = performance.now();
      index.find(readQuestion(typed.slice(0, last + 1)));
      return performance.now() - beganMs;
    }),
  );
}
