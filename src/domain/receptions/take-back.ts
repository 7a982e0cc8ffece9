import { SessionStatus } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { Change } from '../records/change.ts';
import { takenBack } from '../records/take-back.ts';
import { statusOf } from './session-rules.ts';
import { mayPass } from './transitions.ts';

/**
 * "Hoàn tác" of a saved patch of a visit or session, in steps that are each legal: a session that went straight from
 * scheduled to done comes back by way of being held. Undefined where it cannot be taken back any more.
 */
export function stepsBack(patch: Cells, before: Cells, present: Cells): readonly Change<'patch'>[] | undefined {
  const back = takenBack(patch, before, present);
  if (back === undefined) return undefined;
  const [from, to] = [statusOf(present), statusOf(back)];
  if (from === undefined || to === undefined) return [{ op: 'patch', patch: back }];
  return wayBetween(from, to).map((status) => ({
    op: 'patch',
    patch: status === to ? back : { status: { status } },
  }));
}

/** The shortest way of legal steps, without where it begins. */
function wayBetween(from: SessionStatus, to: SessionStatus): readonly SessionStatus[] {
  if (mayPass(from, to)) return [to];
  const ways: (readonly SessionStatus[])[] = [[from]];
  const met = new Set([from]);
  for (const way of ways) {
    const last = way.at(-1) ?? from;
    for (const next of SessionStatus.options) {
      if (met.has(next) || !mayPass(last, next)) continue;
      if (next === to) return [...way.slice(1), next];
      met.add(next);
      ways.push([...way, next]);
    }
  }
  return [];
}
