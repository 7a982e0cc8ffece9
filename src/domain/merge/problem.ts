import { PROBLEMS, type ProblemName, type ProblemParams } from '../../contract/problems.ts';
import type { ProblemRef } from '../../contract/wire/sync.ts';

/** A numbered problem of the catalogue, as it crosses the wire. */
export function problem(name: ProblemName, params?: ProblemParams): ProblemRef {
  const { code } = PROBLEMS[name];
  return params === undefined ? { code } : { code, params: { ...params } };
}
