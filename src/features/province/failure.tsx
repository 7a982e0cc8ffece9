import { formatInstant } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { NoAnswer } from './province-api.ts';

export type FailureProps = {
  readonly failure: NoAnswer | undefined;
  /** Of when what is still shown is. */
  readonly shownAtMs?: number | undefined;
  readonly onRetry: () => void;
};

/** Why the last try brought nothing, and the way to try again. */
export function Failure({ failure, shownAtMs, onRetry }: FailureProps) {
  if (failure === undefined) return null;
  return (
    <div role="alert">
      <Banner
        tone={failure.tag === 'unreachable' ? 'warning' : 'danger'}
        action={<Button onClick={onRetry}>{WORDS.retry}</Button>}
      >
        {failure.words}
        {shownAtMs === undefined ? '' : ` Đang xem số liệu lúc ${formatInstant(shownAtMs)}.`}
      </Banner>
    </div>
  );
}
