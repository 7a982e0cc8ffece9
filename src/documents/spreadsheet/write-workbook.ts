import type { PlainDate } from '../../contract/scalars.ts';
import { daysBetween } from '../../domain/calendar/plain-date.ts';
import { type StyleName, styleIndex, styleSheet } from './styles.ts';
import { writeZip } from './zip.ts';

/** One cell; `across` and `down` = over how many columns and rows it reaches. */
export type SheetCell = {
  readonly value?: string | number | { readonly day: PlainDate };
  readonly style: StyleName;
  readonly across?: number;
  readonly down?: number;
};

export type SheetRow = {
  /** By column from the left; undefined = nothing stands there. */
  readonly cells: readonly (SheetCell | undefined)[];
  /** In points; without it, as high as its texts seem to need. */
  readonly height?: number;
};

/** A sheet to be read and printed. */
export type Sheet = {
  readonly name: string;
  /** In characters of the usual letter. */
  readonly widths: readonly number[];
  readonly rows: readonly SheetRow[];
  /** The rows that are printed again on each page, and stay in sight: first and last, from 1. */
  readonly repeats?: readonly [first: number, last: number];
  readonly paper: 'A4' | 'A3';
};

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The type of an .xlsx file. */
export const XLSX_TYPE = `${OFFICE}.sheet`;

/** What `paperSize` calls them (ECMA-376, 18.3.1.63). */
const PAPER = { A3: 8, A4: 9 } as const;
/** A cell of Excel holds no more characters. */
const MOST_CHARACTERS = 32_767;
const CUT = '… (còn nữa trong ứng dụng)';
/** One line of text and the room around a cell's text, in points, of the usual size; no row of Excel is higher. */
const LINE_POINTS = 13.5;
const ROOM_POINTS = 4;
const MOST_POINTS = 409;
/** Letters of a text to one of the digits by which a column's width is counted, less what wrapping at words leaves free. */
const LETTERS_PER_DIGIT = 1.1;
/** Day 0 of Excel's calendar for all days after February 1900. */
const DAY_ZERO = '1899-12-30';

/** An .xlsx file of one sheet, in landscape, as wide as its paper (ECMA-376). Texts stay texts, whatever they begin with. */
export async function writeWorkbook(sheet: Sheet): Promise<Blob> {
  const files = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(sheet),
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': XML + styleSheet(MAIN),
    'xl/worksheets/sheet1.xml': worksheet(sheet),
  };
  const encoder = new TextEncoder();
  const parts = Object.entries(files).map(([name, text]) => ({ name, bytes: encoder.encode(text) }));
  return new Blob([(await writeZip(parts, 'packed')) as Uint8Array<ArrayBuffer>], { type: XLSX_TYPE });
}

function contentTypes(): string {
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${OFFICE}.${type}+xml"/>`;
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('/xl/workbook.xml', 'sheet.main') +
    part('/xl/worksheets/sheet1.xml', 'worksheet') +
    part('/xl/styles.xml', 'styles') +
    '</Types>'
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function workbook({ name, repeats }: Sheet): string {
  const titles =
    repeats === undefined
      ? ''
      : `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${escaped(
          `'${name.replaceAll("'", "''")}'!$${repeats[0]}:$${repeats[1]}`,
        )}</definedName></definedNames>`;
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews>` +
    `<sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets>${titles}</workbook>`
  );
}

function worksheet(sheet: Sheet): string {
  const { widths, rows, repeats, paper } = sheet;
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const merges = rows.flatMap(({ cells }, row) => cells.flatMap((cell, column) => mergeOf(cell, row, column)));
  const laid = withCovered(rows);
  return (
    `${XML}<worksheet xmlns="${MAIN}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0">${pane(repeats)}</sheetView></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="15"/>' +
    `<cols>${columns.join('')}</cols>` +
    `<sheetData>${laid.map((row, at) => rowXml(row, at, widths)).join('')}</sheetData>` +
    (merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`) +
    '<printOptions horizontalCentered="1"/>' +
    '<pageMargins left="0.6" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="${PAPER[paper]}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
    '<headerFooter><oddFooter>&amp;C&amp;"Times New Roman,Regular"Trang &amp;P/&amp;N</oddFooter></headerFooter>' +
    '</worksheet>'
  );
}

function pane(repeats: Sheet['repeats']): string {
  if (repeats === undefined) return '';
  const [, last] = repeats;
  return `<pane ySplit="${last}" topLeftCell="A${last + 1}" activePane="bottomLeft" state="frozen"/>`;
}

function mergeOf(cell: SheetCell | undefined, row: number, column: number): readonly string[] {
  const { across = 1, down = 1 } = cell ?? {};
  if (across === 1 && down === 1) return [];
  return [`<mergeCell ref="${addressOf(row, column)}:${addressOf(row + down - 1, column + across - 1)}"/>`];
}

/** A border goes around a merged cell only if all that it covers have its style. */
function withCovered(rows: readonly SheetRow[]): readonly SheetRow[] {
  const laid = rows.map(({ cells, ...row }) => ({ ...row, cells: [...cells] }));
  for (const [row, { cells }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const { across = 1, down = 1 } = cell ?? {};
      for (let at = 0; cell !== undefined && at < across * down; at += 1) {
        const target = laid[row + Math.floor(at / across)];
        if (target !== undefined && at > 0) target.cells[column + (at % across)] = { style: cell.style };
      }
    }
  }
  return laid;
}

function rowXml({ cells, height }: SheetRow, row: number, widths: readonly number[]): string {
  // Without `customHeight` a program may still fit the row to its text; not every one does so when it opens a file.
  const tall = height === undefined ? ` ht="${neededPoints(cells, widths)}"` : ` ht="${height}" customHeight="1"`;
  const xml = Array.from(cells, (cell, column) => (cell === undefined ? '' : cellXml(cell, addressOf(row, column))));
  return `<row r="${row + 1}"${tall}>${xml.join('')}</row>`;
}

function cellXml({ value, style }: SheetCell, address: string): string {
  const at = `<c r="${address}" s="${styleIndex(style)}"`;
  if (value === undefined || value === '') return `${at}/>`;
  if (typeof value === 'number') return `${at}><v>${value}</v></c>`;
  if (typeof value !== 'string') return `${at}><v>${daysBetween(DAY_ZERO, value.day)}</v></c>`;
  return `${at} t="inlineStr"><is><t xml:space="preserve">${escaped(fitting(value))}</t></is></c>`;
}

function neededPoints(cells: SheetRow['cells'], widths: readonly number[]): number {
  const lines = Array.from(cells, (cell, column) => {
    if (typeof cell?.value !== 'string' || (cell.down ?? 1) > 1) return 1;
    const digits = widths.slice(column, column + (cell.across ?? 1)).reduce((sum, one) => sum + one, 0);
    const letters = digits * LETTERS_PER_DIGIT;
    return cell.value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  });
  return Math.min(MOST_POINTS, Math.max(1, ...lines) * LINE_POINTS + ROOM_POINTS);
}

function fitting(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - CUT.length)}${CUT}`;
}

/** `B3` of row 2, column 1. */
function addressOf(row: number, column: number): string {
  const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26));
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `_x000D_` means a character to Excel (ECMA-376, 22.9.2.19): written out, it is preceded by `_x005F_`. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
