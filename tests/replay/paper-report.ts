import type { ReceptionReport, UnitFigures } from '../../src/contract/wire/reports.ts';
import { FACTS_VERSION, type Fact, factsOf } from '../../src/domain/statistics/facts.ts';
import { REPORT_PERIOD } from '../../src/domain/statistics/published-figures.ts';
import { reportChecks } from '../../src/domain/statistics/report-checks.ts';
import { receptionFigures, sumFigures } from '../../src/domain/statistics/sum-facts.ts';
import type { Paper } from '../../src/server/demo/replay/paper.ts';
import type { Plan } from '../../src/server/demo/replay/plan.ts';

/** The province's report of a sheet of paper, by the domain's slow count. */
export function paperReport(paper: Paper, plan: Plan): ReceptionReport {
  const factsBySpace = new Map<string, Fact[]>(plan.units.map(({ space }) => [space.id, []]));
  for (const [rid, { space, kind, cells }] of paper.records)
    factsBySpace.get(space)?.push(...[factsOf(rid, kind, cells) ?? []].flat());
  const units = plan.units.map(({ space }): UnitFigures => {
    const facts = factsBySpace.get(space.id) ?? [];
    const { id, code, kind, name } = space;
    const figures = receptionFigures(facts, REPORT_PERIOD);
    return { space: { id, code, kind, name }, ...figures, waiting: { conflicts: 0, quarantined: 0 } };
  });
  const sum = {
    total: sumFigures(units.map(({ total }) => total)),
    byBlock: columns(units, ({ byBlock }) => byBlock),
    byMatter: columns(units, ({ byMatter }) => byMatter),
  };
  return { ...REPORT_PERIOD, factsVersion: FACTS_VERSION, units, sum, checks: reportChecks({ units, sum }) };
}

type Columns = { readonly [key: string]: UnitFigures['total'] | undefined };

function columns(units: readonly UnitFigures[], columnsOf: (unit: UnitFigures) => Columns) {
  const keys = new Set(units.flatMap((unit) => Object.keys(columnsOf(unit))));
  return Object.fromEntries(
    [...keys].map((key) => [key, sumFigures(units.flatMap((unit) => columnsOf(unit)[key] ?? []))]),
  );
}
