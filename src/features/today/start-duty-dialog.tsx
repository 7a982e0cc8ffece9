import { useCallback, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import { wallClockAt } from '../../domain/calendar/plain-date.ts';
import { CHAIRING, organOfCapacity } from '../../domain/duties/duty-minimum.ts';
import { type PlannedDuty, plannedDuties } from '../../domain/duties/duty-plan.ts';
import { chairKey } from '../../domain/receptions/chairs.ts';
import { CAPACITY_LABELS, PART_LABELS } from '../../domain/receptions/labels.ts';
import { formatDateWithWeekday } from '../../domain/text/format.ts';
import { NOT_DONE, WORDS } from '../../domain/text/wording.ts';
import { actOnDuty, type DutyProblem, loadDutyData } from '../../store/duties.ts';
import type { Phone } from '../../store/phone.ts';
import { loadOfficials, type Official } from '../../store/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useLoaded } from '../../ui/use-source.ts';

/** The officials who may chair a duty session of this phone's organs today. */
export async function chairsToday(phone: Phone): Promise<readonly Official[]> {
  const organs = phone.organs();
  const officials = await loadOfficials(phone, phone.today().date);
  return officials.filter(({ capacity }) => CHAIRING.has(capacity) && organs.includes(organOfCapacity(capacity)));
}

export type StartDutyProps = {
  readonly phone: Phone;
  readonly chairs: readonly Official[];
  readonly onClose: () => void;
  readonly onStarted: (rid: string) => void;
  readonly onOther: () => void;
};

/**
 * Starts today's duty session: the one that the calendar plans for this chair and half day, else one named by today. Its id
 * follows from what is chosen here, so two phones that start it, here or from the calendar, make one.
 */
export function StartDutyDialog({ phone, chairs, onClose, onStarted, onOther }: StartDutyProps) {
  const { date, doubt } = phone.today();
  const [who, setWho] = useState(keyOf(chairs[0]));
  const [chosen, setChosen] = useState<PlannedDuty['part']>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const chair = chairs.find((one) => keyOf(one) === who);
  const load = useCallback(() => plannedToday(phone, date), [phone, date]);
  const planned = (useLoaded(load).value ?? []).filter((duty) => chairKey(duty) === who);
  const part = chosen ?? usualPart(planned, phone.nowMs());

  const start = async (tag: 'start' | 'no-visitors') => {
    if (chair === undefined || busy) return;
    setBusy(true);
    // Read anew: the calendar may not have been there when the question was drawn.
    const duties = (await plannedToday(phone, date)).filter((duty) => chairKey(duty) === who);
    const half = chosen ?? usualPart(duties, phone.nowMs());
    const { id: officialId, name, capacity } = chair;
    const organ = organOfCapacity(capacity);
    const duty = duties.find((one) => one.part === half) ?? {
      organ,
      officialId,
      name,
      capacity,
      part: half,
      nominal: date,
      date,
    };
    const begun = await actOnDuty(phone, duty, { tag, on: { date, dateSource: 'device' } });
    setBusy(false);
    setFailure(begun.ok ? undefined : sayProblem(begun.error));
    if (begun.ok) onStarted(begun.value);
  };

  return (
    <Dialog
      title="Bắt đầu buổi tiếp"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={busy} onClick={() => void start('start')}>
            Bắt đầu
          </Button>
          <Button busy={busy} onClick={() => void start('no-visitors')}>
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
        onChange={(event) => setChosen(event.target.value as PlannedDuty['part'])}
        chips={Object.entries(PART_LABELS).map(([value, label]) => ({ value, label }))}
      />
    </Dialog>
  );
}

/** The duties of today by the calendar, begun or not, of all chairs. */
async function plannedToday(phone: Phone, date: PlainDate): Promise<readonly PlannedDuty[]> {
  const { rules, calendar } = await loadDutyData(phone);
  return plannedDuties(phone.unit.id, rules, { from: date, to: date }, calendar);
}

/** The half day that is meant while nobody has said another: the planned one of this hour, the only planned one, or now. */
function usualPart(planned: readonly PlannedDuty[], nowMs: number): PlannedDuty['part'] {
  const now = wallClockAt(nowMs).hour < 12 ? 'morning' : 'afternoon';
  return planned.some(({ part }) => part === now) ? now : (planned[0]?.part ?? now);
}

function keyOf(official: Official | undefined): string {
  return official === undefined ? '' : chairKey({ officialId: official.id, capacity: official.capacity });
}

function sayProblem(problem: DutyProblem): string {
  switch (problem.tag) {
    case 'hasVisits':
    case 'wrongTransition':
    case 'reasonMissing':
      return 'Buổi này đã có lượt tiếp hoặc đã kết thúc.';
    case 'deleted':
      return 'Buổi này đã bị xóa trên máy. Khôi phục buổi ở danh sách buổi tiếp trước.';
    default:
      return NOT_DONE[problem.tag];
  }
}
