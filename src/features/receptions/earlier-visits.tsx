import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { byCase, type Visitor } from '../../domain/receptions/earlier-visits.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useAfterPress } from '../../ui/use-after-press.ts';
import { useLoaded } from '../../ui/use-source.ts';
import { type EarlierVisit, findEarlier, sayEarlier } from './find-earlier.ts';
import styles from './form.module.css';
import { HistoryDialog } from './history-dialog.tsx';
import { joinCase } from './join-case.ts';
import { villageOf } from './person-parts.ts';
import { saySaveProblem } from './say-refusal.ts';
import type { PersonFill } from './use-person-fill.ts';
import { useSaving } from './use-saving.ts';
import { useVisitForm } from './visit-context.ts';
import type { PersonValues } from './visit-values.ts';

type Joined = { readonly visit: EarlierVisit; readonly takeBack: () => Promise<boolean> };

/**
 * This person was here before: what was said then, and whether it is about the same case (vụ việc). A remark with an
 * offer, never a refusal; and nothing about anybody's denunciation.
 */
export function EarlierVisits({ fill }: { readonly fill: PersonFill }) {
  const { phone, rid, form, nearVillages, villages } = useVisitForm();
  const [visitor, root] = useSettledVisitor();
  const [caseId, caseKnown] = useWatch({ control: form.control, name: ['caseId', 'caseKnown'] });
  const [dismissed, setDismissed] = useState<string>();
  const [history, setHistory] = useState(false);
  const [joined, setJoined] = useState<Joined>();
  const [failure, setFailure] = useState<string>();
  const { isSaving, saving } = useSaving();
  const chips = useMemo(
    () => (nearVillages.length > 0 ? nearVillages : villages.map(({ name }) => name)),
    [nearVillages, villages],
  );
  const load = useCallback(() => findEarlier(phone, visitor, rid, chips), [phone, visitor, rid, chips]);
  // Looked up when the person changes, not when the lists do: a save would wait for it. It is only an offer.
  const { visits, sure } = useLoaded(load).value ?? { visits: [], sure: false };
  const cases = useMemo(() => byCase(visits), [visits]);
  const last = visits[0];
  const key = JSON.stringify(visitor);

  // The buttons are gone after the press.
  const onPressed = () => root.current?.focus({ preventScroll: true });
  const takePerson = (visit: EarlierVisit) => {
    const day = visit.day === '' ? '' : ` ${formatDate(visit.day)}`;
    fill.fill(visit.person, {
      done: `Đã điền theo lần tiếp${day}`,
      says: 'lần trước ghi',
      isOf: 'Lần trước là',
      take: 'Ghi theo lần trước',
      remarks: [],
    });
  };
  const setCase = (id: string, known: 'new' | 'old' | '') => {
    form.setValue('caseId', id, { shouldDirty: true });
    form.setValue('caseKnown', known, { shouldDirty: true });
    onPressed();
  };
  const sameCase = async (visit: EarlierVisit) => {
    setHistory(false);
    const found = await joinCase(phone, visit.rid);
    if (!found.ok) setFailure(saySaveProblem(found.error));
    else if (found.value === undefined) setFailure('Không nối được với lượt đó. Ghi số lần đã đến ở mục “Lần đến”.');
    else {
      setFailure(undefined);
      // Not before: it may have turned out a denunciation since it was offered.
      takePerson(visit);
      setJoined({ visit, takeBack: found.value.takeBack });
      setCase(found.value.id, 'old');
    }
  };
  /** One at a time: a second tap would make a second case. */
  const takeCase = (visit: EarlierVisit) => {
    if (!isSaving()) void saving(() => sameCase(visit));
  };
  const leaveCase = () => {
    setCase('', '');
    setJoined(undefined);
    // What the earlier visit took for this one alone goes with it; where it cannot, it is a case of one visit.
    void joined?.takeBack().catch((error: unknown) => reportError(error));
  };
  const newCase = (visit: EarlierVisit) => {
    setHistory(false);
    takePerson(visit);
    setJoined(undefined);
    setCase(phone.newId(), 'new');
  };

  return (
    <div ref={root} className={styles.fields} tabIndex={-1}>
      <Alarm>{failure}</Alarm>
      {caseId !== '' && caseKnown !== '' ? (
        <Chosen words={chosenWords(caseKnown, joined?.visit)} onUndo={leaveCase} />
      ) : last === undefined || dismissed === key ? null : (
        <Banner
          tone="info"
          action={
            <div className={styles.offers}>
              <Button onClick={() => (cases.length > 1 ? setHistory(true) : takeCase(last))}>
                Cùng vụ việc{cases.length > 1 ? '…' : ''}
              </Button>
              <Button onClick={() => newCase(last)}>Vụ việc mới</Button>
              <Button onClick={() => setHistory(true)}>Xem các lần trước</Button>
              <Button
                kind="quiet"
                onClick={() => {
                  setDismissed(key);
                  onPressed();
                }}
              >
                Không phải người này
              </Button>
            </div>
          }
        >
          {sure ? `${last.person.name || 'Người này'} đã tiếp ` : 'Cùng họ tên này đã tiếp '}
          {formatNumber(visits.length)} lần, gần nhất {sayEarlier(last)}
        </Banner>
      )}
      {history ? (
        <HistoryDialog visits={visits} cases={cases} onSameCase={takeCase} onClose={() => setHistory(false)} />
      ) : null}
    </div>
  );
}

function Chosen({ words, onUndo }: { readonly words: string; readonly onUndo: () => void }) {
  return (
    <Banner
      tone="success"
      announced
      action={
        <Button kind="quiet" onClick={onUndo}>
          Bỏ chọn
        </Button>
      }
    >
      {words}
    </Banner>
  );
}

function chosenWords(known: string, joined: EarlierVisit | undefined): string {
  if (known === 'new') return 'Vụ việc mới.';
  return joined === undefined ? 'Cùng vụ việc với lần trước.' : `Cùng vụ việc với lượt ${sayEarlier(joined)}`;
}

/**
 * The first person as the fields say it, whenever one of them was left or filled: nobody is looked up by half a name.
 * `ref` belongs to an element of the form.
 */
function useSettledVisitor() {
  const { form, refilled } = useVisitForm();
  const [visitor, setVisitor] = useState<Visitor>(() => visitorOf(form.getValues('people.0')));
  const ref = useRef<HTMLDivElement>(null);
  const afterPress = useAfterPress();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was filled in otherwise is looked up at once
  useEffect(() => {
    const settle = () => {
      const person = form.getValues('people.0');
      // A denunciation has just emptied them.
      if (person === undefined) return;
      const next = visitorOf(person);
      setVisitor((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    };
    const settleSoon = () => afterPress(settle);
    settle();
    const element = ref.current?.closest('form');
    element?.addEventListener('change', settleSoon);
    return () => element?.removeEventListener('change', settleSoon);
  }, [form, refilled]);
  return [visitor, ref] as const;
}

function visitorOf(person: PersonValues): Visitor {
  const { name, phone, noDocument, number } = person;
  return { name, phone, village: villageOf(person), number: noDocument ? '' : number };
}
