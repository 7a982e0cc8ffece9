import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';

/** One published figure of the reception of citizens in Cao Bằng under Quy định 11-QĐi/TW. */
export type PublishedFigure = {
  readonly id: string;
  readonly scope: 'all' | 'tinh' | 'huyen' | 'xa';
  readonly kind: 'all' | 'dinh_ky' | 'dot_xuat';
  readonly metric: 'cuoc' | 'luot';
  readonly value: number;
};

/** Where the figures come from. Only these totals were published; every split below them is generated. */
export const SOURCE = {
  article: 'Cao Bằng, năm năm thực hiện Quy định 11-QĐi/TW về tiếp dân',
  publishedOn: '2024-06-13',
  copiedFrom: 'published-statistics.csv, CB01–CB12',
} as const;

/** From the day of Quy định 11-QĐi/TW to the day of the article. */
export const PERIOD = { from: '2019-02-18', to: '2024-06-13' } as const;

/** The period as the article names it: 2019-02..2024-06. */
export const REPORT_PERIOD = { from: '2019-02-01', to: '2024-06-30' } as const;

/** What every generated record says of itself (records-and-counting §11). */
export const SYNTHETIC = { source: 'CB01–CB12 phân bổ giả lập' } as const;

export const PUBLISHED: readonly PublishedFigure[] = [
  { id: 'CB01', scope: 'all', kind: 'all', metric: 'cuoc', value: 4581 },
  { id: 'CB02', scope: 'all', kind: 'all', metric: 'luot', value: 5412 },
  { id: 'CB03', scope: 'tinh', kind: 'all', metric: 'cuoc', value: 29 },
  { id: 'CB04', scope: 'tinh', kind: 'all', metric: 'luot', value: 49 },
  { id: 'CB05', scope: 'huyen', kind: 'dinh_ky', metric: 'cuoc', value: 480 },
  { id: 'CB06', scope: 'huyen', kind: 'dinh_ky', metric: 'luot', value: 754 },
  { id: 'CB07', scope: 'huyen', kind: 'dot_xuat', metric: 'cuoc', value: 37 },
  { id: 'CB08', scope: 'huyen', kind: 'dot_xuat', metric: 'luot', value: 80 },
  { id: 'CB09', scope: 'xa', kind: 'dinh_ky', metric: 'cuoc', value: 3343 },
  { id: 'CB10', scope: 'xa', kind: 'dinh_ky', metric: 'luot', value: 3638 },
  { id: 'CB11', scope: 'xa', kind: 'dot_xuat', metric: 'cuoc', value: 692 },
  { id: 'CB12', scope: 'xa', kind: 'dot_xuat', metric: 'luot', value: 891 },
];

const BLOCKS: { readonly [K in PublishedFigure['kind']]: string | undefined } = {
  all: undefined,
  dinh_ky: 'periodic',
  dot_xuat: 'adhoc',
};

/** A published figure as a report of its period counts it from single records. */
export function publishedFrom(report: ReceptionReport, { scope, kind, metric }: PublishedFigure): number {
  const name = metric === 'cuoc' ? 'sessions' : 'visits';
  const block = BLOCKS[kind];
  if (scope === 'all') return (block === undefined ? report.sum.total : report.sum.byBlock[block])?.[name] ?? 0;
  const units = report.units.filter((unit) => scopeOf(unit) === scope);
  return units.reduce((sum, unit) => sum + figureOf(unit, block, name), 0);
}

function scopeOf({ space }: UnitFigures): PublishedFigure['scope'] {
  if (space.kind === 'tinh' || space.kind === 'huyen') return space.kind;
  return 'xa';
}

function figureOf(unit: UnitFigures, block: string | undefined, name: keyof Figures): number {
  return (block === undefined ? unit.total : unit.byBlock[block])?.[name] ?? 0;
}
