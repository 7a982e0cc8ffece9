import { vi } from 'vitest';

/** Waits until an expectation holds. No test is about speed: a busy machine may take its time. */
export const eventually = <T>(expectation: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(expectation, { timeout: 60_000 });
