import readXlsxFile from 'read-excel-file/universal';
import { err, ok, type Result } from '../../domain/result.ts';
import { type ReadSheet, WORKBOOK_LIMITS, type WorkbookProblem } from './workbook.ts';
import { readZip, writeZip, type ZipFile } from './zip.ts';

const WANTED = /\.(xml|rels)$/;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
// A cell or row that only has a look; whole columns and rows may be painted, down to row 1.048.576.
const EMPTY_CELL = /<(?:\w+:)?c\b[^<>]*\/>/g;
const EMPTY_ROW = /<(?:\w+:)?row\b[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g;
const CELL_ADDRESS = /<(?:\w+:)?c\b[^<>]*?\br="([A-Z]+)(\d+)"/g;
const LETTERS = 26;

/**
 * The sheets of an .xlsx file, read with limits: what a small file unpacks to, how many rows and columns its cells reach.
 * Never throws for what a file holds.
 */
export async function readWorkbook(file: ArrayBuffer): Promise<Result<readonly ReadSheet[], WorkbookProblem>> {
  const bytes = new Uint8Array(file);
  if (bytes.length > WORKBOOK_LIMITS.fileBytes) return err({ tag: 'too-large' });
  if (isCompoundFile(bytes)) return err({ tag: isEncrypted(bytes) ? 'password' : 'not-xlsx' });
  if (!isZip(bytes)) return err({ tag: 'not-xlsx' });
  const { entries, unpackedBytes } = WORKBOOK_LIMITS;
  const parts = await readZip(bytes, { entries, bytes: unpackedBytes }, (name) => WANTED.test(name));
  if (!parts.ok) {
    const tags = { damaged: 'damaged', 'too-large': 'too-much', unsupported: 'old-browser' } as const;
    return err({ tag: tags[parts.error.tag] });
  }
  if (!parts.value.some(({ name }) => name === 'xl/workbook.xml')) return err({ tag: 'not-xlsx' });
  const lean = parts.value.map(withoutLooks);
  if (lean.some((part) => part === undefined)) return err({ tag: 'too-much' });
  return readSheets(lean as readonly ZipFile[]);
}

async function readSheets(parts: readonly ZipFile[]): Promise<Result<readonly ReadSheet[], WorkbookProblem>> {
  const archive = await writeZip(parts, 'stored');
  try {
    const sheets = await readXlsxFile(archive.buffer as ArrayBuffer);
    const merged = mergedDown(parts);
    const read = sheets.map(({ sheet, data }) => {
      const rows = data as unknown as ReadSheet['rows'];
      return { name: sheet, rows: withDaysBeside(rows, merged.get(sheet) ?? []) };
    });
    const filled = read.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)));
    return filled.length === 0 ? err({ tag: 'empty' }) : ok(filled);
  } catch {
    return err({ tag: 'damaged' });
  }
}

/** A sheet without its empty cells and rows; undefined where what is left reaches too far. */
function withoutLooks(part: ZipFile): ZipFile | undefined {
  if (!SHEET.test(part.name)) return part;
  const xml = new TextDecoder().decode(part.bytes).replace(EMPTY_CELL, '').replace(EMPTY_ROW, '');
  for (const [, letters = '', row = ''] of xml.matchAll(CELL_ADDRESS)) {
    if (columnOf(letters) > WORKBOOK_LIMITS.columns || Number(row) > WORKBOOK_LIMITS.rows) return undefined;
  }
  return { ...part, bytes: new TextEncoder().encode(xml) };
}

/** Cells of one column that were merged: where, and down to which row; all from 0. */
type Merge = { readonly column: number; readonly from: number; readonly to: number };

const MERGE = /<(?:\w+:)?mergeCell\b[^<>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g;

function mergedDown(parts: readonly ZipFile[]): ReadonlyMap<string, readonly Merge[]> {
  const textOf = (name: string) => new TextDecoder().decode(parts.find((part) => part.name === name)?.bytes);
  const targets = new Map(
    elementsIn(textOf('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ Id, Target }) => [Id, Target ?? '']),
  );
  const sheets = elementsIn(textOf('xl/workbook.xml'), 'sheet');
  return new Map(
    sheets.map((sheet) => {
      const target = (targets.get(sheet.id) ?? '').replace(/^\/?(?:xl\/)?/, 'xl/');
      return [sheet.name ?? '', mergesIn(textOf(target))];
    }),
  );
}

/** The attributes of the elements of this name, without the prefixes of their names. */
function elementsIn(xml: string, name: string): readonly { readonly [attribute: string]: string }[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^<>]*)>`, 'g'))].map(([, inside = '']) =>
    Object.fromEntries(
      [...inside.matchAll(/(?:\w+:)?(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, unescaped(value)]),
    ),
  );
}

const ENTITIES: { readonly [entity: string]: string } = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescaped(text: string | undefined): string {
  return (text ?? '').replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? '');
}

function mergesIn(xml: string): readonly Merge[] {
  return [...xml.matchAll(MERGE)].flatMap(([, left = '', top, right = '', bottom]) =>
    left === right ? [{ column: columnOf(left) - 1, from: Number(top) - 1, to: Number(bottom) - 1 }] : [],
  );
}

const DAY = /^\D*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}\D*$/;

/** Only days: what else is merged (a case of two rows, a number of people) is not said of each row. */
function withDaysBeside(rows: ReadSheet['rows'], merges: readonly Merge[]): ReadSheet['rows'] {
  const filled = rows.map((row) => [...row]);
  for (const { column, from, to } of merges) {
    const value = rows[from]?.[column];
    if (!(value instanceof Date || (typeof value === 'string' && DAY.test(value)))) continue;
    for (const row of filled.slice(from + 1, to + 1)) {
      while (row.length <= column) row.push(null);
      row[column] = value;
    }
  }
  return filled;
}

/** 1 of A, 27 of AA. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * LETTERS + letter.charCodeAt(0) - 64;
  return column;
}

function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
}

/** The container of the old .xls, and of files under a password (MS-OFFCRYPTO). */
function isCompoundFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

const ENCRYPTED = Array.from('EncryptedPackage', (letter) => letter.charCodeAt(0));

/** The name of the encrypted part stands in the container's directory, two bytes a letter. */
function isEncrypted(bytes: Uint8Array): boolean {
  const last = bytes.length - 2 * ENCRYPTED.length;
  for (let at = 0; at <= last; at += 2) {
    if (bytes[at] === ENCRYPTED[0] && ENCRYPTED.every((letter, place) => bytes[at + 2 * place] === letter)) return true;
  }
  return false;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
