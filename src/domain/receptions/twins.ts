import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import { assemble } from '../records/assemble.ts';
import { foldedWords } from '../text/fold.ts';
import { isDenunciation } from './denunciation.ts';

/**
 * By what two visits of one session may be the same one entered twice: the folded name of the first person. Null: nobody
 * is named, a denunciation, or a person has looked at it and found it to be no twin (then it is compared with nothing).
 * It only suggests (records-and-counting §1); nothing is joined without a person.
 */
export function twinKey(cells: Cells): string | null {
  if (isDenunciation(cells)) return null;
  const { people, notTwins } = assemble(receptionVisit, cells);
  if (Object.values(notTwins).some(({ checked }) => checked === true)) return null;
  const name = firstName(people);
  return name === undefined ? null : foldedWords(name).join(' ') || null;
}

function firstName(people: ReceptionVisit['people']): string | undefined {
  const [first] = Object.entries(people).sort(([a, x], [b, y]) => (x.order ?? 0) - (y.order ?? 0) || (a < b ? -1 : 1));
  return first?.[1].name ?? undefined;
}

/** What must be known of a visit to look for its twins. */
export type TwinCandidate = {
  readonly sessionId?: string | null | undefined;
  readonly twin?: string | null | undefined;
};

/** Visits that may be one, by session and name: each list has two or more. Visits without a session have no twins. */
export function twinSets<T extends TwinCandidate>(visits: Iterable<T>): readonly (readonly T[])[] {
  const sets = new Map<string, T[]>();
  for (const visit of visits) {
    if (!visit.sessionId || !visit.twin) continue;
    const key = `${visit.sessionId} ${visit.twin}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [visit]);
    else set.push(visit);
  }
  return [...sets.values()].filter((set) => set.length > 1);
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

/** "Có thể trùng n": how many visits too many there may be. */
export function possibleTwins(visits: Iterable<TwinCandidate>): number {
  return twinSets(visits).reduce((sum, set) => sum + set.length - 1, 0);
}

/** Into which visit this one was joined; undefined = it was not. */
export function joinedInto(cells: Cells): string | undefined {
  const mark = cells[DELETED] as { readonly reason?: unknown; readonly into?: unknown } | null | undefined;
  return mark?.reason === 'twin' && typeof mark.into === 'string' ? mark.into : undefined;
}
