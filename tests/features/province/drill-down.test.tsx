import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { SessionsQuery, VisitLine, VisitsQuery } from '../../../src/contract/wire/drill-down.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { commune, openProvince, provinceWith, viewer } from './support.tsx';

const UNIT = commune('Xã Đèo Gió', {
  periodic: { sessions: 2, visits: 3, people: 8, cases: 2, casesFirst: 1, casesAgain: 1, groups: 1 },
});
const { id: UNIT_ID } = UNIT.space;
const VISIT_ID = '01981f2a-0000-7000-8000-000000000011';
const PROFILE = {
  ...viewer('province_supervisor'),
  spaces: [{ id: UNIT_ID, code: 'X', kind: 'xa' as const, level: 'commune' as const, name: 'Xã Đèo Gió' }],
};

const LINES: readonly VisitLine[] = [
  {
    unit: UNIT_ID,
    day: '2026-07-07',
    matter: 'complaint',
    people: 6,
    field: { level1: 'land_housing', level2: 'land_dispute' },
    id: VISIT_ID,
    organ: 'committee',
    block: 'periodic',
    turn: 'again',
    largeGroup: true,
    twin: true,
    direction: 'accept',
    notice: { due: '2026-07-21', mayBeLater: true },
  },
  { unit: UNIT_ID, day: '2026-07-06', matter: 'denunciation', people: 1, localCode: 'TC-7K2M', progress: 'received' },
];

function open(address: string, lines = LINES) {
  const visits: VisitsQuery[] = [];
  const sessions: SessionsQuery[] = [];
  const openVisit = vi.fn(async () =>
    ok({
      unit: UNIT_ID,
      cells: {
        matter: 'complaint',
        visited: { date: '2026-07-07' },
        headcount: { came: 6 },
        content: 'Tranh chấp ranh giới',
        'people/a/name': 'Nông Thị Đào',
      },
      session: { day: '2026-07-07', kind: 'periodic' as const },
    }),
  );
  const { api } = provinceWith([UNIT], {
    profile: async () => ok(PROFILE),
    visits: async (query) => {
      visits.push(query);
      const next = query.cursor === undefined ? { next: '2026-07-06.0123456789abcdef0123456789abcdef' } : {};
      return ok({ visits: 2 * lines.length, people: 14, lines: [...lines], ...next });
    },
    sessions: async (query) => {
      sessions.push(query);
      return ok({
        sessions: 1,
        counted: 1,
        lines: [
          {
            id: VISIT_ID,
            unit: UNIT_ID,
            organ: 'committee' as const,
            day: '2026-07-15',
            kind: 'periodic' as const,
            status: 'done' as const,
            dutyDay: '2026-07-10',
            madeUp: true,
            chairs: [{ capacity: 'committee_chair' as const, name: 'Hoàng Văn Páo' }],
            visits: 3,
          },
        ],
      });
    },
    openVisit,
  });
  openProvince(api, address);
  return { api, visits, sessions, openVisit };
}

