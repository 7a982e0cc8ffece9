import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { VisitsQuery } from '../../../src/contract/wire/drill-down.ts';
import type { TableSheet } from '../../../src/documents/tables/table-workbook.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { commune, dutyReportOf, dutyUnit, openProvince, provinceWith, UNREACHABLE, viewer } from './support.tsx';

const written: TableSheet[] = [];
const saved: string[] = [];
vi.mock('../../../src/documents/tables/table-workbook.ts', () => ({
  tableWorkbook: async (table: TableSheet) => {
    written.push(table);
    return new Blob(['x']);
  },
}));
vi.mock('../../../src/ui/save-file.ts', () => ({ saveFile: (name: string) => saved.push(name) }));

beforeEach(() => {
  written.length = 0;
  saved.length = 0;
});

const exportFile = async () => userEvent.click(await screen.findByRole('button', { name: 'Xuất .xlsx' }));
const UNIT = commune('Xã Đèo Gió', { periodic: { sessions: 2, visits: 1200, people: 1300, cases: 2 } });

describe('a file of what stands on the page', () => {
  it('holds the table of figures: numbers as numbers, “–” where nothing is counted, unknown as nothing', async () => {
    const twins = { ...UNIT, waiting: { conflicts: 1, quarantined: 0, twins: 2 } };
    const { api } = provinceWith([twins, commune('Xã Ấm', {}, { lastContact: undefined })]);
    openProvince(api, '/tinh?tu=2026-07-01&den=2026-07-31');
    await screen.findByRole('table');
    await exportFile();
    await waitFor(() => expect(saved).toEqual(['so-lieu-tiep-dan-2026-07-01-2026-07-31.xlsx']));
    const [table] = written;
    expect(table?.title).toBe('Tiếp công dân theo loại buổi tiếp, 01/07/2026 – 31/07/2026');
    expect(table?.lines).toEqual([
      expect.stringMatching(/^Số liệu tới 14:05 ngày 21\/11\/2026 · 2 đơn vị .* chưa gửi lần nào: 1/),
      'Người xem: Hà Văn Số Liệu',
    ]);
    expect(table?.rows[0]?.slice(0, 6)).toEqual(['Xã Đèo Gió', 2, 1200, 1300, 2, '–']);
    expect(table?.rows[0]?.slice(-2)).toEqual(['có thể trùng 2, 1 hai bản khác nhau', 'hôm nay 14:00']);
    expect(table?.rows[1]?.slice(0, 3)).toEqual(['Xã Ấm', undefined, undefined]);
    expect(table?.rows[1]?.at(-1)).toBe('Không có số liệu');
    expect(table?.sum?.slice(0, 3)).toEqual(['Cộng', 2, 1200]);
    expect(table?.demo).toBe(true);
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0);
  });

  it('holds the duty days with sign and step of colour', async () => {
    const months = ['2026-09', '2026-10', '2026-11'];
    const units = [dutyUnit('Xã Bản Thử', { committee_chair: ['1/2 short', '2/2 met', '0/2 running'] })];
    const { api } = provinceWith([], { duties: async () => ok(dutyReportOf(months, units)) });
    openProvince(api, '/tinh/ngay-tiep-dan?tu=2026-09&den=2026-11&chuc=chu-tich');
    await screen.findByRole('table');
    await exportFile();
    await waitFor(() => expect(saved).toEqual(['ngay-tiep-dan-2026-09-2026-11.xlsx']));
    expect(written[0]?.rows).toEqual([
      [
        'Xã Bản Thử',
        { words: '1/2 ⚠', heat: 2 },
        { words: '2/2', heat: 3 },
        { words: '0/2 …', heat: 0 },
        { words: '3/4', heat: 'none' },
        'thiếu 1 ngày',
        'hôm nay 14:00',
      ],
    ]);
    expect(written[0]?.title).toContain('tháng 9–11/2026 – Chủ tịch UBND');
    expect(written[0]?.sum).toHaveLength(written[0]?.columns.length ?? 0);
  });

  it('holds all lines of a list, not only the page that is shown', async () => {
    const asked: (string | undefined)[] = [];
    const pages = ['2026-07-05.0123456789abcdef0123456789abcdef', undefined];
    const { api } = provinceWith([], {
      profile: async () => ok(viewer()),
      visits: async ({ cursor }: VisitsQuery) => {
        asked.push(cursor);
        const next = cursor === undefined ? pages[0] : pages[1];
        const line = { unit: UNIT.space.id, day: '2026-07-06', matter: 'feedback' as const, people: 3 };
        return ok({ visits: 2, people: 6, lines: [line], ...(next && { next }) });
      },
    });
    openProvince(api, '/tinh/luot?tu=2026-07-01&den=2026-07-31');
    await screen.findByRole('table');
    await exportFile();
    await waitFor(() => expect(saved).toEqual(['luot-tiep-2026-07-01-2026-07-31.xlsx']));
    expect(asked).toEqual([undefined, undefined, pages[0]]);
    expect(written[0]?.rows.map(([day, , matter, people]) => [day, matter, people])).toEqual(
      Array(2).fill([{ day: '2026-07-06' }, 'Phản ánh', 3]),
    );
  });

  it('that cannot be collected says why, and saves nothing', async () => {
    let reached = true;
    const { api } = provinceWith([], {
      visits: async () =>
        reached
          ? ok({
              visits: 1,
              people: 1,
              lines: [{ unit: UNIT.space.id, day: '2026-07-06', matter: 'feedback' as const, people: 1 }],
            })
          : err(UNREACHABLE),
    });
    openProvince(api, '/tinh/luot?tu=2026-07-01&den=2026-07-31');
    await screen.findByRole('table');
    reached = false;
    await exportFile();
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được với máy chủ.');
    expect(saved).toEqual([]);
  });
});
