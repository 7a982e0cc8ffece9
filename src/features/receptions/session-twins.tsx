import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { joinVisits, type Twin, toldApart, unjoined } from '../../domain/receptions/join-visits.ts';
import { visitTitle } from '../../domain/receptions/list-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { joinedInto, possibleTwins, strandedTwins, twinSets, undecidedPair } from '../../domain/receptions/twins.ts';
import { type Line, peopleLines, visitLines } from '../../domain/receptions/visit-words.ts';
import type { Change } from '../../domain/records/change.ts';
import { restoreRecord } from '../../domain/records/lifecycle.ts';
import { visitAddress } from '../../domain/text/addresses.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { UNDO, WORDS } from '../../domain/text/wording.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import { saySaveProblem } from './say-refusal.ts';

export type SessionTwinsProps = {
  readonly phone: Phone;
  /** All visits of one session, deleted ones too. */
  readonly rows: readonly Summary[];
  readonly go: (address: string) => void;
};

/** "Có thể trùng": visits of one session that bear one name, until a person decides (records-and-counting §1). */
export function SessionTwins({ phone, rows, go }: SessionTwinsProps) {
  const [asking, setAsking] = useState<readonly OpenRecord[]>();
  const sets = twinSets(rows.filter(({ status }) => status !== 'deleted'));
  const stranded = strandedTwins(rows);
  if (sets.length + stranded.length === 0 || !mayBegin(phone, 'visit.create')) return null;
  const look = async (set: readonly Summary[]) => {
    const pair = undecidedPair(set) ?? [];
    const opened = await Promise.all(pair.map(({ rid }) => phone.records.open(rid)));
    const records = opened.filter((record) => record !== undefined);
    if (records.length === 2) setAsking(records);
  };
  return (
    <>
      {sets.map((set) => (
        <Banner
          key={set.map(({ rid }) => rid).join(' ')}
          tone="warning"
          action={<Button onClick={() => void look(set)}>Xem hai lượt</Button>}
        >
          Có thể trùng {formatNumber(possibleTwins(set))} lượt: {set[0] === undefined ? '' : visitTitle(set[0])}.
        </Banner>
      ))}
      {stranded.map((row) => (
        <Banner
          key={row.rid}
          tone="warning"
          action={<Button onClick={() => go(visitAddress(row.rid))}>Xem lượt đã gộp</Button>}
        >
          {visitTitle(row)} đã gộp vào một lượt mà sau đó bị xóa, nên không còn được tính. Khôi phục một trong hai lượt
          nếu xóa nhầm.
        </Banner>
      ))}
      {asking === undefined ? null : (
        <TwinsDialog phone={phone} records={asking} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}

type TwinsDialogProps = {
  readonly phone: Phone;
  readonly records: readonly OpenRecord[];
  readonly onClose: () => void;
};

function TwinsDialog({ phone, records, onClose }: TwinsDialogProps) {
  const sayUndoable = useUndo(UNDO);
  const [first, second] = records;
  const [kept, setKept] = useState(first?.rid ?? '');
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (first === undefined || second === undefined) return null;

  const done = (text: string, undo: () => Promise<boolean>) => {
    sayUndoable(text, undo);
    onClose();
  };
  const run = async (work: () => Promise<string | undefined>) => {
    if (busy) return;
    setBusy(true);
    const failed = await work();
    setBusy(false);
    setFailure(failed);
  };
  const join = () =>
    run(async () => {
      const joined = await joinTwins(phone, [first, second], kept);
      if (typeof joined === 'string') return joined;
      done('Đã gộp hai lượt thành một.', joined.undo);
      return undefined;
    });
  const different = () =>
    run(async () => {
      const told = await tellApart(phone, [first, second]);
      if (typeof told === 'string') return told;
      done('Đã ghi là hai lượt khác nhau.', told.undo);
      return undefined;
    });

  return (
    <Dialog
      title="Có phải một lượt ghi hai lần?"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={busy} onClick={() => void join()}>
            Gộp làm một
          </Button>
          <Button busy={busy} onClick={() => void different()}>
            Hai lượt khác nhau
          </Button>
        </>
      }
    >
      <Alarm>{failure}</Alarm>
      <ChipGroup
        label="Bản nào đúng hơn"
        hint="Chỗ hai bản khác nhau lấy theo bản này, mục bản này thiếu thì lấy của bản kia. Bản kia vào Thùng rác."
        name="twin-kept"
        value={kept}
        onChange={(event) => setKept(event.target.value)}
        chips={records.map((record, index) => ({ value: record.rid, label: `Bản ${index + 1}${whenOf(record)}` }))}
      />
      {records.map((record, index) => (
        <Section key={record.rid} title={`Bản ${index + 1}`}>
          <SummaryList items={twinLines(record)} />
        </Section>
      ))}
    </Dialog>
  );
}

/** Who came and what was said: what tells one visit from two. */
function twinLines({ view }: OpenRecord): readonly Line[] {
  const all = peopleLines(view.cells);
  const people = all.flatMap(({ lines }, place) =>
    lines.map((line) => (all.length === 1 ? line : { ...line, term: `${line.term} (${place + 1})` })),
  );
  // Both are of the session that this is asked in.
  return [...people, ...visitLines(view.cells, '')].filter(({ value }) => value !== '');
}

/** The hour tells two visits apart fastest, and who typed them. */
function whenOf({ view }: OpenRecord): string {
  const { time, recordedBy } = view.cells as {
    readonly time?: string;
    readonly recordedBy?: { readonly name?: string };
  };
  const said = [time, recordedBy?.name].filter(Boolean).join(', ');
  return said === '' ? '' : ` (${said})`;
}

type Done = { readonly undo: () => Promise<boolean> };

/** Fills the one that stays, then joins the other into it; answers how to take both back, or why it did not happen. */
async function joinTwins(
  phone: Phone,
  pair: readonly [OpenRecord, OpenRecord],
  preferred: string,
): Promise<Done | string> {
  const [a, b] = pair.map(({ rid, view }) => ({ rid, cells: view.cells })) as [Twin, Twin];
  const plan = joinVisits(a, b, preferred);
  if (!plan.ok) return 'Một trong hai lượt vừa được đổi ở nơi khác. Đóng rồi xem lại.';
  const { fill, join, twin, keeper } = plan.value;
  const recordOf = (rid: string) => (rid === pair[0].rid ? pair[0] : pair[1]);
  if (fill !== undefined) {
    const filled = await saveStep(phone, recordOf(keeper), fill);
    if (filled !== undefined) return filled;
  }
  const joined = await saveStep(phone, recordOf(twin), join);
  if (joined !== undefined) return joined;
  const before = (rid: string) => recordOf(rid).view.cells;
  return {
    undo: async () => {
      const [restored, emptied] = [
        await takeBackStep(phone, twin, join.patch, before(twin)),
        fill === undefined || (await takeBackStep(phone, keeper, fill.patch, before(keeper))),
      ];
      return restored && emptied;
    },
  };
}

/** Every visit bears the decision, so none has to name another. */
async function tellApart(phone: Phone, pair: readonly [OpenRecord, OpenRecord]): Promise<Done | string> {
  const change = toldApart(phone.newId());
  for (const record of pair) {
    const failed = await saveStep(phone, record, change);
    if (failed !== undefined) return failed;
  }
  return {
    undo: async () => {
      const done: boolean[] = [];
      for (const { rid, view } of pair) done.push(await takeBackStep(phone, rid, change.patch, view.cells));
      return done.every(Boolean);
    },
  };
}

/** Why a step was not saved; undefined = it was. */
async function saveStep(
  phone: Phone,
  { rid, kind, opened }: Pick<OpenRecord, 'rid' | 'kind' | 'opened'>,
  change: Change<'patch' | 'join' | 'restore'>,
): Promise<string | undefined> {
  const saved = await phone.records.save({ rid, kind, change, opened });
  return saved.ok ? undefined : saySaveProblem(saved.error);
}

/** Takes one step back, over what stands now; what somebody has changed since stays. */
async function takeBackStep(phone: Phone, rid: string, written: Cells, before: Cells): Promise<boolean> {
  const present = await phone.records.open(rid);
  if (present === undefined) return false;
  const { cells } = present.view;
  const restored = joinedInto(written) === undefined ? undefined : restoreRecord(cells);
  if (restored?.ok === false) return false;
  const patch = { ...restored?.value.patch, ...unjoined(cells, written, before) };
  if (Object.keys(patch).length === 0) return true;
  return (await saveStep(phone, present, { op: restored === undefined ? 'patch' : 'restore', patch })) === undefined;
}
