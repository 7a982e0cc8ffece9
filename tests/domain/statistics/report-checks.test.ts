import { describe, expect, it } from 'vitest';
import { ReceptionReport } from '../../../src/contract/wire/reports.ts';
import { FACTS_VERSION } from '../../../src/domain/statistics/facts.ts';
import { reportChecks } from '../../../src/domain/statistics/report-checks.ts';
import { type ReceptionFigures, sumUnits } from '../../../src/domain/statistics/sum-facts.ts';
import { commune, idOf } from '../../support/commune.ts';

function rowOf(name: string, figures: ReceptionFigures) {
  const space = { id: idOf(name), code: name, kind: 'xa' as const, name };
  return { space, ...figures, waiting: { conflicts: 0, quarantined: 0 } };
}

describe('the sum checks of a table', () => {
  const [a, b] = [commune('Xã A'), commune('Xã B')];
  const first = a.receives({ came: 7 });
  a.receives({ in: a.startsDuty({ on: '2026-07-06' }), aboutCaseOf: first, matter: 'complaint' });
  b.receives({ earlierVisits: 3 });
  const rows = [a, b].map((unit) => unit.figures('2026-07-01', '2026-07-31'));
  const units = [rowOf('Xã A', rows[0] as ReceptionFigures), rowOf('Xã B', rows[1] as ReceptionFigures)];
  const sum = sumUnits(rows);

  it('are all fulfilled by figures that were counted', () => {
    const checks = reportChecks({ units, sum });
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    const report = { from: '2026-07-01', to: '2026-07-31', factsVersion: FACTS_VERSION, units, sum, checks };
    expect(ReceptionReport.safeParse(report).error).toBeUndefined();
  });

  it('tell where a figure does not fit', () => {
    const wrong = { ...sum, total: { ...sum.total, visits: sum.total.visits + 1 } };
    const broken = reportChecks({ units, sum: wrong }).filter((check) => !check.ok);
    expect(broken.map((check) => check.what)).toEqual([
      'Số lượt: cộng theo loại buổi',
      'Số lượt: cộng theo loại vụ việc',
      'Số lượt: cộng các đơn vị',
    ]);
    expect(broken[0]).toMatchObject({ expected: 4, got: 3 });
  });
});
