import { v5 } from 'uuid';
import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Json } from '../../contract/scalars.ts';
import type { Mutation, ProblemRef } from '../../contract/wire/sync.ts';
import { elementOf, isControlKey, isDeleted, sameValue } from '../merge/cells.ts';
import { problem } from '../merge/problem.ts';
import { assemble } from '../records/assemble.ts';
import type { Change } from '../records/change.ts';
import { joinRecord, type LifeError } from '../records/lifecycle.ts';
import { reversed } from '../records/take-back.ts';
import { err, ok, type Result } from '../result.ts';
import { foldForSearch } from '../text/fold.ts';
import { isDenunciation } from './denunciation.ts';
import { peopleInOrder } from './people.ts';
import { joinedInto } from './twins.ts';

/** Never taken over: who typed the visit, whose it is, in which session, and from what it was told apart. */
const OWN: ReadonlySet<string> = new Set(['organ', 'recordedBy', 'session', 'synthetic', 'localCode']);

/** Whose word counts where both say something. */
export type Preferred = 'keeper' | 'twin';

/**
 * What the record that is kept takes over from its twin: every group that it lacks, people and receivers whom it does not
 * name, and of the people it names (by folded name) what it does not know of them. Where both say something, the
 * preferred one's word stands. The twin itself stays as it is.
 */
export function takenOver(keeper: Twin, twin: Twin, preferred: Preferred): Cells {
  const taken: { [group: string]: Json } = {};
  const take = (group: string, from: string) => {
    const held = keeper.cells[group] ?? null;
    const value = twin.cells[from] ?? null;
    if (value === null || sameValue(held, value) || (held !== null && preferred === 'keeper')) return;
    taken[group] = value;
  };
  for (const group of Object.keys(receptionVisit.groups)) if (!OWN.has(group)) take(group, group);
  const [kept, other] = [keeper, twin].map(({ cells }) => assemble(receptionVisit, cells)) as [
    ReceptionVisit,
    ReceptionVisit,
  ];
  for (const [id, person] of Object.entries(other.people)) {
    const same = samePerson(kept.people, person.name ?? '');
    // A person without a name is the one who came: the first of the keeper.
    const into = same ?? (person.name ? undefined : firstOf(kept.people)) ?? freeId(kept.people, id, twin.rid);
    for (const group of Object.keys(person)) take(`people/${into}/${group}`, `people/${id}/${group}`);
  }
  const known = Object.values(kept.receivers).map(({ holding }) => foldForSearch(holding?.name ?? ''));
  for (const [id, { holding }] of Object.entries(other.receivers))
    if (holding && !known.includes(foldForSearch(holding.name)))
      take(`receivers/${freeId(kept.receivers, id, twin.rid)}/holding`, `receivers/${id}/holding`);
  return taken;
}

/** Of another visit's element the id may be taken here (imported people are numbered): then it gets one of its own. */
function freeId(elements: { readonly [id: string]: unknown }, id: string, rid: string): string {
  return Object.hasOwn(elements, id) ? v5(id, rid) : id;
}

function samePerson(people: ReceptionVisit['people'], name: string): string | undefined {
  return Object.entries(people).find(
    ([, { name: known }]) => known && foldForSearch(known) === foldForSearch(name),
  )?.[0];
}

function firstOf(people: ReceptionVisit['people']): string | undefined {
  return peopleInOrder(people)[0]?.[0];
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
  const taken = takenOver(keeper, twin, preferred === twin.rid ? 'twin' : 'keeper');
  const fill: Pick<Join, 'fill'> = Object.keys(taken).length === 0 ? {} : { fill: { op: 'patch', patch: taken } };
  return ok({ keeper: keeper.rid, twin: twin.rid, join: join.value, ...fill });
}

/**
 * Puts back what a step of a join wrote, where nobody has changed it since; undefined = nothing is left of it. What was
 * not there goes whole, or not at all: half a person would stay.
 */
export function unjoined(now: Cells, written: Cells, before: Cells): Cells | undefined {
  const groups = Object.keys(written).filter((group) => !isControlKey(group));
  const changed = groups.filter((group) => !sameValue(now[group], written[group]));
  const known = new Set(Object.keys(before).map(elementOf));
  const touched = new Set(changed.map(elementOf).filter((element) => !known.has(element)));
  const stands = groups.filter((group) => !changed.includes(group) && !touched.has(elementOf(group)));
  if (stands.length === 0) return undefined;
  return reversed(Object.fromEntries(stands.map((group) => [group, written[group] as Json])), before);
}

/** At the server's border: whatever a phone sends, joins go one way only, so that no two visits put each other away. */
export function joinRules(mutation: Mutation): ProblemRef | undefined {
  if (mutation.op !== 'join') return undefined;
  const into = joinedInto(mutation.patch);
  return into !== undefined && into < mutation.rid ? undefined : problem('itemInvalid', { group: DELETED });
}

/** Không trùng: the same for every visit that a person looked at; `decision` = a new random id. */
export function toldApart(decision: string): Change<'patch'> {
  return { op: 'patch', patch: { [`notTwins/${decision}/checked`]: true } };
}
