import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Column, Table } from '../../src/ui/table.tsx';

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly regular: number;
  readonly adHoc: number;
  readonly visits: number;
}

const units: Unit[] = [
  { id: 'a', name: 'Xã Mẫu Một', regular: 2, adHoc: 1, visits: 7 },
  { id: 'b', name: 'Xã Mẫu Hai', regular: 4, adHoc: 0, visits: 9 },
];

const columns: Column<Unit>[] = [
  { key: 'name', header: 'Xã, phường', cell: (unit) => unit.name, sum: 'Cộng' },
  { key: 'regular', header: 'Định kỳ', group: 'Cuộc', numeric: true, cell: (unit) => unit.regular, sum: 6 },
  { key: 'adHoc', header: 'Đột xuất', group: 'Cuộc', numeric: true, cell: (unit) => unit.adHoc, sum: 1 },
  { key: 'visits', header: 'Lượt', numeric: true, cell: (unit) => unit.visits, sum: 16 },
];

const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('a table', () => {
  it('names its rows and columns, groups headings, and sums in its last row', () => {
    render(<Table caption="Tiếp công dân" columns={columns} rows={units} keyOf={(unit) => unit.id} />);
    const [groups, headings, ...rows] = screen.getAllByRole('row') as [HTMLElement, HTMLElement, ...HTMLElement[]];
    const headingsOf = (row: HTMLElement) =>
      within(row)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent);
    expect(headingsOf(groups)).toEqual(['Xã, phường', 'Cuộc', 'Lượt']);
    expect(headingsOf(headings)).toEqual(['Định kỳ', 'Đột xuất']);
    expect(screen.getByRole('columnheader', { name: 'Cuộc' })).toHaveAttribute('colspan', '2');
    expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
      'Xã Mẫu Một',
      'Xã Mẫu Hai',
      'Cộng',
    ]);
    expect(rows.map(cells)).toEqual([
      ['2', '1', '7'],
      ['4', '0', '9'],
      ['6', '1', '16'],
    ]);
  });

  it('without groups and sums has one row of headings and none of sums', () => {
    const plain = columns.slice(0, 1).map(({ sum: _, ...column }) => column);
    render(<Table caption="Xã" captionHidden columns={plain} rows={units} keyOf={(unit) => unit.id} />);
    expect(screen.getAllByRole('row')).toHaveLength(3);
    expect(screen.getByRole('table', { name: 'Xã' })).toBeInTheDocument();
  });

  it('can be scrolled by keyboard', async () => {
    render(<Table caption="Tiếp công dân" columns={columns} rows={units} keyOf={(unit) => unit.id} />);
    await userEvent.tab();
    expect(screen.getByRole('region', { name: 'Tiếp công dân' })).toHaveFocus();
  });
});
