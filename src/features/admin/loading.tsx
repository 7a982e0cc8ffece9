import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Failure } from './failure.tsx';

/** In place of a list that is not here yet: that it comes, or why it does not. */
export function Loading({ failure, again }: { readonly failure: string | undefined; readonly again: () => void }) {
  return failure === undefined ? (
    <ProgressBar label={WORDS.loading} />
  ) : (
    <Failure words={failure} action={<Button onClick={again}>{WORDS.retry}</Button>} />
  );
}
