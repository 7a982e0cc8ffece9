import type { Result } from '../../domain/result.ts';
import { NOT_DONE } from '../../domain/text/wording.ts';
import type { SaveProblem } from '../../store/record-store.ts';
import { StoreClosedError, StoreFullError } from '../../store/tx.ts';

type Reason = SaveProblem['tag'] | 'failed';

/** These stay as they are, however often one tries. */
const FOR_GOOD: readonly Reason[] = ['redacted', 'withdrawn'];

export type NotDone = { readonly text: string; readonly mayRetry: boolean };

/** Undefined when the store did it; otherwise what to say behind `what`. */
export async function notDone(
  what: string,
  write: () => Promise<Result<unknown, SaveProblem> | undefined>,
): Promise<NotDone | undefined> {
  const reason = await reasonAgainst(write);
  return reason === undefined
    ? undefined
    : { text: `${what} ${NOT_DONE[reason]}`, mayRetry: !FOR_GOOD.includes(reason) };
}

async function reasonAgainst(
  write: () => Promise<Result<unknown, SaveProblem> | undefined>,
): Promise<Reason | undefined> {
  try {
    const written = await write();
    return written === undefined || written.ok ? undefined : written.error.tag;
  } catch (error) {
    if (error instanceof StoreClosedError) return 'closed';
    if (error instanceof StoreFullError) return 'full';
    reportError(error);
    return 'failed';
  }
}
