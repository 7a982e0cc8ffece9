import { REDACTED } from '../../../contract/records/kind.ts';
import { unit as unitKind } from '../../../contract/records/unit.ts';
import type { Space } from '../../../contract/wire/session.ts';
import { filled } from '../../../domain/records/form-cells.ts';
import type { Feed, FeedItem } from '../feed.ts';
import { momentMs } from '../history/events.ts';
import { Paper } from './paper.ts';
import type { PlannedSession } from './plan.ts';
import { unitCells } from './reference.ts';
import { perform } from './tasks.ts';
import type { PlannedUnit } from './units.ts';

/** The historic units as the province's administrator enters them. */
export function unitItems(units: readonly PlannedUnit[]): readonly FeedItem[] {
  const atMs = Date.parse('2024-06-13T00:00:00+07:00');
  return units
    .filter(({ level }) => level !== 'province')
    .map((unit) => ({ atMs, rid: unit.space.id, kind: unitKind.kind, op: 'create', patch: { ...unitCells(unit) } }));
}

/**
 * What a unit has recorded of the published figures, each record as its clerk left it in the end: the replay on many
 * phones brings the same records with every step on the way there.
 */
export async function unitFeed({ space, clerks }: PlannedUnit, sessions: readonly PlannedSession[]): Promise<Feed> {
  const clerk = clerks[0];
  if (clerk === undefined) throw new RangeError(`nobody types in ${space.name}`);
  const paper = new Paper();
  const recording = paper.clerk(space.id, { userId: clerk.userId, name: clerk.name });
  const items: FeedItem[] = [];
  for (const session of sessions) {
    await write(recording, session);
    for (const { rid } of [session, ...session.visits]) items.push(itemOf(paper, rid, session));
  }
  const contactMs = items.at(-1)?.atMs ?? 0;
  const author = { userId: clerk.userId, memberships: membershipsOf(space) };
  return { name: `replay ${space.id}`, space: space.id, author, items, contactMs };
}

function membershipsOf({ id }: Space): Feed['author']['memberships'] {
  return [{ space: id, organ: 'party', role: 'commune_office' }];
}

async function write(recording: Parameters<typeof perform>[0], session: PlannedSession): Promise<void> {
  await perform(recording, { tag: 'session', session });
  for (const visit of session.visits) {
    await perform(recording, { tag: 'visit', visit });
    for (const form of visit.edits) await perform(recording, { tag: 'edit', visit, form });
    if (visit.denunciation !== undefined) await perform(recording, { tag: 'denounce', visit });
  }
  if (session.way !== 'duty') return;
  await perform(recording, { tag: 'finish', session });
  await perform(recording, { tag: 'complete', session });
}

function itemOf(paper: Paper, rid: string, { day, to }: PlannedSession): FeedItem {
  const kept = paper.records.get(rid);
  if (kept === undefined) throw new RangeError(`nobody wrote ${rid}`);
  // What turned out to be a denunciation is written as one from the start: there is nothing to be redacted.
  const { [REDACTED]: _mark, ...cells } = kept.cells;
  return { atMs: momentMs(day, to), rid, kind: kept.kind, op: 'create', patch: filled(cells) };
}
