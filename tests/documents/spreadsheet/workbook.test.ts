import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/universal';
import { readWorkbook } from '../../../src/documents/spreadsheet/read-workbook.ts';
import { WORKBOOK_LIMITS } from '../../../src/documents/spreadsheet/workbook.ts';
import { type Sheet, writeWorkbook } from '../../../src/documents/spreadsheet/write-workbook.ts';
import { readZip, writeZip } from '../../../src/documents/spreadsheet/zip.ts';
import { successOf } from '../../store/support.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const bufferOf = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer;

async function sheetOf(rows: Sheet['rows']) {
  const file = await writeWorkbook({ name: "Sổ 'A'", widths: [10, 10, 10], rows, repeats: [1, 1], paper: 'A4' });
  return successOf(await readWorkbook(await file.arrayBuffer()))[0];
}

const text = (value: string) => ({ value, style: 'text' as const });

describe('a workbook of ours', () => {
  it('holds texts, days and numbers as they were given', async () => {
    const odd = ['=1+1', '+84', '-x', '@a', '<b>&"\'', 'hai\ndòng', '_x000D_', 'Ẵẳ ễ ỡ ự ỷ ₫', '0041'];
    const sheet = await sheetOf([
      { cells: odd.map(text) },
      { cells: [{ value: 12, style: 'centred' }, { value: { day: '2026-07-05' }, style: 'day' }, undefined] },
    ]);
    expect(sheet?.name).toBe("Sổ 'A'");
    expect(sheet?.rows[0]).toEqual(odd);
    expect(sheet?.rows[1]?.slice(0, 3)).toEqual([12, new Date('2026-07-05T00:00:00Z'), null]);
  });

  it('says where a text that no cell could hold goes on', async () => {
    const sheet = await sheetOf([{ cells: [text('a'.repeat(40_000))] }]);
    expect(String(sheet?.rows[0]?.[0])).toHaveLength(32_767);
    expect(String(sheet?.rows[0]?.[0])).toMatch(/a… \(còn nữa trong ứng dụng\)$/);
  });

  it('writes no formula, and marks texts so that editing makes none', async () => {
    const file = await writeWorkbook({ name: 'Sổ', widths: [9], rows: [{ cells: [text('=1+1')] }], paper: 'A3' });
    const parts = successOf(
      await readZip(new Uint8Array(await file.arrayBuffer()), { entries: 99, bytes: 1e6 }, () => true),
    );
    const partOf = (name: string) => new TextDecoder().decode(parts.find((part) => part.name === name)?.bytes);
    expect(partOf('xl/worksheets/sheet1.xml')).toContain('t="inlineStr"');
    expect(partOf('xl/worksheets/sheet1.xml')).not.toContain('<f>');
    expect(partOf('xl/worksheets/sheet1.xml')).toContain('paperSize="8" orientation="landscape"');
    expect(partOf('xl/styles.xml')).toContain('quotePrefix="1"');
  });
});

describe('a file of another program', () => {
  it('is read, also where one part of it is large', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => [
      `Nội dung rất dài số ${at} ${'đường vào xóm '.repeat(20)}`,
      at,
    ]);
    const file = await writeXlsxFile([['Nội dung', 'Số'], ...rows], { sheet: 'Năm 2025' }).toBlob();
    const [sheet] = successOf(await readWorkbook(await file.arrayBuffer()));
    expect(sheet?.name).toBe('Năm 2025');
    expect(sheet?.rows).toHaveLength(3_001);
    expect(sheet?.rows[3_000]?.[1]).toBe(2_999);
  });

  it('has a day beside each row that it was merged over', async () => {
    const file = await writeXlsxFile(
      [
        [{ value: '14/03/2025', rowSpan: 3 }, 'A', { value: 'chung', rowSpan: 3 }],
        [null, 'B', null],
        [null, 'C', null],
        ['15/03/2025', 'D'],
      ],
      { sheet: 'Sổ & sách' },
    ).toBlob();
    const [sheet] = successOf(await readWorkbook(await file.arrayBuffer()));
    expect(sheet?.rows.map(([day, , shared]) => [day, shared ?? null])).toEqual([
      ['14/03/2025', 'chung'],
      ['14/03/2025', null],
      ['14/03/2025', null],
      ['15/03/2025', null],
    ]);
  });

  it('has its sheets told apart, those without a word left out', async () => {
    const file = await writeXlsxFile([
      { data: [['a']], sheet: 'Quý I' },
      { data: [[null]], sheet: 'Trống' },
      { data: [['b']], sheet: 'Quý II' },
    ]).toBlob();
    const sheets = successOf(await readWorkbook(await file.arrayBuffer()));
    expect(sheets.map(({ name }) => name)).toEqual(['Quý I', 'Quý II']);
  });
});

