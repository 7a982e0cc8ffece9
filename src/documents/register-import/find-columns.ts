import { foldedWords } from '../../domain/text/fold.ts';
import type { CellValue } from '../spreadsheet/workbook.ts';
import type { ImportField } from './fields.ts';

type Rows = readonly (readonly CellValue[])[];

/** What each column of a sheet holds, and where its visits begin. */
export type Columns = {
  /** By column; '' where the header says nothing. Of two lines of header both: "Hướng xử lý › Chuyển đơn". */
  readonly titles: readonly string[];
  readonly fields: readonly (ImportField | undefined)[];
  /** The first row below the header, from 0. */
  readonly firstRow: number;
};

/** Rows that may stand above a header: names of offices, titles, periods. */
const MOST_ROWS_ABOVE = 40;
/** Two lines of titles, and one where a column has a title of three. */
const MOST_HEADER_ROWS = 3;
/** Fewer known titles in one row are no header. */
const LEAST_KNOWN = 3;
/** What a title may be at most; a longer text is a visit. */
const LONGEST_TITLE = 80;
const COLUMN_NUMBER = /^\(?\d+\)?$/;

/**
 * Finds the header of a register by the words of its titles, without marks, in any order of columns. Where there is none,
 * no column has a field and the first row counts as a visit: a person then says what stands where.
 */
export function findColumns(rows: Rows): Columns {
  const width = Math.max(0, ...rows.map((row) => row.length));
  let best: { readonly row: number; readonly known: number } = { row: -1, known: LEAST_KNOWN - 1 };
  for (let row = 0; row < Math.min(rows.length, MOST_ROWS_ABOVE); row += 1) {
    const known = new Set(titlesIn(rows[row] ?? []).map(fieldOf)).size;
    if (known > best.known) best = { row, known };
  }
  if (best.row < 0) return { titles: Array(width).fill(''), fields: Array(width).fill(undefined), firstRow: 0 };
  return columnsBelow(rows, best.row, width);
}

/** Known titles of one row. */
function titlesIn(row: readonly CellValue[]): readonly string[] {
  return row.filter((cell): cell is string => typeof cell === 'string' && fieldOf(cell) !== undefined);
}

function columnsBelow(rows: Rows, head: number, width: number): Columns {
  const last = lastHeaderRow(rows, head);
  const titles: string[] = [];
  const found: (ImportField | undefined)[] = [];
  for (let column = 0; column < width; column += 1) {
    const lines = rows.slice(head, last + 1).map((row) => titleOf(row[column]));
    const deepest = lines.findLast((line) => fieldOf(line) !== undefined);
    found.push(deepest === undefined ? undefined : fieldOf(deepest));
    titles.push([...new Set(lines.filter((line) => line !== '' && !COLUMN_NUMBER.test(line)))].join(' › '));
  }
  return { titles, fields: eachOnce(found), firstRow: last + 1 };
}

/** Lines of titles below the first, and the line that numbers the columns: (1) (2) (3). */
function lastHeaderRow(rows: Rows, head: number): number {
  let last = head;
  for (let row = head + 1; row < Math.min(rows.length, head + 1 + MOST_HEADER_ROWS); row += 1) {
    const cells = rows[row] ?? [];
    if (numbersColumns(cells) || isTitles(cells)) last = row;
    else break;
  }
  return last;
}

/** Every text of the row is a title, and no cell is a number or a date: a visit has either. */
function isTitles(row: readonly CellValue[]): boolean {
  const filled = row.filter((cell) => cell !== null);
  return filled.length > 0 && filled.every((cell) => typeof cell === 'string' && fieldOf(cell) !== undefined);
}

function numbersColumns(row: readonly CellValue[]): boolean {
  const filled = row.filter((cell) => cell !== null);
  const counts = filled.map((cell) => Number(String(cell).replace(/[()\s]/g, '')));
  return (
    filled.length > 2 &&
    counts.every((count, at) => Number.isInteger(count) && (at === 0 || count === (counts[at - 1] ?? 0) + 1))
  );
}

function titleOf(cell: CellValue | undefined): string {
  return typeof cell === 'string' ? cell.replace(/\s+/g, ' ').trim() : '';
}

/** A second column of the same title is left to a person; a cell of both kinds beside its parts holds neither. */
function eachOnce(fields: readonly (ImportField | undefined)[]): readonly (ImportField | undefined)[] {
  const seen = new Set<ImportField>();
  const parted = new Set<ImportField>(fields.some((field) => field === 'forward') ? ['direction'] : []);
  return fields.map((field) => {
    if (field === undefined || seen.has(field) || parted.has(field)) return undefined;
    seen.add(field);
    return field;
  });
}

/** Which field a title names; undefined for any other text. */
export function fieldOf(title: string): ImportField | undefined {
  if (title.length > LONGEST_TITLE) return undefined;
  const words = ` ${foldedWords(title).join(' ')} `;
  const says = (...phrases: readonly string[]) => phrases.some((phrase) => words.includes(` ${phrase} `));
  const who = says('ho ten', 'ho va ten', 'ten cong dan', 'nguoi duoc tiep', 'cong dan', 'nguoi den');
  const where = says('dia chi', 'noi cu tru', 'thuong tru', 'noi o');
  const kind = says('phan loai', 'loai don', 'loai vu viec', 'loai viec');
  const count = says('so nguoi', 'so luong nguoi');
  const rules: readonly (readonly [boolean, ImportField])[] = [
    [says('stt', 'so tt', 'tt', 'so thu tu'), 'ordinal'],
    [who && where, 'nameAddress'],
    [says('cmnd', 'cccd', 'ho chieu', 'can cuoc', 'dinh danh', 'chung minh'), 'identity'],
    [says('dien thoai', 'sdt'), 'phone'],
    [says('co quan da giai quyet', 'da giai quyet', 'tham quyen da'), 'settled'],
    [says('theo doi', 'ket qua'), 'followUp'],
    [says('thu ly'), 'accept'],
    [says('tra lai don', 'tra don', 'huong dan', 'tra lai'), 'returnGuide'],
    [says('chuyen don', 'chuyen'), 'forward'],
    [says('huong xu ly', 'xu ly', 'huong giai quyet'), 'direction'],
    [kind && count, 'kindCount'],
    [kind, 'kind'],
    [count, 'count'],
    [says('noi dung'), 'content'],
    [says('ngay tiep', 'ngay thang', 'ngay den', 'thoi gian', 'ngay'), 'day'],
    [who, 'name'],
    [where, 'address'],
    [says('ghi chu'), 'note'],
  ];
  return rules.find(([holds]) => holds)?.[1];
}
