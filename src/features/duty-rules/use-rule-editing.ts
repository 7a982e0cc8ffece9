import { useState } from 'react';
import { dutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { chairLabel } from '../../domain/duties/duty-words.ts';
import { editRule, newRule, type RuleForm } from '../../domain/duties/rule-change.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { chairKey } from '../../domain/receptions/chairs.ts';
import { groupLabel } from '../../domain/receptions/labels.ts';
import { assemble } from '../../domain/records/assemble.ts';
import {
  newReference,
  type OpenedReference,
  patchOf,
  type ReferenceChange,
  type ReferenceDesk,
} from '../../domain/reference/desk.ts';
import { useSnackbar } from '../../ui/snackbar.tsx';
import type { Changeable } from '../../ui/use-changeable.ts';
import type { Chair } from './rule-editor.tsx';
import { type RuleValues, valuesOf } from './rule-values.ts';

/** What the editor is open on. */
export type Editing = {
  /** Undefined: a new rule … */
  readonly record: OpenedReference | undefined;
  /** … which keeps this id from try to try, so that it is made once. */
  readonly newRid: string;
  readonly values: RuleValues;
  /** Why the last try was refused; `present`: what somebody else has saved meanwhile. */
  readonly refused?: { readonly words: string; readonly present: OpenedReference | undefined } | undefined;
};

type Scene = {
  readonly desk: Pick<ReferenceDesk, 'newId'>;
  readonly unitId: string;
  readonly today: PlainDate;
  readonly change: Changeable<OpenedReference, ReferenceChange>['change'];
};

/** The life of the editor: opened, saved or refused with everything typed still there, left and opened again. */
export function useRuleEditing({ desk, unitId, today, change }: Scene) {
  const [editing, setEditing] = useState<Editing>();
  const showSnackbar = useSnackbar();

  const open = (record: OpenedReference | undefined, chair: Chair | undefined, place: string) => {
    const rule = assemble(dutyRule, record?.cells ?? {});
    const values = valuesOf(rule, today, place);
    setEditing({
      record,
      newRid: desk.newId(),
      values: rule.chair || !chair ? values : { ...values, chair: chairKey(chair) },
    });
  };

  const save = async (chair: Chair, form: RuleForm, values: RuleValues) => {
    if (editing === undefined) return;
    const { record } = editing;
    const made = record === undefined ? newRule(unitId, chair, form) : editRule(record.cells, form);
    if (!made.ok) {
      if (made.error.tag === 'unchanged') setEditing(undefined);
      else {
        const words = `Xem lại mục “${groupLabel(made.error.group)}”.`;
        setEditing({ ...editing, values, refused: { words, present: undefined } });
      }
      return;
    }
    const asked =
      record === undefined ? newReference(editing.newRid, dutyRule.kind, made.value) : patchOf(record, made.value);
    const done = await change(asked, `Đã lưu lịch tiếp của ${chairLabel(chair)}.`);
    if (done.ok) setEditing(undefined);
    else {
      const { words, present } = done;
      setEditing({ ...overPresent(editing, present, desk.newId), values, refused: { words, present } });
    }
  };

  const leave = (values: RuleValues) => {
    setEditing(undefined);
    if (editing === undefined || JSON.stringify(values) === JSON.stringify(editing.values)) return;
    const reopen = () => setEditing({ ...editing, values });
    showSnackbar({ text: 'Đã bỏ phần đang nhập.', action: { label: 'Mở lại', run: reopen } });
  };

  return { editing, open, save, leave };
}

/** The next try goes over what stands there now, which is shown; a rule that was taken away meanwhile becomes a new one. */
function overPresent(
  editing: Editing,
  present: OpenedReference | undefined,
  newId: () => string,
): Pick<Editing, 'record' | 'newRid'> {
  if (present === undefined) return editing;
  return isDeleted(present.cells)
    ? { record: undefined, newRid: newId() }
    : { record: present, newRid: editing.newRid };
}
