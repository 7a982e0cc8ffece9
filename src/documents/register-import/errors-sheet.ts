import { type SheetCell, writeWorkbook } from '../spreadsheet/write-workbook.ts';
import type { RowError } from './read-rows.ts';

/** The rows that were left out, as an .xlsx file: what stands where and why, to be put right in the book. */
export function errorsWorkbook(errors: readonly RowError[]): Promise<Blob> {
  const titles = ['Dòng', 'Cột', 'Đang ghi', 'Lý do'];
  const head = titles.map((value): SheetCell => ({ value, style: 'head' }));
  const rows = errors.map(({ row, column, value, reason }) => ({
    cells: [
      { value: row, style: 'centred' as const },
      ...[column, value, reason].map((text): SheetCell => ({ value: text, style: 'text' })),
    ],
  }));
  return writeWorkbook({
    name: 'Dòng lỗi',
    widths: [10, 35, 60, 60],
    rows: [{ cells: head }, ...rows],
    repeats: [1, 1],
    paper: 'A4',
  });
}
