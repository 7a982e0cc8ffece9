import type { Organ } from '../../contract/records/codes.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { ok } from '../../domain/result.ts';
import type { Sql } from '../storage/database.ts';
import { listSpaces } from '../storage/spaces.ts';
import type { Place } from '../storage/visit-lines.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';
import { type Source, sourcesFor } from './readable.ts';

/** Lines of one page of a list. */
export const PAGE_LINES = 200;

type Asked = {
  readonly from: string;
  readonly to: string;
  readonly unit?: string | undefined;
  readonly organ?: Organ | undefined;
  readonly cursor?: string | undefined;
};

/** What of a list its reader may see, and where its page begins. */
export type DrillScope = {
  readonly sources: readonly Source[];
  readonly after: Place | undefined;
  /** Whether names and whole records of this source may be shown. */
  readonly isOpen: (source: { readonly space: string; readonly organ: Organ }) => boolean;
};

/** The records that a reader may look through; a unit that is no business of his is answered as if it did not exist. */
export async function drillScope(tx: Sql, root: string, actor: Actor, asked: Asked): Promise<Answer<DrillScope>> {
  if (asked.from > asked.to) return refuse('badPeriod');
  const after = asked.cursor === undefined ? undefined : placeOf(asked.cursor);
  if (asked.cursor !== undefined && after === undefined) return refuse('malformed');
  const spaces = await listSpaces(tx, root);
  const all = sourcesFor(actor, 'drilldown.coded', root, spaces);
  if (all.length === 0) return refuse('forbidden');
  const ofUnit = all.filter(({ space }) => asked.unit === undefined || space === asked.unit);
  if (ofUnit.length === 0) return refuse('notFound');
  const sources = ofUnit.filter(({ organ }) => asked.organ === undefined || organ === asked.organ);
  const open = new Set(sourcesFor(actor, 'drilldown', root, spaces).map(keyOf));
  return ok({ sources, after, isOpen: (source) => open.has(keyOf(source)) });
}

function keyOf({ space, organ }: { readonly space: string; readonly organ: Organ }): string {
  return `${space} ${organ}`;
}

function placeOf(cursor: string): Place | undefined {
  const [, day, place] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f]{32})$/.exec(cursor) ?? [];
  return day === undefined || place === undefined ? undefined : { day, place };
}

/** Where the next page begins; absent after the last. */
export function nextOf(rows: readonly Place[]): { readonly next?: string } {
  const last = rows.length < PAGE_LINES ? undefined : rows.at(-1);
  return last === undefined ? {} : { next: `${last.day}.${last.place}` };
}
