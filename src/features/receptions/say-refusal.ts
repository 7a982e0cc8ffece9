import { WORDS } from '../../domain/text/wording.ts';
import type { SaveProblem } from '../../store/record-store.ts';

/** The sentence for a save that did not happen. */
export function saySaveProblem(problem: SaveProblem): string {
  return WORDS[problem.tag];
}
