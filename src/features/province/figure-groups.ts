import { MatterKind, type SessionKind } from '../../contract/records/codes.ts';
import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { MATTER_LABELS } from '../../domain/receptions/labels.ts';
import { NO_FIGURES, sumFigures } from '../../domain/statistics/sum-facts.ts';
import { sessionsAddress, type VisitsAsked, visitsAddress } from './addresses.ts';
import type { Sort } from './report-view.ts';

/** A unit's figures, or their sum over the units. */
export type Counted = Pick<UnitFigures, 'total' | 'byBlock' | 'byMatter'>;

export type FigureName = 'sessions' | 'visits' | 'people' | 'cases';

/** Columns that belong together: one kind of session, or of matter. */
export type FigureGroup = {
  readonly key: string;
  readonly title: string;
  /** Contained in the group before it, so not to be added to the others. */
  readonly within?: true;
  /** `none`: a cuộc is a session, and this kind has none; `dash`: sessions that the law does not count as cuộc. */
  readonly sessions: 'counted' | 'dash' | 'none';
  readonly of: (counted: Counted) => Figures;
  /** By what its records are found. */
  readonly records: Pick<VisitsAsked, 'blocks' | 'matter'> & { readonly kind?: SessionKind };
};

/** Each counted apart, never one for another (records-and-counting §3). */
export const FIGURE_HEADERS: { readonly [F in FigureName]: string } = {
  sessions: 'Cuộc',
  visits: 'Lượt',
  people: 'Người',
  cases: 'Vụ việc',
};

export const TOTAL: FigureGroup = {
  key: 'total',
  title: 'Tổng số',
  sessions: 'counted',
  of: ({ total }) => total,
  records: {},
};

const block =
  (...keys: readonly string[]) =>
  ({ byBlock }: Counted): Figures =>
    sumFigures(keys.map((key) => byBlock[key] ?? NO_FIGURES));

/** A visit in a village without a session is tiếp thường xuyên, in a part of its own. */
const OUTSIDE_SESSION = 'regular_no_session';
const BLOCKS: readonly FigureGroup[] = [
  {
    key: 'regular',
    title: 'Thường xuyên',
    sessions: 'dash',
    of: block('regular', OUTSIDE_SESSION),
    records: { blocks: `regular,${OUTSIDE_SESSION}` },
  },
  {
    key: OUTSIDE_SESSION,
    title: 'Trong đó ngoài buổi tiếp',
    within: true,
    sessions: 'none',
    of: block(OUTSIDE_SESSION),
    records: { blocks: OUTSIDE_SESSION },
  },
  ofKind('periodic', 'Định kỳ'),
  ofKind('adhoc', 'Đột xuất'),
  ofKind('unstated', 'Không nêu'),
  {
    key: 'awaiting_session',
    title: 'Chưa có buổi',
    sessions: 'none',
    of: block('awaiting_session'),
    records: { blocks: 'awaiting_session' },
  },
];

function ofKind(kind: SessionKind, title: string): FigureGroup {
  return { key: kind, title, sessions: 'counted', of: block(kind), records: { blocks: kind, kind } };
}

const MATTERS: readonly FigureGroup[] = MatterKind.options.map((matter) => ({
  key: matter,
  title: MATTER_LABELS[matter],
  sessions: 'none',
  of: ({ byMatter }) => byMatter[matter] ?? NO_FIGURES,
  records: { matter },
}));

/** Of history, or of records on their way: left out of the wide table where nobody has any, and said so below it. */
const SELDOM: ReadonlySet<string> = new Set(['unstated', 'awaiting_session']);

export function groupsBy(by: 'block' | 'matter'): readonly FigureGroup[] {
  return by === 'block' ? BLOCKS : MATTERS;
}

export function shownGroups(by: 'block' | 'matter', sum: Counted): readonly FigureGroup[] {
  return groupsBy(by).filter((group) => !SELDOM.has(group.key) || isFilled(group.of(sum)));
}

/** The titles of groups that were left out, all of them zero. */
export function emptyGroups(by: 'block' | 'matter', sum: Counted): readonly string[] {
  const shown = new Set(shownGroups(by, sum));
  return groupsBy(by).flatMap((group) => (shown.has(group) ? [] : [group.title]));
}

export function figuresOf(group: FigureGroup): readonly FigureName[] {
  return group.sessions === 'none' ? ['visits', 'people', 'cases'] : ['sessions', 'visits', 'people', 'cases'];
}

/** Whose records, of when. */
export type RecordsOf = Pick<VisitsAsked, 'from' | 'to' | 'organ' | 'unit'>;

/** Where the records behind a figure stand; undefined: nothing is counted there. */
export function recordsAddress(group: FigureGroup, name: FigureName, of: RecordsOf): string | undefined {
  const { kind, ...filter } = group.records;
  if (name !== 'sessions') return visitsAddress({ ...of, ...filter });
  if (group.sessions !== 'counted') return undefined;
  return sessionsAddress({ ...of, by: 'day', held: '1', ...(kind === undefined ? {} : { kind }) });
}

/** Nothing was ever heard of this unit: its zeros would be a guess. */
export function isUnknown({ lastContact, total }: UnitFigures): boolean {
  return lastContact === undefined && !isFilled(total);
}

function isFilled({ visits, sessions }: Figures): boolean {
  return visits + sessions > 0;
}

const RANKS: { readonly [S in Sort]: (unit: UnitFigures) => number } = {
  name: () => 0,
  figures: (unit) => (isFilled(unit.total) ? 0 : isUnknown(unit) ? 2 : 1),
  contact: ({ lastContact }) => (lastContact === undefined ? 0 : Date.parse(lastContact)),
};

const collator = new Intl.Collator('vi', { numeric: true });

/** By name as Vietnamese sorts it; before that who has figures, then zeros, then silence; or the longest silent first. */
export function sortUnits(
  units: ReceptionReport['units'],
  sort: Sort,
  nameOf: (unit: UnitFigures) => string,
): readonly UnitFigures[] {
  const byName = (a: UnitFigures, b: UnitFigures) => collator.compare(nameOf(a), nameOf(b));
  const rankOf = RANKS[sort];
  return [...units].sort((a, b) => rankOf(a) - rankOf(b) || byName(a, b));
}