const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('every figure leads to its records', () => {
  const of = 'tu=2026-01-01&den=2026-12-31';
  const links = async () =>
    within(await screen.findByRole('row', { name: /^Xã Đèo Gió/ }))
      .getAllByRole('link')
      .map((link) => decodeURIComponent(link.getAttribute('href') ?? ''));

  it('of one unit, one kind of session, and of the sum', async () => {
    open('/tinh');
    expect(await links()).toEqual([
      `/tinh/buoi?${of}&theo=ngay&don-vi=${UNIT_ID}&da-tiep=1`,
      ...Array(3).fill(`/tinh/luot?${of}&don-vi=${UNIT_ID}`),
      `/tinh/buoi?${of}&theo=ngay&don-vi=${UNIT_ID}&loai=periodic&da-tiep=1`,
      ...Array(3).fill(`/tinh/luot?${of}&don-vi=${UNIT_ID}&khoi=periodic`),
    ]);
    const sum = within(screen.getByRole('row', { name: /^Cộng/ })).getAllByRole('link')[1];
    expect(sum).toHaveAttribute('href', `/tinh/luot?${of}`);
  });

  it('possible twins are said beside the figure and in the sum, and lead to the visits', async () => {
    const twins = { ...UNIT, waiting: { ...UNIT.waiting, twins: 2 } };
    const { api } = provinceWith([twins, { ...commune('Xã Ấm'), waiting: { conflicts: 0, quarantined: 0, twins: 1 } }]);
    openProvince(api);
    const row = await screen.findByRole('row', { name: /^Xã Đèo Gió/ });
    const link = within(row).getByRole('link', { name: 'có thể trùng 2' });
    expect(link).toHaveAttribute('href', `/tinh/luot?${of}&don-vi=${UNIT_ID}&trung=1`);
    expect(within(screen.getByRole('row', { name: /^Cộng/ })).getByText('có thể trùng 3')).toBeVisible();
    expect(screen.getByText(/^Số liệu tới/)).toHaveTextContent('có thể trùng 3 lượt');
  });

  it('generated splits are said to be generated', async () => {
    const { api } = provinceWith([{ ...UNIT, synthetic: true }]);
    openProvince(api);
    expect(await screen.findByText(/Phân bổ giả lập: số liệu của Xã Đèo Gió có phần do máy phân bổ/)).toBeVisible();
  });
});

describe('the list of visits', () => {
  const address = `/tinh/luot?tu=2026-07-01&den=2026-07-31&don-vi=${UNIT_ID}&khoi=periodic&lan=nhieu-lan&doan=1`;

  it('asks what its address says, and shows codes in words', async () => {
    const { visits } = open(address);
    const table = await screen.findByRole('table', { name: /Lượt tiếp/ });
    expect(visits).toEqual([
      { from: '2026-07-01', to: '2026-07-31', unit: UNIT_ID, blocks: 'periodic', turn: 'again', large: '1' },
    ]);
    const [, first, second] = within(table).getAllByRole('row');
    expect(cells(first as HTMLElement)).toEqual([
      'Khiếu nại',
      '6',
      'Đất đai, nhà cửa, Tranh chấp đất đai',
      'Định kỳ',
      'UBND',
      'Nhiều lần',
      'Thụ lý',
      'Hạn 21/07/2026 (lịch nghỉ lễ còn dự kiến)',
      'đoàn đông người, có thể trùng',
      'Xem',
    ]);
    expect(cells(second as HTMLElement)).toEqual(['Tố cáo TC-7K2M', '1', '', '', '', '', 'Đã tiếp nhận', '', '', '']);
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
      'Lượt tiếp (định kỳ) nhiều lần của đoàn đông người – 01/07/2026 – 31/07/2026 – Xã Đèo Gió',
    );
  });

  it('goes on page by page', async () => {
    const { visits } = open(address);
    await userEvent.click(await screen.findByRole('button', { name: 'Xem thêm (đang hiện 2/4)' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /Xem thêm/ })).not.toBeInTheDocument());
    expect(visits.at(-1)?.cursor).toBe('2026-07-06.0123456789abcdef0123456789abcdef');
    expect(screen.getAllByRole('row')).toHaveLength(1 + 4);
  });

  it('offers nothing to open to who may not', async () => {
    open(
      address,
      LINES.map(({ id: _, ...line }) => line),
    );
    await screen.findByRole('table');
    expect(screen.queryByRole('columnheader', { name: 'Nội dung' })).not.toBeInTheDocument();
  });

  it('an address without a period asks nothing, and says what to do', async () => {
    const { visits } = open('/tinh/luot?tu=2026-07-31&den=2026-07-01');
    expect(await screen.findByText('Chưa chọn số liệu nào')).toBeVisible();
    expect(visits).toEqual([]);
  });
});

