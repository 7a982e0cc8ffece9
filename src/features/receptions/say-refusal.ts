import { NOT_DONE, WORDS } from '../../domain/text/wording.ts';
import type { SaveProblem } from '../../store/record-store.ts';
import { StoreClosedError } from '../../store/tx.ts';

/** Why what a form holds is not stored. `gone`: the record has left this phone; `failed`: a fault of this program. */
export type NotStored = SaveProblem | { readonly tag: 'gone' | 'failed' };

/** The sentence for a save that did not happen. */
export function saySaveProblem(problem: NotStored): string {
  return WORDS[problem.tag];
}

/** The same where no form stands on the screen whose words are still there: in lists, on what is shown. */
export function sayNotDone(problem: NotStored): string {
  return NOT_DONE[problem.tag];
}

/** What a save or a draft that threw is called on the screen. A bug is reported, and the form lives on with its text. */
export function problemOf(thrown: unknown): NotStored {
  if (thrown instanceof StoreClosedError) return { tag: 'closed' };
  reportError(thrown);
  return { tag: 'failed' };
}
