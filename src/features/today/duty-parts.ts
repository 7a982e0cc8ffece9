import type { ReactNode } from 'react';

/** What the duty calendar adds to the home screen. */
export type DutyParts = {
  readonly todos: ReactNode;
  /** Today's duties that nobody has begun; undefined = there are none. */
  readonly waiting: ReactNode | undefined;
  /** The day of the next one. */
  readonly next: string | undefined;
  readonly month: ReactNode;
};
