import { useMemo, useState } from 'react';
import { Capacity } from '../../contract/records/codes.ts';
import { dutyRule } from '../../contract/records/duty-rule.ts';
import { holidayYear } from '../../contract/records/holiday-year.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Space } from '../../contract/wire/session.ts';
import { provinceCalendar } from '../../domain/calendar/working-calendar.ts';
import { organOfCapacity, requiredDays } from '../../domain/duties/duty-minimum.ts';
import { chairLabel } from '../../domain/duties/duty-words.ts';
import { endRule } from '../../domain/duties/rule-change.ts';
import { sayDutyDays } from '../../domain/duties/rule-words.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { may } from '../../domain/permissions/may.ts';
import { assemble } from '../../domain/records/assemble.ts';
import {
  livingOf,
  type OpenedReference,
  patchOf,
  type ReferenceDesk,
  removalOf,
  undoOf,
} from '../../domain/reference/desk.ts';
import { compareNames } from '../../domain/text/names.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useChangeable } from '../../ui/use-changeable.ts';
import { EndRuleDialog } from './end-rule-dialog.tsx';
import { type Chair, RuleEditor } from './rule-editor.tsx';
import { RuleList } from './rule-list.tsx';
import type { ShownRule } from './shown-rule.ts';
import { type Editing, useRuleEditing } from './use-rule-editing.ts';

export type DutyRulesProps = {
  readonly desk: ReferenceDesk;
  readonly unit: Pick<Space, 'id' | 'kind'>;
  readonly provinceSpace: string;
  readonly actor: Actor;
  readonly today: PlainDate;
};

/**
 * The duty calendar of one unit: who receives when, the dates of the next months, and the editor of its rules. It reads and
 * saves through the desk, so it needs a network; without one it says so. Used by administrators and on phones.
 */
export function DutyRules({ desk, unit, provinceSpace, actor, today }: DutyRulesProps) {
  const source = useMemo(() => ({ load: () => desk.read(unit.id), save: desk.save, undo: undoOf }), [desk, unit.id]);
  const { records, failure, again, busy, change } = useChangeable(source, WORDS);
  const { editing, open, save, leave } = useRuleEditing({ desk, unitId: unit.id, today, change });
  const [ending, setEnding] = useState<ShownRule>();
  const showSnackbar = useSnackbar();
  const shown = useMemo(() => (records === undefined ? undefined : readRecords(records, today)), [records, today]);

  if (shown === undefined) {
    return failure === undefined ? (
      <ProgressBar label={WORDS.loading} />
    ) : (
      <Banner tone="warning" action={<Button onClick={again}>{WORDS.retry}</Button>}>
        {failure} Xem và sửa lịch tiếp ở đây cần có mạng.
      </Banner>
    );
  }
  const { rules, chairs, calendar } = shown;
  const mayWrite = ({ capacity }: Chair) =>
    may(actor, 'duty.write', { space: unit.id, provinceSpace, organ: organOfCapacity(capacity) });
  const writable = chairs.filter(mayWrite);

  if (editing !== undefined) {
    const own = editing.record === undefined ? undefined : assemble(dutyRule, editing.record.cells).chair;
    return (
      <RuleEditor
        title={editing.record === undefined ? 'Thêm lịch tiếp' : 'Sửa lịch tiếp'}
        values={editing.values}
        chairs={own ? [own] : writable}
        others={rules.filter(({ record }) => record.rid !== editing.record?.rid).map(({ rule }) => rule)}
        {...{ calendar, today, busy }}
        notice={<Refused refused={editing.refused} />}
        onSave={(chair, form, values) => void save(chair, form, values).catch(failed)}
        onLeave={leave}
      />
    );
  }
  const place = usualPlace(rules, unit.kind);
  const remove = async ({ record, rule }: ShownRule) => {
    const said = `Đã xóa lịch tiếp${rule.chair ? ` của ${chairLabel(rule.chair)}` : ''}.`;
    const done = await change(removalOf(record, 'Xóa lịch tiếp'), said);
    if (!done.ok) showSnackbar({ text: done.words });
  };
  return (
    <>
      <RuleList
        {...{ rules, chairs, calendar, today, busy, mayWrite }}
        onAdd={(chair = writable[0]) => open(undefined, chair, place)}
        onEdit={({ record }) => open(record, undefined, place)}
        onEnd={setEnding}
        onRemove={(one) => void remove(one).catch(failed)}
      />
      {ending === undefined ? null : (
        <EndRuleDialog
          shown={ending}
          today={today}
          busy={busy}
          onClose={() => setEnding(undefined)}
          onEnd={async (to) => {
            const asked = patchOf(ending.record, endRule(ending.record.cells, to));
            const done = await change(asked, 'Đã kết thúc lịch tiếp.');
            if (done.ok) setEnding(undefined);
            return done.ok ? undefined : done.words;
          }}
        />
      )}
    </>
  );
}

/** Why nothing was saved, and what stands there now: what was typed stays and may be saved over it. */
function Refused({ refused }: Pick<Editing, 'refused'>) {
  if (refused === undefined) return null;
  const { words, present } = refused;
  return (
    <div role="alert">
      <Banner tone="danger">
        {words}
        {present === undefined ? null : ` ${sayPresent(present)}`}
      </Banner>
    </div>
  );
}

function sayPresent({ cells }: OpenedReference): string {
  if (isDeleted(cells)) return 'Lịch này vừa bị xóa; bấm lưu thì thành một lịch mới.';
  return `Bản hiện nay: ${sayDutyDays(assemble(dutyRule, cells).days)}. Bấm lưu lần nữa để thay bằng bản đang nhập.`;
}

function failed(error: unknown): void {
  reportError(error);
}

function readRecords(records: readonly OpenedReference[], today: PlainDate) {
  const rules = livingOf(records, dutyRule.kind)
    .map((record): ShownRule => ({ record, rule: assemble(dutyRule, record.cells) }))
    .sort((a, b) => ((a.rule.period?.from ?? '') < (b.rule.period?.from ?? '') ? 1 : -1));
  const chairs = livingOf(records, officeHolding.kind)
    .flatMap((record): Chair[] => {
      const { official, capacity, period } = assemble(officeHolding, record.cells);
      const holds = today <= (period?.to ?? today);
      // Whoever is only assigned to receive does so on working days, without a calendar of his own.
      if (!official || !capacity || !holds || capacity === 'assigned_officer') return [];
      return [{ officialId: official.id, name: official.name, capacity }];
    })
    .sort((a, b) => rankOf(a, today) - rankOf(b, today) || compareNames(a.name, b.name));
  const calendar = provinceCalendar(livingOf(records, holidayYear.kind).map(({ cells }) => cells));
  return { rules, chairs, calendar };
}

/** Those of whom the law asks for days come first, then by office. */
function rankOf({ capacity }: Chair, today: PlainDate): number {
  const { options } = Capacity;
  return options.indexOf(capacity) + (requiredDays(capacity, today) === undefined ? options.length : 0);
}

function usualPlace(rules: readonly ShownRule[], kind: Space['kind']): string {
  const said = rules.find(({ rule }) => rule.place)?.rule.place;
  return said ?? `Địa điểm tiếp công dân của ${kind === 'phuong' ? 'phường' : kind === 'xa' ? 'xã' : 'đơn vị'}`;
}
