import type { ReceptionVisit } from '../../contract/records/reception-visit.ts';
import type { VisitLine, VisitsAnswer, VisitsQuery } from '../../contract/wire/drill-down.ts';
import { provinceCalendar } from '../../domain/calendar/working-calendar.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { isDueCertain, noticeDueDay, type OwedNotice, owedNotice } from '../../domain/receptions/notice-due.ts';
import { ok } from '../../domain/result.ts';
import type { Database } from '../storage/database.ts';
import { readTwins } from '../storage/report-figures.ts';
import { countVisitLines, readVisitLines, type VisitFilter, type VisitRow } from '../storage/visit-lines.ts';
import type { Answer } from '../sync/sync-session.ts';
import { type DrillScope, drillScope, nextOf, PAGE_LINES } from './drill-page.ts';
import { readReference } from './reference.ts';

type ListDeps = { readonly database: Database; readonly root: string };

/** The visits behind a figure of the report, in coded fields (records-and-counting §9). */
export async function visitList(deps: ListDeps, actor: Actor, query: VisitsQuery): Promise<Answer<VisitsAnswer>> {
  return deps.database.transaction(async (tx) => {
    const scope = await drillScope(tx, deps.root, actor, query);
    if (!scope.ok) return scope;
    const { sources, after } = scope.value;
    const { from, to, session, blocks, matter, turn, large, twins } = query;
    const asked = { sources, from, to };
    const filter: VisitFilter = {
      session,
      blocks: blocks?.split(','),
      matter,
      turn,
      large: large === '1',
      twins: twins === '1',
      twinRids: [...(await readTwins(tx, asked)).values()].flatMap(({ rids }) => rids),
    };
    const counted = await countVisitLines(tx, asked, filter);
    const rows = await readVisitLines(tx, asked, filter, { after, rows: PAGE_LINES });
    const { holidayYears } = await readReference(tx, deps.root);
    const sheet = { ...scope.value, calendar: provinceCalendar(holidayYears) };
    return ok({ ...counted, lines: rows.map((row) => lineOf(row, sheet)), ...nextOf(rows) });
  }, 'read');
}

/** The coded cells of a row: what `CODED` of the statement takes from a record. */
type Coded = Pick<ReceptionVisit, 'field' | 'direction' | 'notice' | 'localCode' | 'progress'>;

type Sheet = Pick<DrillScope, 'isOpen'> & { readonly calendar: WorkingCalendar };

function lineOf(row: VisitRow, { isOpen, calendar }: Sheet): VisitLine {
  const { space_id: unit, rid, organ, day, block, matter, people } = row;
  const coded = row.coded as Coded;
  const { field } = coded;
  const common = { unit, day, matter, people, ...(field ? { field } : {}) };
  if (isDenunciation(row.coded)) {
    const { localCode, progress } = coded;
    return { ...common, ...(localCode ? { localCode } : {}), ...(progress ? { progress } : {}) };
  }
  const given = coded.notice?.givenOn;
  const owed = owedNotice(row.coded);
  return {
    ...common,
    // Only who may open the record needs to know which it is.
    ...(isOpen({ space: unit, organ }) ? { id: rid } : {}),
    organ,
    block,
    turn: row.is_first ? 'first' : 'again',
    ...(row.large_group ? { largeGroup: true } : {}),
    ...(row.is_twin ? { twin: true } : {}),
    ...(coded.direction ? { direction: coded.direction.kind } : {}),
    ...(given ? { notice: { given } } : {}),
    ...(owed === undefined ? {} : { notice: dueOf(owed, calendar) }),
    ...(row.synthetic ? { synthetic: true } : {}),
  };
}

function dueOf(owed: OwedNotice, calendar: WorkingCalendar): VisitLine['notice'] {
  const due = noticeDueDay(owed, calendar);
  return { due, ...(isDueCertain(owed.from, due, calendar) ? {} : { mayBeLater: true }) };
}
