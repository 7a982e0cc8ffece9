import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/documents/spreadsheet/read-workbook.ts';
import { readZip } from '../../../src/documents/spreadsheet/zip.ts';
import { type TableSheet, tableWorkbook } from '../../../src/documents/tables/table-workbook.ts';
import { successOf } from '../../store/support.ts';

const TABLE: TableSheet = {
  name: 'Ngày tiếp dân',
  title: 'Ngày tiếp công dân, tháng 1–2/2026',
  lines: ['Số liệu tới 14:05 ngày 21/11/2026 · 12 đơn vị', 'Người xem: =HYPERLINK("x")'],
  columns: [
    { header: 'Đơn vị', width: 20 },
    { header: 'Tháng 1', group: '2026', width: 8 },
    { header: 'Tháng 2', group: '2026', width: 8 },
    { header: 'Lần gửi cuối', width: 12 },
  ],
  rows: [
    ['=1+1', { words: '2/2', heat: 3 }, { words: '–', heat: 'none' }, { day: '2026-07-05' }],
    ['@Xã', { words: '0/2', heat: 0 }, 1234, undefined],
  ],
  sum: ['Cộng', { words: '50%', heat: 'none' }, 1234, undefined],
  notes: ['-1: không phải công thức'],
  paper: 'A3',
  demo: true,
};

async function xmlOf(table: TableSheet, name: string): Promise<string> {
  const file = new Uint8Array(await (await tableWorkbook(table)).arrayBuffer());
  const parts = successOf(await readZip(file, { entries: 99, bytes: 1e6 }, () => true));
  return new TextDecoder().decode(parts.find((part) => part.name === name)?.bytes);
}

describe('a table in a file', () => {
  it('holds title, period, grouped headings, rows, sum and notes as they stand on the page', async () => {
    const [sheet] = successOf(await readWorkbook(await (await tableWorkbook(TABLE)).arrayBuffer()));
    const rows = sheet?.rows.map((row) => row.filter((cell) => cell !== null));
    expect(rows).toEqual([
      ['BẢN DÙNG THỬ – DỮ LIỆU GIẢ LẬP'],
      ['Ngày tiếp công dân, tháng 1–2/2026'],
      ['Số liệu tới 14:05 ngày 21/11/2026 · 12 đơn vị'],
      ['Người xem: =HYPERLINK("x")'],
      [],
      ['Đơn vị', '2026', 'Lần gửi cuối'],
      ['Tháng 1', 'Tháng 2'],
      ['=1+1', '2/2', '–', new Date('2026-07-05T00:00:00Z')],
      ['@Xã', '0/2', 1234],
      ['Cộng', '50%', 1234],
      [],
      ['-1: không phải công thức'],
    ]);
  });

  it('makes no formula of any text, repeats its headings on each page, and colours the heat map', async () => {
    const sheet = await xmlOf(TABLE, 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('paperSize="8" orientation="landscape"');
    expect(await xmlOf(TABLE, 'xl/workbook.xml')).toContain('$6:$7');
    const styles = await xmlOf(TABLE, 'xl/styles.xml');
    for (const blue of ['F1F5F9', 'C7DDF2', '7FB2DE', '2F78B7', '0B3F73']) expect(styles).toContain(`FF${blue}`);
  });

  it('without groups has one row of headings', async () => {
    const columns = TABLE.columns.map(({ group: _, ...column }) => column);
    const { sum: _, ...rest } = TABLE;
    const plain = { ...rest, columns, demo: false, lines: [], rows: [['a', 'b', 'c', 'd']], notes: [] };
    const [sheet] = successOf(await readWorkbook(await (await tableWorkbook(plain)).arrayBuffer()));
    expect(sheet?.rows.slice(2)).toEqual([
      ['Đơn vị', 'Tháng 1', 'Tháng 2', 'Lần gửi cuối'],
      ['a', 'b', 'c', 'd'],
    ]);
  });
});
