import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Json } from '../../contract/scalars.ts';
import type { Mutation, ProblemRef } from '../../contract/wire/sync.ts';
import { isDeleted, sameValue } from '../merge/cells.ts';
import { problem } from '../merge/problem.ts';
import { assemble } from '../records/assemble.ts';
import type { Change } from '../records/change.ts';
import { joinRecord, type LifeError } from '../records/lifecycle.ts';
import { err, ok, type Result } from '../result.ts';
import { foldForSearch } from '../text/fold.ts';
import { isDenunciation } from './denunciation.ts';
import { joinedInto } from './twins.ts';

/** Never taken over: who typed the visit, whose it is and in which session. */
const OWN: ReadonlySet<string> = new Set(['organ', 'recordedBy', 'session', 'synthetic', 'localCode']);

/** Whose word counts where both say something. */
export type Preferred = 'keeper' | 'twin';

/**
 * What the record that is kept takes over from its twin: every group that it lacks, people whom it does not name, and of
 * the people it names (by folded name) what it does not know of them. Where both say something, the preferred one's word
 * stands.
 */
export function takenOver(keeper: Cells, twin: Cells, preferred: Preferred): Cells {
  const taken: { [group: string]: Json } = {};
  const take = (group: string, value: Json | undefined) => {
    const held = keeper[group] ?? null;
    if (value === undefined || value === null || sameValue(held, value)) return;
    if (held === null || preferred === 'twin') taken[group] = value;
  };
  for (const group of Object.keys(receptionVisit.groups)) if (!OWN.has(group)) take(group, twin[group]);
  const [kept, other] = [assemble(receptionVisit, keeper), assemble(receptionVisit, twin)];
  for (const [id, person] of Object.entries(other.people)) {
    const same = samePerson(kept.people, person.name ?? '');
    // A person without a name is the one who came: the first of the keeper.
    const into = same ?? (person.name ? undefined : firstOf(kept.people)) ?? id;
    for (const [group, value] of Object.entries(person)) take(`people/${into}/${group}`, value as Json);
  }
  return taken;
}

function samePerson(people: ReceptionVisit['people'], name: string): string | undefined {
  return Object.entries(people).find(
    ([, { name: known }]) => known && foldForSearch(known) === foldForSearch(name),
  )?.[0];
}

function firstOf(people: ReceptionVisit['people']): string | undefined {
  return Object.entries(people).sort(([a, x], [b, y]) => (x.order ?? 0) - (y.order ?? 0) || (a < b ? -1 : 1))[0]?.[0];
}

/** One of two visits that may be one. */
export type Twin = { readonly rid: string; readonly cells: Cells };

/** The two steps of joining twins, in the order in which they are saved. `fill` is absent where nothing changes. */
export type Join = {
  readonly keeper: string;
  readonly twin: string;
  readonly fill?: Change<'patch'>;
  readonly join: Change<'join'>;
};

/**
 * Gộp. The record with the lower id is always the one that stays, whichever text is preferred: two phones that join the
 * same twins without a network would otherwise each put away the other's, and the visit would be gone from every figure.
 * It is filled first, so that a crash in between loses nothing and the twins are offered again.
 */
export function joinVisits(
  a: Twin,
  b: Twin,
  preferred: string,
): Result<Join, LifeError | { readonly tag: 'denunciation' }> {
  const [keeper, twin] = a.rid < b.rid ? [a, b] : [b, a];
  // A denunciation takes nothing in and gives nothing away (Luật Tố cáo Điều 8).
  if (isDenunciation(keeper.cells) || isDenunciation(twin.cells)) return err({ tag: 'denunciation' });
  if (isDeleted(keeper.cells)) return err({ tag: 'alreadyDeleted' });
  const join = joinRecord(twin.rid, twin.cells, keeper.rid);
  if (!join.ok) return join;
  const patch = takenOver(keeper.cells, twin.cells, preferred === twin.rid ? 'twin' : 'keeper');
  const fill: Pick<Join, 'fill'> = Object.keys(patch).length === 0 ? {} : { fill: { op: 'patch', patch } };
  return ok({ keeper: keeper.rid, twin: twin.rid, join: join.value, ...fill });
}

/** Puts back what was taken over, where nobody has changed it since; undefined = nothing is left of it. */
export function unfill(now: Cells, filled: Cells, before: Cells): Change<'patch'> | undefined {
  const patch = Object.fromEntries(
    Object.entries(filled).flatMap(([group, value]): [string, Json][] =>
      sameValue(now[group], value) ? [[group, before[group] ?? null]] : [],
    ),
  );
  return Object.keys(patch).length === 0 ? undefined : { op: 'patch', patch };
}

/** At the server's border: whatever a phone sends, joins go one way only, so that no two visits put each other away. */
export function joinRules(mutation: Mutation): ProblemRef | undefined {
  if (mutation.op !== 'join') return undefined;
  const into = joinedInto(mutation.patch);
  return into !== undefined && into < mutation.rid ? undefined : problem('itemInvalid', { group: DELETED });
}

/** Không trùng: a person looked at both; from now on this visit is compared with nothing. */
export function notTwins(others: readonly string[]): Change<'patch'> {
  return { op: 'patch', patch: Object.fromEntries(others.map((rid) => [`notTwins/${rid}/checked`, true])) };
}