describe('what is refused', () => {
  const problemOf = async (bytes: Uint8Array) => {
    const read = await readWorkbook(bufferOf(bytes));
    return read.ok ? 'read' : read.error.tag;
  };
  /** A workbook of one sheet with this inside. */
  const bookOf = async (sheet: string, how: 'packed' | 'stored' = 'packed') => {
    const file = await writeWorkbook({ name: 'Sổ', widths: [9], rows: [{ cells: [text('a')] }], paper: 'A4' });
    const parts = successOf(
      await readZip(new Uint8Array(await file.arrayBuffer()), { entries: 99, bytes: 1e6 }, () => true),
    );
    const changed = parts.map((part) =>
      part.name === 'xl/worksheets/sheet1.xml'
        ? { ...part, bytes: bytesOf(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`) }
        : part,
    );
    return writeZip(changed, how);
  };

  it('is no .xlsx: a picture, a table of commas, a Word file, an old .xls', async () => {
    expect(await problemOf(bytesOf('a,b,c'))).toBe('not-xlsx');
    expect(await problemOf(new Uint8Array(0))).toBe('not-xlsx');
    expect(await problemOf(await writeZip([{ name: 'word/document.xml', bytes: bytesOf('<w/>') }], 'packed'))).toBe(
      'not-xlsx',
    );
    const old = new Uint8Array(2_000);
    old.set([0xd0, 0xcf, 0x11, 0xe0]);
    expect(await problemOf(old)).toBe('not-xlsx');
  });

  it('is locked by a password', async () => {
    const locked = new Uint8Array(4_000);
    locked.set([0xd0, 0xcf, 0x11, 0xe0]);
    locked.set(Array.from('EncryptedPackage', (letter) => [letter.charCodeAt(0), 0]).flat(), 1_024);
    expect(await problemOf(locked)).toBe('password');
  });

  it('is cut off, or no XML', async () => {
    const whole = await bookOf('<row r="1"><c r="A1"><v>1</v></c></row>');
    expect(await problemOf(whole)).toBe('read');
    expect(await problemOf(whole.slice(0, whole.length - 40))).toBe('damaged');
    expect(await problemOf(await bookOf('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'))).toBe('damaged');
  });

  it('is empty', async () => {
    expect(await problemOf(await bookOf(''))).toBe('empty');
  });

  it('is larger than a register of years', async () => {
    expect(await problemOf(new Uint8Array(WORKBOOK_LIMITS.fileBytes + 1))).toBe('too-large');
  });

  it('unpacks to more than a phone should hold', async () => {
    const bomb = await bookOf(' '.repeat(WORKBOOK_LIMITS.unpackedBytes + 1));
    expect(bomb.length).toBeLessThan(WORKBOOK_LIMITS.fileBytes);
    expect(await problemOf(bomb)).toBe('too-much');
  });

  it('reaches over millions of cells, but not where cells only have a look', async () => {
    expect(await problemOf(await bookOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('too-much');
    expect(await problemOf(await bookOf('<row r="20051"><c r="A20051"><v>1</v></c></row>'))).toBe('too-much');
    const painted =
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576" s="1"><c r="A1048576" s="1"/></row>';
    const read = await readWorkbook(bufferOf(await bookOf(painted)));
    expect(successOf(read)[0]?.rows).toEqual([[1]]);
  });
});
