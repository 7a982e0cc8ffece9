import type { Result } from '../../../domain/result.ts';

/** What the domain allowed; a generator that asks for something else is wrong. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`the plan asks for something impossible: ${JSON.stringify(result.error)}`);
  return result.value;
}
