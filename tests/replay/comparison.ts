import type { ReceptionReport } from '../../src/contract/wire/reports.ts';
import { PUBLISHED, type PublishedFigure, publishedFrom } from '../../src/domain/statistics/published-figures.ts';
import { formatNumber } from '../../src/domain/text/format.ts';
import { type Plan, sessionsBySpace } from '../../src/server/demo/replay/plan.ts';

/** One figure that must be the same on both sides. */
export type Compared = { readonly what: string; readonly expected: number; readonly got: number };
export type Row = Compared & { readonly figure: PublishedFigure };

export type Comparison = {
  /** CB01–CB12: published and computed. */
  readonly rows: readonly Row[];
  /** The sums over the levels, each unit against what was recorded, the report's own checks, what must be nothing. */
  readonly others: readonly Compared[];
};

/** What went wrong on the phones; nothing may. */
export type Faults = { readonly refused: number; readonly divergences: number };

/** Compares the province's report with what was published and with what was recorded. */
export function compare(
  report: ReceptionReport,
  plan: Plan,
  faults: Faults,
  published: readonly PublishedFigure[] = PUBLISHED,
): Comparison {
  const rows = published.map((figure) => ({
    figure,
    what: `${figure.id} ${labelOf(figure)}`,
    expected: figure.value,
    got: publishedFrom(report, figure),
  }));
  return {
    rows,
    others: [...levelSums(report), ...unitChecks(report, plan), ...ownChecks(report), ...nothing(report, faults)],
  };
}

/** The first figure that is not the same on both sides. */
export function firstDifference({ rows, others }: Comparison): Compared | undefined {
  return [...rows, ...others].find(({ expected, got }) => expected !== got);
}

const SCOPES: { readonly [S in PublishedFigure['scope']]: string } = {
  all: 'Toàn tỉnh',
  tinh: 'Cấp tỉnh',
  huyen: 'Cấp huyện',
  xa: 'Cấp xã',
};
const KINDS: { readonly [K in PublishedFigure['kind']]: string } = {
  all: '',
  dinh_ky: ', định kỳ',
  dot_xuat: ', đột xuất',
};
export const UNIT_WORD: { readonly [M in PublishedFigure['metric']]: string } = { cuoc: 'cuộc', luot: 'lượt' };

export function labelOf({ scope, kind }: PublishedFigure): string {
  return `${SCOPES[scope]}${KINDS[kind]}`;
}

/** `Công bố 4.581, tính được 4.580` */
export function sayDifference({ what, expected, got }: Compared): string {
  return `${what}: phải là ${formatNumber(expected)}, tính được ${formatNumber(got)}`;
}

/** Tỉnh + huyện + xã = the total of the report. */
function levelSums(report: ReceptionReport): Compared[] {
  return (['sessions', 'visits', 'people'] as const).map((name) => ({
    what: `Cộng tỉnh, huyện, xã: ${NAMES[name]}`,
    expected: report.sum.total[name],
    got: report.units.reduce((sum, unit) => sum + unit.total[name], 0),
  }));
}

const NAMES = { sessions: 'cuộc', visits: 'lượt', people: 'người' } as const;

/** Each unit of the plan: what the report says against what was recorded there. */
function unitChecks(report: ReceptionReport, plan: Plan): Compared[] {
  const figuresById = new Map(report.units.map((unit) => [unit.space.id, unit]));
  const planned = sessionsBySpace(plan);
  return plan.units.flatMap(({ space }) => {
    const own = planned.get(space.id) ?? [];
    const visits = own.flatMap((session) => session.visits);
    const unit = figuresById.get(space.id);
    const people = visits.reduce((sum, { form }) => sum + (form.headcount?.came ?? 1), 0);
    const expected = { sessions: own.length, visits: visits.length, people };
    return (['sessions', 'visits', 'people'] as const).map((name) => ({
      what: `${space.name}: ${NAMES[name]}`,
      expected: expected[name],
      got: unit?.total[name] ?? 0,
    }));
  });
}

function ownChecks(report: ReceptionReport): Compared[] {
  return report.checks.map(({ what, expected, got }) => ({ what, expected, got }));
}

/** No visit without its session, no thường xuyên, nothing that waits, nothing refused, no copy that differs. */
function nothing(report: ReceptionReport, { refused, divergences }: Faults): Compared[] {
  const blocks = ['regular', 'regular_no_session', 'awaiting_session'].map((block) => ({
    what: `Lượt không thuộc buổi định kỳ, đột xuất hay không nêu (${block})`,
    expected: 0,
    got: report.sum.byBlock[block]?.visits ?? 0,
  }));
  const waiting = report.units.reduce((sum, unit) => sum + unit.waiting.conflicts + unit.waiting.quarantined, 0);
  return [
    ...blocks,
    { what: 'Mục còn chờ quyết định hoặc bị giữ riêng', expected: 0, got: waiting },
    { what: 'Mục bị máy chủ từ chối', expected: 0, got: refused },
    { what: 'Bản ghi lệch giữa máy và máy chủ', expected: 0, got: divergences },
  ];
}
