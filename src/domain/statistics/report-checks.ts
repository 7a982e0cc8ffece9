import type { Figures, ReceptionReport } from '../../contract/wire/reports.ts';
import { sumFigures } from './sum-facts.ts';

type Check = ReceptionReport['checks'][number];
type Summed = Pick<ReceptionReport, 'units' | 'sum'>;

const NAMES: { readonly [F in keyof Figures]: string } = {
  sessions: 'Số cuộc',
  visits: 'Số lượt',
  people: 'Số người',
  cases: 'Số vụ việc',
  casesFirst: 'Vụ việc lần đầu',
  casesAgain: 'Vụ việc nhiều lần',
  groups: 'Đoàn đông người',
};
const FIGURES = Object.keys(NAMES) as (keyof Figures)[];
// A case may show two matters in one period, and a matter has no sessions: only these add up over the matters.
const ADD_UP_BY_MATTER: readonly (keyof Figures)[] = ['visits', 'people', 'groups'];

/** The sum checks of a reception table: blocks, matters and units against the total, first and again against the cases. */
export function reportChecks({ units, sum }: Summed): Check[] {
  const blocks = sumFigures(present(sum.byBlock));
  const matters = sumFigures(present(sum.byMatter));
  const rows = sumFigures(units.map((unit) => unit.total));
  const { total } = sum;
  return [
    ...FIGURES.map((name) => check(`${NAMES[name]}: cộng theo loại buổi`, total[name], blocks[name])),
    ...ADD_UP_BY_MATTER.map((name) => check(`${NAMES[name]}: cộng theo loại vụ việc`, total[name], matters[name])),
    ...FIGURES.map((name) => check(`${NAMES[name]}: cộng các đơn vị`, total[name], rows[name])),
    check('Vụ việc: lần đầu + nhiều lần', total.cases, total.casesFirst + total.casesAgain),
  ];
}

function present(parts: { readonly [key: string]: Figures | undefined }): Figures[] {
  return Object.values(parts).filter((part) => part !== undefined);
}

function check(what: string, expected: number, got: number): Check {
  return { what, expected, got, ok: expected === got };
}
