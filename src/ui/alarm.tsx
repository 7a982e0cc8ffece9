import type { ReactNode } from 'react';
import { Banner } from './banner.tsx';

/** Why something was not done, said as soon as it stands there; nothing while there is nothing to say. */
export function Alarm({ children }: { readonly children: ReactNode }) {
  if (children === undefined || children === null) return null;
  return (
    <div role="alert">
      <Banner tone="danger">{children}</Banner>
    </div>
  );
}
