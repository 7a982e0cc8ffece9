import { useCallback, useMemo, useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import type { Visitor } from '../../domain/receptions/earlier-visits.ts';
import { enterCase, leaveCase } from '../../domain/receptions/edit-visit.ts';
import { visitDetail, visitTitle } from '../../domain/receptions/list-words.ts';
import { peopleInOrder } from '../../domain/receptions/people.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { assemble } from '../../domain/records/assemble.ts';
import type { Change } from '../../domain/records/change.ts';
import type { Result } from '../../domain/result.ts';
import { visitAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { UNDO } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Button } from '../../ui/button.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { type EarlierVisit, findEarlier, sayEarlier } from './find-earlier.ts';
import { joinCase } from './join-case.ts';
import { mayDo } from './may-do.ts';
import { sayNotDone } from './say-refusal.ts';
import { takeBackSaved } from './take-back.ts';
import { useSaving } from './use-saving.ts';
import type { Go } from './visit-form-page.tsx';

export type VisitCaseProps = { readonly phone: Phone; readonly record: OpenRecord; readonly go: Go };

/** The visits of the same case (vụ việc), and the other visits of the same person: each one tap away. */
export function VisitCase({ phone, record, go }: VisitCaseProps) {
  const { cells } = record.view;
  if (isDenunciation(cells) || isDeleted(cells)) return null;
  return <Known phone={phone} record={record} go={go} />;
}

function Known({ phone, record, go }: VisitCaseProps) {
  const { rid } = record;
  const { cells } = record.view;
  const { newestFirst } = useSource(phone.summary);
  const own = cells.case as ReceptionVisit['case'];
  const ofCase = useMemo(() => visitsOfCase(newestFirst, own?.id), [newestFirst, own?.id]);
  const visitor = JSON.stringify(visitorOf(cells));
  const load = useCallback(() => findEarlier(phone, JSON.parse(visitor) as Visitor, rid), [phone, visitor, rid]);
  const found = useLoaded(load, newestFirst).value;
  const others = (found?.sure ? found.visits : []).filter(({ caseId }) => caseId === undefined || caseId !== own?.id);
  const mayEdit = mayDo(phone, cells, 'visit.edit');
  const { failure, leave, enter } = useCaseActs(phone, record);
  return (
    <>
      <Alarm>{failure}</Alarm>
      {own ? (
        <Section
          title={`Vụ việc: ${formatNumber(Math.max(1, ofCase.length))} lượt`}
          action={
            mayEdit ? (
              <Button kind="quiet" onClick={leave}>
                Gỡ liên kết
              </Button>
            ) : null
          }
        >
          <Card>
            <List label="Các lượt của vụ việc">
              {ofCase.map((row) => (
                <ListRow
                  key={row.rid}
                  title={`${row.day === '' ? '' : `${formatDate(row.day)} – `}${visitTitle(row)}`}
                  detail={row.rid === rid ? 'Lượt này' : visitDetail(row)}
                  href={row.rid === rid ? undefined : visitAddress(row.rid)}
                  onOpen={row.rid === rid ? undefined : () => go(visitAddress(row.rid))}
                />
              ))}
            </List>
          </Card>
        </Section>
      ) : null}
      {others.length === 0 ? null : (
        <Section title="Người này còn đến" count={formatNumber(others.length)}>
          {others.map((visit) => (
            <Card key={visit.rid}>
              <List>
                <ListRow
                  title={sayEarlier(visit)}
                  detail={visit.answer}
                  href={visitAddress(visit.rid)}
                  onOpen={() => go(visitAddress(visit.rid))}
                />
              </List>
              {mayEdit && !own ? (
                <Button kind="quiet" onClick={() => enter(visit)}>
                  Cùng vụ việc này
                </Button>
              ) : null}
            </Card>
          ))}
        </Section>
      )}
    </>
  );
}

/** Oldest first: a case is read from its beginning. */
function visitsOfCase(newestFirst: readonly Summary[], caseId: string | undefined): readonly Summary[] {
  if (caseId === undefined) return [];
  return newestFirst.filter((row) => row.caseId === caseId && row.status !== 'deleted').reverse();
}

function visitorOf(cells: Cells): Visitor {
  const { people } = assemble(receptionVisit, cells);
  const [, first] = peopleInOrder(people)[0] ?? [];
  return {
    name: first?.name ?? '',
    village: first?.village?.name ?? '',
    number: first?.document?.number ?? '',
    phone: first?.phone ?? '',
  };
}

function useCaseActs(phone: Phone, record: OpenRecord) {
  const { rid } = record;
  const sayUndoable = useUndo(UNDO);
  const { isSaving, saving } = useSaving();
  const [failure, setFailure] = useState<string>();

  /** Decides on the record as it stands now, with the base of the very same opening. */
  const save = async <E,>(decide: (present: Cells) => Result<Change, E>) => {
    const present = (await phone.records.open(rid)) ?? record;
    const change = decide(present.view.cells);
    if (!change.ok) return undefined;
    const { opened } = present;
    const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change: change.value, opened });
    setFailure(saved.ok ? undefined : sayNotDone(saved.error));
    if (!saved.ok) return undefined;
    // Only as long as what was written stands: by then somebody may have tied the visit to another case.
    return () => takeBackSaved(phone, rid, change.value.patch, present.view.cells);
  };
  const leave = async () => {
    const takeBack = await save(leaveCase);
    if (takeBack) sayUndoable('Đã gỡ lượt này khỏi vụ việc.', takeBack);
  };
  const enter = async (other: EarlierVisit) => {
    const joined = await joinCase(phone, other.rid);
    if (!joined.ok) return setFailure(sayNotDone(joined.error));
    if (joined.value === undefined) return setFailure('Không nối được với lượt đó.');
    const { id, takeBack: takeBackOther } = joined.value;
    const { visited } = record.view.cells as { readonly visited?: { readonly date: string } };
    const known = (visited?.date ?? '') < other.day ? 'new' : 'old';
    const takeBack = await save((present) => enterCase(present, { id, known }));
    if (takeBack) sayUndoable('Đã nối vào vụ việc.', async () => (await takeBack()) && takeBackOther());
  };
  /** One at a time: a second tap would make a second case. */
  const once = (work: () => Promise<void>) => {
    if (!isSaving()) void saving(work);
  };
  return { failure, leave: () => once(leave), enter: (other: EarlierVisit) => once(() => enter(other)) };
}
