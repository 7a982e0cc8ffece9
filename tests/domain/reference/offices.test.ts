import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { Capacity } from '../../../src/contract/records/codes.ts';
import { dutyRule } from '../../../src/contract/records/duty-rule.ts';
import { KINDS } from '../../../src/contract/records/registry.ts';
import { workingCalendarOf } from '../../../src/domain/calendar/working-days.ts';
import { dutyDates } from '../../../src/domain/duties/duty-dates.ts';
import { patched } from '../../../src/domain/merge/cells.ts';
import { assemble } from '../../../src/domain/records/assemble.ts';
import { borderProblem } from '../../../src/domain/records/form-cells.ts';
import type { OpenedReference, ReferenceChange } from '../../../src/domain/reference/desk.ts';
import {
  correctName,
  handOver,
  holdingPeriod,
  newHolding,
  officialsOf,
} from '../../../src/domain/reference/offices.ts';
import { idOf } from '../../support/commune.ts';

const UNIT = idOf('Xã A');
const TODAY = '2026-11-21';
const person = (name: string) => ({ id: idOf(name), name });
const holding = (name: string, capacity: Capacity, from = '2025-07-01', to?: string): OpenedReference => ({
  rid: idOf(`${name} ${capacity} ${from}`),
  kind: 'office-holding',
  rev: 1,
  epoch: 'e',
  cells: { ...newHolding(UNIT, person(name), capacity, from), ...holdingPeriod(from, to) },
});
const rule = (name: string, from = '2026-01-01', to?: string): OpenedReference => ({
  rid: idOf(`lịch ${name} ${from}`),
  kind: 'duty-rule',
  rev: 1,
  epoch: 'e',
  cells: {
    unit: { id: UNIT },
    chair: { officialId: idOf(name), name, capacity: 'committee_chair' },
    days: { monthDays: [10, 25] },
    hours: { part: 'morning' },
    period: { from, ...(to === undefined ? {} : { to }) },
  },
});

function applied(records: readonly OpenedReference[], changes: readonly ReferenceChange[]): OpenedReference[] {
  const byId = new Map(records.map((record) => [record.rid, record]));
  for (const { rid, kind, patch, op } of changes) {
    const definition = KINDS[kind];
    if (definition === undefined) throw new Error(kind);
    expect(borderProblem(definition, op, patch)).toBeUndefined();
    const before = byId.get(rid);
    byId.set(rid, { rid, kind, rev: (before?.rev ?? 0) + 1, epoch: 'e', cells: patched(before?.cells ?? {}, patch) });
  }
  return [...byId.values()];
}

describe('officials of a unit', () => {
  it('a person with several offices at once is one person; those in office come first, in the order of offices', () => {
    const shown = officialsOf(
      [
        holding('Hoàng Thị Phó', 'committee_vice_chair'),
        holding('Nguyễn Văn Bí Thư', 'council_standing'),
        holding('Nguyễn Văn Bí Thư', 'party_secretary'),
        holding('Lý Cũ', 'committee_chair', '2020-01-01', '2025-06-30'),
      ],
      UNIT,
      TODAY,
    );
    expect(shown.map(({ name, present }) => [name, present.map(({ capacity }) => capacity)])).toEqual([
      ['Nguyễn Văn Bí Thư', ['party_secretary', 'council_standing']],
      ['Hoàng Thị Phó', ['committee_vice_chair']],
      ['Lý Cũ', []],
    ]);
    expect(shown[2]?.past).toHaveLength(1);
    expect(officialsOf([holding('A', 'front')], idOf('Xã B'), TODAY)).toEqual([]);
  });

  it('an office that begins later is no past one', () => {
    const [official] = officialsOf([holding('A', 'front', '2027-01-01')], UNIT, TODAY);
    expect(official?.present).toHaveLength(1);
  });
});

describe('handing an office over', () => {
  const chair = holding('Triệu Văn Ví Dụ', 'committee_chair');
  const records = [chair, rule('Triệu Văn Ví Dụ'), rule('Triệu Văn Ví Dụ', '2027-01-01')];
  const give = (withRules: boolean) => {
    const [official] = officialsOf(records, UNIT, TODAY);
    const given = official?.present[0];
    if (official === undefined || given === undefined) throw new Error('nobody');
    const next = person('Bàn Văn Mới');
    return handOver(records, { unit: UNIT, official, holding: given, next, from: '2026-12-01', withRules }, v7);
  };

  it('ends the one on the day before and begins the other', () => {
    const after = applied(records, give(false));
    const [now, before] = officialsOf(after, UNIT, '2026-12-05');
    expect(now).toMatchObject({ name: 'Bàn Văn Mới', present: [{ from: '2026-12-01', to: undefined }] });
    expect(before).toMatchObject({ name: 'Triệu Văn Ví Dụ', past: [{ from: '2025-07-01', to: '2026-11-30' }] });
    expect(after.filter(({ kind }) => kind === 'duty-rule')).toHaveLength(2);
  });

  it('with the calendar: every duty date is somebody’s, and nobody’s twice', () => {
    const after = applied(records, give(true));
    const rules = after
      .filter(({ kind, cells }) => kind === 'duty-rule' && !cells['@deleted'])
      .map(({ cells }) => assemble(dutyRule, cells));
    const dates = (name: string, span: { from: string; to: string }) =>
      rules
        .filter(({ chair: of }) => of?.name === name)
        .flatMap((one) => dutyDates(one, span, workingCalendarOf([])).map(({ nominal }) => nominal))
        .sort();
    const span = { from: '2026-11-01', to: '2026-12-31' };
    expect(dates('Triệu Văn Ví Dụ', span)).toEqual(['2026-11-10', '2026-11-25']);
    expect(dates('Bàn Văn Mới', span)).toEqual(['2026-12-10', '2026-12-25']);
    // The calendar that would only begin in January was never his.
    expect(rules.filter(({ chair: of }) => of?.name === 'Triệu Văn Ví Dụ')).toHaveLength(1);
  });
});

describe('a name is corrected', () => {
  it('wherever it stands, and nowhere else', () => {
    const records = [
      holding('Triệu Ví Dụ', 'committee_chair'),
      holding('Triệu Ví Dụ', 'party_deputy_secretary'),
      holding('Lý A', 'front'),
      rule('Triệu Ví Dụ'),
    ];
    const changes = correctName(records, person('Triệu Ví Dụ'), 'Triệu Văn Ví Dụ');
    expect(changes).toHaveLength(3);
    const [official] = officialsOf(applied(records, changes), UNIT, TODAY);
    expect(official).toMatchObject({ name: 'Triệu Văn Ví Dụ' });
    expect(correctName(applied(records, changes), person('Triệu Ví Dụ'), 'Triệu Văn Ví Dụ')).toEqual([]);
  });
});
