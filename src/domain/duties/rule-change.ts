import { type DutyRule, dutyRule } from '../../contract/records/duty-rule.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { Json, PlainDate } from '../../contract/scalars.ts';
import { difference } from '../merge/cells.ts';
import { borderProblem } from '../records/form-cells.ts';
import { err, ok, type Result } from '../result.ts';
import { normalizeLine } from '../text/normalize.ts';

type Given<G extends keyof DutyRule> = NonNullable<DutyRule[G]>;

/** Values of the editor of a rule; texts as they were typed. Each group is written whole: what is not here is gone. */
export type RuleForm = {
  readonly days: Given<'days'>;
  readonly hours: Given<'hours'>;
  readonly shift: Given<'shift'>;
  readonly period: Given<'period'>;
  readonly place: string;
  readonly note: string;
};

/** The group that cannot be saved as it is. */
export type RuleError = { readonly tag: 'invalid'; readonly group: string } | { readonly tag: 'unchanged' };

/** The cells of a new rule of a unit and a chair. */
export function newRule(unit: string, chair: Given<'chair'>, form: RuleForm): Result<Cells, RuleError> {
  const cells = { unit: { id: unit }, chair, ...cellsOf(form) };
  const patch = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null)) as Cells;
  return checked('create', patch);
}

/** What an edited rule changes; its unit and chair stay. */
export function editRule(opened: Cells, form: RuleForm): Result<Cells, RuleError> {
  const patch = difference(opened, { ...opened, ...cellsOf(form) });
  return Object.keys(patch).length === 0 ? err({ tag: 'unchanged' }) : checked('patch', patch);
}

/** The last day on which a rule holds. */
export function endRule(opened: Cells, to: PlainDate): Cells {
  return { period: { ...(opened.period as { readonly [field: string]: Json }), to } };
}

function cellsOf({ days, hours, shift, period, place, note }: RuleForm): Cells {
  const line = (text: string) => normalizeLine(text) || null;
  return { days, hours, shift, period, place: line(place), note: line(note) } as Cells;
}

function checked(op: 'create' | 'patch', patch: Cells): Result<Cells, RuleError> {
  const wrong = borderProblem(dutyRule, op, patch);
  if (wrong !== undefined) return err({ tag: 'invalid', group: String(wrong.params?.group ?? '') });
  const period = patch.period as Given<'period'> | undefined;
  if (period?.to !== undefined && period.to < period.from) return err({ tag: 'invalid', group: 'period' });
  const hours = patch.hours as Given<'hours'> | undefined;
  const backwards = hours?.from !== undefined && hours.to !== undefined && hours.to <= hours.from;
  return backwards ? err({ tag: 'invalid', group: 'hours' }) : ok(patch);
}
