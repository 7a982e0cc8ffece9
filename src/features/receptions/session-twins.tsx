import { useState } from 'react';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { joinVisits, notTwins, type Twin, unfill } from '../../domain/receptions/join-visits.ts';
import { visitTitle } from '../../domain/receptions/list-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { possibleTwins, strandedTwins, twinSets } from '../../domain/receptions/twins.ts';
import { type Line, peopleLines, visitLines } from '../../domain/receptions/visit-words.ts';
import { restoreRecord } from '../../domain/records/lifecycle.ts';
import { visitAddress } from '../../domain/text/addresses.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
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
    const opened = await Promise.all(set.slice(0, 2).map(({ rid }) => phone.records.open(rid)));
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
  const showSnackbar = useSnackbar();
  const [first, second] = records;
  const [kept, setKept] = useState(first?.rid ?? '');
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (first === undefined || second === undefined) return null;

  const done = (text: string, undo: () => Promise<unknown>) => {
    showSnackbar({ text, action: { label: WORDS.undo, run: () => void undo() }, durationMs: 10_000 });
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
      const { rid, opened } = second;
      const change = notTwins([first.rid]);
      const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change, opened });
      if (!saved.ok) return saySaveProblem(saved.error);
      done('Đã ghi là hai lượt khác nhau.', () => undoDifferent(phone, rid, first.rid));
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
      {failure === undefined ? null : (
        <div role="alert">
          <Banner tone="danger">{failure}</Banner>
        </div>
      )}
      <ChipGroup
        label="Bản nào đúng hơn"
        hint="Chỗ hai bản khác nhau lấy theo bản này; mục bản này thiếu thì lấy của bản kia. Gộp rồi vẫn tách ra được."
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
  const people = peopleLines(view.cells).flatMap(({ lines }) => lines);
  return [...people, ...visitLines(view.cells, undefined)].filter(({ value }) => value !== '');
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

type Joined = { readonly undo: () => Promise<void> };

/** Fills the one that stays, then joins the other into it; answers how to take both back, or why it did not happen. */
async function joinTwins(
  phone: Phone,
  pair: readonly [OpenRecord, OpenRecord],
  preferred: string,
): Promise<Joined | string> {
  const { kind } = receptionVisit;
  const [a, b] = pair.map(({ rid, view }) => ({ rid, cells: view.cells })) as [Twin, Twin];
  const plan = joinVisits(a, b, preferred);
  if (!plan.ok) return 'Một trong hai lượt vừa được đổi ở nơi khác. Đóng rồi xem lại.';
  const { fill, join, twin, keeper } = plan.value;
  const recordOf = (rid: string) => (rid === pair[0].rid ? pair[0] : pair[1]);
  const before = recordOf(keeper).view.cells;
  if (fill !== undefined) {
    const filled = await phone.records.save({ rid: keeper, kind, change: fill, opened: recordOf(keeper).opened });
    if (!filled.ok) return saySaveProblem(filled.error);
  }
  const joined = await phone.records.save({ rid: twin, kind, change: join, opened: recordOf(twin).opened });
  if (!joined.ok) return saySaveProblem(joined.error);
  return {
    undo: async () => {
      await restore(phone, twin);
      const present = fill === undefined ? undefined : await phone.records.open(keeper);
      const change = present && fill ? unfill(present.view.cells, fill.patch, before) : undefined;
      if (present !== undefined && change !== undefined)
        await phone.records.save({ rid: keeper, kind, change, opened: present.opened });
    },
  };
}

async function restore(phone: Phone, rid: string): Promise<void> {
  const present = await phone.records.open(rid);
  const change = present === undefined ? undefined : restoreRecord(present.view.cells);
  if (present !== undefined && change?.ok)
    await phone.records.save({ rid, kind: receptionVisit.kind, change: change.value, opened: present.opened });
}

async function undoDifferent(phone: Phone, rid: string, other: string): Promise<void> {
  const present = await phone.records.open(rid);
  if (present === undefined) return;
  const change = { op: 'patch', patch: { [`notTwins/${other}/checked`]: false } } as const;
  await phone.records.save({ rid, kind: receptionVisit.kind, change, opened: present.opened });
}
