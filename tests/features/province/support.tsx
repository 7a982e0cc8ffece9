import { render } from '@testing-library/react';
import { vi } from 'vitest';
import type { Capacity } from '../../../src/contract/records/codes.ts';
import { type DutyReport, DutyState, type DutyUnit } from '../../../src/contract/wire/duties.ts';
import type { Figures, ReceptionReport, ReportQuery, UnitFigures } from '../../../src/contract/wire/reports.ts';
import type { Membership, Profile } from '../../../src/contract/wire/session.ts';
import { dutyAverages } from '../../../src/domain/duties/duty-summary.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { reportChecks } from '../../../src/domain/statistics/report-checks.ts';
import { NO_FIGURES, sumFigures } from '../../../src/domain/statistics/sum-facts.ts';
import type { NoAnswer, ProvinceApi } from '../../../src/features/province/province-api.ts';
import { ProvincePage } from '../../../src/features/province/province-page.tsx';

/** 14:05 of Saturday, 21 November 2026, in Vietnam. */
export const NOW_MS = Date.parse('2026-11-21T07:05:00Z');
export const TODAY = '2026-11-21';

export const SIGNED_OUT: NoAnswer = { tag: 'signed-out', words: 'Hãy đăng nhập để xem.' };
export const UNREACHABLE: NoAnswer = { tag: 'unreachable', words: 'Chưa nối được với máy chủ.' };

export function viewer(role: Membership['role'] = 'province_viewer'): Profile {
  const space = '0d0a0000-0000-4000-8000-000000000000';
  return {
    user: { id: '0d000000-0000-4000-8000-000000000007', username: 'tinh.xem', name: 'Hà Văn Số Liệu' },
    memberships: [{ space, organ: 'committee', role }],
    spaces: [{ id: space, code: 'TM', kind: 'tinh', level: 'province', name: 'Tỉnh Mẫu' }],
    provinceSpace: space,
    policy: { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper' },
    demo: true,
  };
}

type Parts = { readonly [block: string]: Partial<Figures> };

/** A commune's row: figures by kind of session; by matter everything is kiến nghị unless told. */
export function commune(
  name: string,
  byBlock: Parts = {},
  rest: { readonly lastContact?: string | undefined; readonly conflicts?: number; readonly quarantined?: number } = {},
): UnitFigures {
  const { lastContact = '2026-11-21T07:00:00Z', conflicts = 0, quarantined = 0 } = rest;
  const blocks = Object.fromEntries(
    Object.entries(byBlock).map(([block, part]) => [block, { ...NO_FIGURES, ...part }]),
  );
  const total = sumFigures(Object.values(blocks));
  const place = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007, 7);
  return {
    space: { id: `0d0b0000-0000-4000-8000-${String(place).padStart(12, '0')}`, code: 'X', kind: 'xa', name },
    total,
    byBlock: blocks,
    byMatter: { proposal: { ...total, sessions: 0 } },
    ...('lastContact' in rest && rest.lastContact === undefined ? {} : { lastContact }),
    waiting: { conflicts, quarantined },
  };
}

export function reportOf(units: readonly UnitFigures[], query: ReportQuery): ReceptionReport {
  const columns = (of: (unit: UnitFigures) => { readonly [key: string]: Figures | undefined }) => {
    const keys = [...new Set(units.flatMap((unit) => Object.keys(of(unit))))];
    return Object.fromEntries(keys.map((key) => [key, sumFigures(units.map((unit) => of(unit)[key] ?? NO_FIGURES))]));
  };
  const sum = {
    total: sumFigures(units.map(({ total }) => total)),
    byBlock: columns(({ byBlock }) => byBlock),
    byMatter: columns(({ byMatter }) => byMatter),
  };
  const { from, to } = query;
  return { from, to, factsVersion: 1, units: [...units], sum, checks: reportChecks({ units: [...units], sum }) };
}

/** A province that answers with these units; each question is noted. */
export function provinceWith(units: readonly UnitFigures[], changes: Partial<ProvinceApi> = {}) {
  const asked: ReportQuery[] = [];
  const api: ProvinceApi = {
    profile: async () => ok(viewer()),
    signIn: async () => err({ tag: 'refused', words: 'Tên đăng nhập hoặc mật khẩu không đúng.' }),
    signOut: async () => undefined,
    report: async (query) => {
      asked.push(query);
      return ok(reportOf(units, query));
    },
    duties: async () => err(UNREACHABLE),
    visits: async () => err(UNREACHABLE),
    sessions: async () => err(UNREACHABLE),
    openVisit: async () => err(UNREACHABLE),
    demoAccounts: async () => undefined,
    demoProgress: async () => undefined,
    demoSignIn: async () => ok(undefined),
    ...changes,
  };
  return { api, asked };
}

export function openProvince(api: ProvinceApi, address = '/tinh') {
  window.history.replaceState(null, '', address);
  const onLeave = vi.fn();
  const onAdmin = vi.fn();
  render(<ProvincePage api={api} today={TODAY} nowMs={() => NOW_MS} onLeave={onLeave} onAdmin={onAdmin} />);
  return { onLeave, onAdmin };
}

/** Months of one office of a unit: `'2/2 met'`, `'1/2 short'`, `'–/– undeclared'`. */
export function dutyUnit(
  name: string,
  days: Partial<Record<Capacity, readonly string[]>>,
  rest: { readonly lastContact?: string | undefined; readonly chair?: string } = {},
): DutyUnit {
  const { space, lastContact, waiting } = commune(name, {}, rest);
  const figures = { madeUp: 0, missed: 0, delegated: 0, planned: 0 };
  return {
    space,
    ...(lastContact === undefined ? {} : { lastContact }),
    waiting,
    offices: Object.entries(days).map(([capacity, months]) => {
      const counted = months.map((words) => {
        const [, done = '0', required = '–', state = 'none'] = /^(\S+)\/(\S+) (\S+)$/.exec(words) ?? [];
        return {
          ...figures,
          done: done === '–' ? 0 : Number(done),
          ...(required === '–' ? {} : { required: Number(required) }),
          state: DutyState.parse(state),
        };
      });
      const chair = counted.map(({ state: _, ...month }) => ({ ...month, holds: true }));
      return {
        capacity: capacity as Capacity,
        months: counted,
        chairs: [{ key: `x:${capacity}`, ...(rest.chair === undefined ? {} : { name: rest.chair }), months: chair }],
      };
    }),
  };
}

/** What the server would answer of these units. */
export function dutyReportOf(
  months: readonly string[],
  units: readonly DutyUnit[],
  change: Partial<DutyReport> = {},
): DutyReport {
  const of = { months: [...months], today: TODAY };
  return {
    ...of,
    ranked: true,
    units: [...units],
    averages: dutyAverages(units, of, ['party_secretary', 'committee_chair']),
    ...change,
  };
}
