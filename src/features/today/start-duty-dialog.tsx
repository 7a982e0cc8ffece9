import { useState } from 'react';
import type { Capacity, Organ } from '../../contract/records/codes.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { wallClockAt } from '../../domain/calendar/plain-date.ts';
import { CAPACITY_LABELS, PART_LABELS } from '../../domain/receptions/labels.ts';
import { closeWithoutVisitors } from '../../domain/receptions/session-status.ts';
import { type Duty, startDuty } from '../../domain/receptions/start-session.ts';
import { formatDateWithWeekday } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { Official } from '../../store/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Whose duty days the law counts, by the organ that holds the session. */
const CHAIRS: { readonly [organ in Organ]: readonly Capacity[] } = {
  party: ['party_secretary', 'party_deputy_secretary'],
  committee: ['committee_chair', 'committee_vice_chair'],
  council: ['council_standing'],
  front: ['front'],
};

export function chairsOf(officials: readonly Official[], organs: readonly Organ[]): readonly Official[] {
  const capacities = new Set(organs.flatMap((organ) => CHAIRS[organ]));
  return officials.filter(({ capacity }) => capacities.has(capacity));
}

export type StartDutyProps = {
  readonly phone: Phone;
  readonly chairs: readonly Official[];
  readonly onClose: () => void;
  readonly onStarted: (rid: string) => void;
  readonly onOther: () => void;
};

/** Starts today's duty session. Its id follows from what is chosen here, so two phones that start it make one. */
export function StartDutyDialog({ phone, chairs, onClose, onStarted, onOther }: StartDutyProps) {
  const { date, doubt } = phone.today();
  const [who, setWho] = useState(keyOf(chairs[0]));
  const [part, setPart] = useState<Duty['part']>(wallClockAt(phone.nowMs()).hour < 12 ? 'morning' : 'afternoon');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const chair = chairs.find((one) => keyOf(one) === who);

  const start = async (withoutVisitors: boolean) => {
    if (chair === undefined || busy) return;
    setBusy(true);
    const failed = await startedDuty(phone, chair, { date, part }, withoutVisitors);
    setBusy(false);
    setFailure(failed.ok ? undefined : failed.words);
    if (failed.ok) onStarted(failed.rid);
  };

  return (
    <Dialog
      title="Bắt đầu buổi tiếp"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={busy} onClick={() => void start(false)}>
            Bắt đầu
          </Button>
          <Button busy={busy} onClick={() => void start(true)}>
            Không có công dân đến
          </Button>
          <Button kind="quiet" onClick={onOther}>
            Buổi khác (đột xuất…)
          </Button>
        </>
      }
    >
      {failure === undefined ? null : <Banner tone="danger">{failure}</Banner>}
      {doubt === undefined ? null : (
        <Banner tone="warning">Đồng hồ của máy này có thể sai. Chỉ bắt đầu nếu ngày dưới đây đúng.</Banner>
      )}
      <p>{formatDateWithWeekday(date)}</p>
      <ChipGroup
        label="Người chủ trì"
        name="duty-chair"
        value={who}
        onChange={(event) => setWho(event.target.value)}
        chips={chairs.map((one) => ({ value: keyOf(one), label: `${CAPACITY_LABELS[one.capacity]} ${one.name}` }))}
      />
      <ChipGroup
        label="Buổi"
        name="duty-part"
        value={part}
        onChange={(event) => setPart(event.target.value as Duty['part'])}
        chips={Object.entries(PART_LABELS).map(([value, label]) => ({ value, label }))}
      />
    </Dialog>
  );
}

function keyOf(official: Official | undefined): string {
  return official === undefined ? '' : `${official.id} ${official.capacity}`;
}

type Started = { readonly ok: true; readonly rid: string } | { readonly ok: false; readonly words: string };

async function startedDuty(
  phone: Phone,
  chair: Official,
  when: Pick<Duty, 'date' | 'part'>,
  withoutVisitors: boolean,
): Promise<Started> {
  const organ = phone.organs().find((one) => CHAIRS[one].includes(chair.capacity)) ?? 'committee';
  const duty: Duty = { space: phone.unit.id, organ, officialId: chair.id, capacity: chair.capacity, ...when };
  const { rid, change } = startDuty(duty, chair.name, phone.recordedBy);
  const present = await phone.records.open(rid);
  if (present === undefined) {
    const saved = await phone.records.save({ rid, kind: receptionSession.kind, change, opened: null });
    if (!saved.ok) return { ok: false, words: WORDS[saved.error.tag] };
  }
  if (!withoutVisitors) return { ok: true, rid };
  const opened = await phone.records.open(rid);
  if (opened === undefined) return { ok: true, rid };
  const visits = phone.summary.getSnapshot().newestFirst.filter((row) => row.sessionId === rid).length;
  const closed = closeWithoutVisitors(opened.view.cells, visits, { date: when.date });
  if (!closed.ok) return { ok: false, words: 'Buổi này đã có lượt tiếp hoặc đã kết thúc.' };
  const saved = await phone.records.save({
    rid,
    kind: receptionSession.kind,
    change: closed.value,
    opened: opened.opened,
  });
  return saved.ok ? { ok: true, rid } : { ok: false, words: WORDS[saved.error.tag] };
}
