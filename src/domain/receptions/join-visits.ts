import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Json } from '../../contract/scalars.ts';
import { isDeleted, sameValue } from '../merge/cells.ts';
import { assemble } from '../records/assemble.ts';
import type { Change } from '../records/change.ts';
import { joinRecord, type LifeError } from '../records/lifecycle.ts';
import { err, ok, type Result } from '../result.ts';
import { foldForSearch } from '../text/fold.ts';
import { isDenunciation } from './denunciation.ts';

/** Not taken over: who typed it, whose it is, and what is the keeper's own by nature. */
const OWN: ReadonlySet<string> = new Set([
  'organ',
  'recordedBy',
  'matter',
  'visited',
  'session',
  'synthetic',
  'localCode',
]);

/**
 * What the visit that is kept takes over from its twin: every group that it lacks, people whom it does not name, and of
 * the people it names (by folded name) what it does not know of them. It never changes what the keeper says.
 */
export function takenOver(keeper: Cells, twin: Cells): Cells {
  const taken: { [group: string]: Json } = {};
  for (const group of Object.keys(receptionVisit.groups)) {
    const value = twin[group];
    if (!OWN.has(group) && value !== undefined && value !== null && (keeper[group] ?? null) === null)
      taken[group] = value;
  }
  const [kept, other] = [assemble(receptionVisit, keeper), assemble(receptionVisit, twin)];
  for (const [id, person] of Object.entries(other.people)) {
    const same = samePerson(kept.people, person.name ?? '');
    // A person without a name is the one who came: the first of the keeper.
    const into = same ?? (person.name ? undefined : firstOf(kept.people)) ?? id;
    for (const [group, value] of Object.entries(person)) {
      const key = `people/${into}/${group}`;
      if (value !== null && value !== undefined && (keeper[key] ?? null) === null) taken[key] = value as Json;
    }
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

/** The two steps of joining twins, in the order in which they are saved. `fill` is absent where nothing is missing. */
export type Join = { readonly fill?: Change<'patch'>; readonly join: Change<'join'> };

/** Gộp: the keeper is filled first, so that a crash in between loses nothing and the twins are offered again. */
export function joinVisits(
  keeper: { readonly rid: string; readonly cells: Cells },
  twin: { readonly rid: string; readonly cells: Cells },
): Result<Join, LifeError | { readonly tag: 'denunciation' }> {
  // A denunciation takes nothing in and gives nothing away (Luật Tố cáo Điều 8).
  if (isDenunciation(keeper.cells) || isDenunciation(twin.cells)) return err({ tag: 'denunciation' });
  if (isDeleted(keeper.cells)) return err({ tag: 'alreadyDeleted' });
  const join = joinRecord(twin.rid, twin.cells, keeper.rid);
  if (!join.ok) return join;
  const patch = takenOver(keeper.cells, twin.cells);
  return ok({ join: join.value, ...(Object.keys(patch).length === 0 ? {} : { fill: { op: 'patch', patch } }) });
}

/** Takes what was filled away again, where nobody has changed it since; undefined = nothing is left of it. */
export function unfill(keeper: Cells, filled: Cells): Change<'patch'> | undefined {
  const patch = Object.fromEntries(
    Object.entries(filled).flatMap(([group, value]) => (sameValue(keeper[group], value) ? [[group, null]] : [])),
  );
  return Object.keys(patch).length === 0 ? undefined : { op: 'patch', patch };
}

/** Không trùng: a person looked at both; from now on this visit is compared with nothing. */
export function notTwins(others: readonly string[]): Change<'patch'> {
  return { op: 'patch', patch: Object.fromEntries(others.map((rid) => [`notTwins/${rid}/checked`, true])) };
}

/** Into which visit this one was joined; undefined = it was not. */
export function joinedInto(cells: Cells): string | undefined {
  const mark = cells['@deleted'] as { readonly reason?: unknown; readonly into?: unknown } | null | undefined;
  return mark?.reason === 'twin' && typeof mark.into === 'string' ? mark.into : undefined;
}