describe('the list of sessions', () => {
  it('asks by duty, tells what was made up, and leads to the visits of each', async () => {
    const { sessions } = open(
      `/tinh/buoi?tu=2026-07-01&den=2026-07-31&theo=truc&don-vi=${UNIT_ID}&chuc=committee_chair&da-tiep=1`,
    );
    const table = await screen.findByRole('table', { name: /Buổi tiếp/ });
    expect(sessions).toEqual([
      { from: '2026-07-01', to: '2026-07-31', unit: UNIT_ID, by: 'duty', capacity: 'committee_chair', held: '1' },
    ]);
    expect(cells(within(table).getAllByRole('row')[1] as HTMLElement)).toEqual([
      'Định kỳ',
      'UBND',
      'Chủ tịch UBND Hoàng Văn Páo',
      'Đã tiếp',
      'tiếp bù cho ngày 10/07/2026',
      '3',
    ]);
    expect(within(table).getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      `/tinh/luot?tu=2026-07-15&den=2026-07-15&don-vi=${UNIT_ID}&buoi=${VISIT_ID}`,
    );
    expect(screen.getByText(/1 buổi, tính 1 cuộc/)).toBeVisible();
  });
});

describe('opening a visit', () => {
  const address = `/tinh/luot/${UNIT_ID}/${VISIT_ID}`;

  it('asks why first, sends it for the log, then shows what was recorded', async () => {
    const { openVisit } = open(address);
    const button = await screen.findByRole('button', { name: 'Ghi nhật ký và xem' });
    await userEvent.click(button);
    expect(screen.getByText('Nhập lý do xem')).toBeVisible();
    expect(screen.getByLabelText(/Lý do xem/)).toHaveFocus();
    expect(openVisit).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('radio', { name: 'Đối chiếu số liệu báo cáo' }));
    await userEvent.type(screen.getByLabelText(/Lý do xem/), ' quý III{Enter}');
    expect(await screen.findByText('Tranh chấp ranh giới')).toBeVisible();
    expect(openVisit).toHaveBeenCalledWith(VISIT_ID, { unit: UNIT_ID, reason: 'Đối chiếu số liệu báo cáo quý III' });
    expect(screen.getByText('Nông Thị Đào')).toBeVisible();
    expect(screen.getByText(/Đã ghi nhật ký lúc 14:05/)).toHaveTextContent('Lý do: Đối chiếu số liệu báo cáo quý III');
  });

  it('of a denunciation shows no session and no person', async () => {
    const { api } = open('/tinh');
    await screen.findByRole('table');
    const cells = {
      matter: 'denunciation',
      localCode: 'TC-7K2M',
      visited: { date: '2026-07-07' },
      headcount: { came: 1 },
    };
    document.body.replaceChildren();
    openProvince({ ...api, openVisit: async () => ok({ unit: UNIT_ID, cells }) }, address);
    await userEvent.type(await screen.findByLabelText(/Lý do xem/), 'Kiểm tra{Enter}');
    expect(await screen.findByText('TC-7K2M')).toBeVisible();
    expect(screen.queryByText('Buổi tiếp')).not.toBeInTheDocument();
    expect(screen.queryByText('Công dân')).not.toBeInTheDocument();
  });

  it('is asked for again, with the reason that was given, when there was no answer', async () => {
    const { api } = open('/tinh');
    await screen.findByRole('table');
    document.body.replaceChildren();
    const refused = { tag: 'refused', words: 'Máy chủ đang bận.' } as const;
    const asked = vi.fn(async (_id: string, _why: { readonly reason: string }) => err(refused));
    openProvince({ ...api, openVisit: asked }, address);
    await userEvent.type(await screen.findByLabelText(/Lý do xem/), 'Kiểm tra đơn{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Thử lại' }));
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
    expect(asked.mock.calls.map(([, { reason }]) => reason)).toEqual(['Kiểm tra đơn', 'Kiểm tra đơn']);
  });

  it('that is refused shows nothing but why', async () => {
    const { api } = open('/tinh');
    await screen.findByRole('table');
    document.body.replaceChildren();
    const refused = { tag: 'refused', words: 'Không tìm thấy nội dung này.' } as const;
    openProvince({ ...api, openVisit: async () => err(refused) }, address);
    await userEvent.type(await screen.findByLabelText(/Lý do xem/), 'Kiểm tra{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Không tìm thấy nội dung này.');
  });
});
