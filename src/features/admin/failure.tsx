import type { ReactNode } from 'react';
import { Banner } from '../../ui/banner.tsx';

/** What went wrong, read aloud; nothing without words. */
export function Failure({ words, action }: { readonly words: string | undefined; readonly action?: ReactNode }) {
  return words === undefined ? null : (
    <div role="alert">
      <Banner tone="danger" action={action}>
        {words}
      </Banner>
    </div>
  );
}
