import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import { assemble } from '../records/assemble.ts';
import { foldedWords } from '../text/fold.ts';
import { isDenunciation } from './denunciation.ts';
import { peopleInOrder } from './people.ts';

/**
 * By what two visits of one session may be the same one entered twice: the folded name of the first person. Null: nobody
 * is named, or a denunciation. It only suggests (records-and-counting §1); nothing is joined without a person.
 */
export function twinKey(cells: Cells): string | null {
  if (isDenunciation(cells)) return null;
  const name = firstName(assemble(receptionVisit, cells).people);
  return name === undefined ? null : foldedWords(name).join(' ') || null;
}

/**
 * The decisions by which a person told this visit from others of one name, parted by spaces; '' = none. Each has a random
 * id of its own that all visits he looked at bear: two visits with one decision in common are two. No visit says which
 * the other is: that would stay beside a citizen's name when the other turns out a denunciation (Luật Tố cáo Điều 8).
 */
export function apartOf(cells: Cells): string {
  const { notTwins } = assemble(receptionVisit, cells);
  return Object.keys(notTwins)
    .filter((id) => notTwins[id]?.checked === true)
    .sort()
    .join(' ');
}

function firstName(people: ReceptionVisit['people']): string | undefined {
  const [first] = peopleInOrder(people);
  return first?.[1].name ?? undefined;
}

/** What must be known of a visit to look for its twins. */
export type TwinCandidate = {
  readonly sessionId?: string | null | undefined;
  readonly twin?: string | null | undefined;
  /** As `apartOf` says it. */
  readonly apart?: string | null | undefined;
};

/** Visits that may be one, by session and name, of which not all are told apart. Visits without a session have no twins. */
export function twinSets<T extends TwinCandidate>(visits: Iterable<T>): readonly (readonly T[])[] {
  const sets = new Map<string, T[]>();
  for (const visit of visits) {
    if (!visit.sessionId || !visit.twin) continue;
    const key = `${visit.sessionId} ${visit.twin}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [visit]);
    else set.push(visit);
  }
  return [...sets.values()].filter((set) => undecidedPair(set) !== undefined);
}

/** The first two of a set that nobody has told apart yet; undefined = all are. */
export function undecidedPair<T extends TwinCandidate>(set: readonly T[]): readonly [T, T] | undefined {
  for (const [place, one] of set.entries()) {
    const other = set.slice(place + 1).find((next) => !areApart(one, next));
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

function areApart(one: TwinCandidate, other: TwinCandidate): boolean {
  const decisions = new Set((one.apart ?? '').split(' ').filter(Boolean));
  return (other.apart ?? '').split(' ').some((id) => decisions.has(id));
}

/** "Có thể trùng n": how many visits too many there may be. */
export function possibleTwins(visits: Iterable<TwinCandidate>): number {
  return twinSets(visits).reduce((sum, set) => sum + set.length - toldApart(set), 0);
}

/** How many of a set are certainly different visits: each is told apart from all before it. */
function toldApart(set: readonly TwinCandidate[]): number {
  const different: TwinCandidate[] = [];
  for (const one of set) if (different.every((other) => areApart(one, other))) different.push(one);
  return different.length;
}

/**
 * Joined visits whose keeper is gone: one person joined two, another deleted the one that was kept. Neither counts any
 * more, so a person must look. `rows` = all of one session, deleted ones too.
 */
export function strandedTwins<
  T extends { readonly rid: string; readonly into?: string | undefined; readonly status: string },
>(rows: readonly T[]): readonly T[] {
  const byId = new Map(rows.map((row) => [row.rid, row]));
  const lives = (rid: string): boolean => {
    const row = byId.get(rid);
    // Not of this session (any more), or not on this phone: nothing can be said against it.
    if (row === undefined || row.status !== 'deleted') return true;
    return row.into !== undefined && row.into < rid && lives(row.into);
  };
  return rows.filter(({ into, status }) => status === 'deleted' && into !== undefined && !lives(into));
}

/** The visits that were joined with this one, into it or it into them, directly or through others. */
export function joinedWith(
  rows: Iterable<{ readonly rid: string; readonly into?: string | undefined }>,
  rid: string,
): readonly string[] {
  const pairs = [...rows].flatMap((row): [string, string][] => (row.into === undefined ? [] : [[row.rid, row.into]]));
  const found = new Set([rid]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const pair of pairs) if (pair.some((one) => found.has(one))) for (const one of pair) found.add(one);
  }
  found.delete(rid);
  return [...found];
}

/** Into which visit this one was joined; undefined = it was not. */
export function joinedInto(cells: Cells): string | undefined {
  const mark = cells[DELETED] as { readonly reason?: unknown; readonly into?: unknown } | null | undefined;
  return mark?.reason === 'twin' && typeof mark.into === 'string' ? mark.into : undefined;
}
