import type { PlainDate } from '../../contract/scalars.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { type SheetCell, type SheetRow, writeWorkbook } from '../spreadsheet/write-workbook.ts';

/** A cell of a table: words, a figure, a day, or a figure of a heat map with its step; undefined = nothing to say. */
export type TableCell =
  | string
  | number
  | { readonly day: PlainDate }
  | { readonly words: string; readonly heat: 0 | 1 | 2 | 3 | 4 | 'none' }
  | undefined;

export type TableColumn = {
  readonly header: string;
  /** Columns beside each other with the same group stand under one heading. */
  readonly group?: string | undefined;
  /** In characters. */
  readonly width: number;
};

/** A table as it stands on a page, to be put into a file. */
export type TableSheet = {
  /** Of the sheet: at most 31 characters. */
  readonly name: string;
  readonly title: string;
  /** Below the title: period, of when the figures are, who has not sent, who reads it. */
  readonly lines: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  readonly sum?: readonly TableCell[] | undefined;
  readonly notes: readonly string[];
  readonly paper: 'A4' | 'A3';
  /** Invented units and people: said on the sheet. */
  readonly demo: boolean;
};

/** The table as an .xlsx file: the same words and figures as on the page. Texts stay texts, whatever they begin with. */
export function tableWorkbook(table: TableSheet): Promise<Blob> {
  const { name, title, lines, columns, rows, sum, notes, paper, demo } = table;
  const wide = (value: string, style: SheetCell['style']): SheetRow => ({
    cells: [{ value, style, across: columns.length }],
  });
  const top = [
    ...(demo ? [wide(WORDS.demoLine, 'demo')] : []),
    { ...wide(title, 'title'), height: 26 },
    ...lines.map((line) => wide(line, 'office')),
    { cells: [] },
  ];
  const head = headRows(columns);
  return writeWorkbook({
    name,
    widths: columns.map(({ width }) => width),
    rows: [
      ...top,
      ...head,
      ...rows.map((cells) => ({ cells: cells.map((cell) => cellOf(cell)) })),
      ...(sum === undefined ? [] : [{ cells: sum.map((cell) => sumOf(cell)) }]),
      { cells: [] },
      ...notes.map((note) => wide(note, 'note')),
    ],
    repeats: [top.length + 1, top.length + head.length],
    paper,
  });
}

function headRows(columns: readonly TableColumn[]): readonly SheetRow[] {
  const grouped = columns.some(({ group }) => group !== undefined);
  if (!grouped) return [{ cells: columns.map(({ header }) => ({ value: header, style: 'head' })) }];
  const first = columns.map(({ header, group }, place): SheetCell | undefined => {
    if (group === undefined) return { value: header, style: 'head', down: 2 };
    if (columns[place - 1]?.group === group) return undefined;
    const end = columns.findIndex((column, at) => at > place && column.group !== group);
    return { value: group, style: 'head', across: (end === -1 ? columns.length : end) - place };
  });
  const second = columns.map(({ header, group }): SheetCell | undefined =>
    group === undefined ? undefined : { value: header, style: 'head' },
  );
  return [{ cells: first }, { cells: second }];
}

function cellOf(cell: TableCell): SheetCell {
  if (cell === undefined) return { style: 'text' };
  if (typeof cell === 'number') return { value: cell, style: 'figure' };
  if (typeof cell === 'string') return { value: cell, style: 'text' };
  if ('day' in cell) return { value: cell, style: 'day' };
  return { value: cell.words, style: cell.heat === 'none' ? 'centred' : `heat${cell.heat}` };
}

function sumOf(cell: TableCell): SheetCell {
  if (cell === undefined) return { style: 'sum' };
  if (typeof cell === 'number') return { value: cell, style: 'sumFigure' };
  if (typeof cell === 'string') return { value: cell, style: 'sum' };
  return 'day' in cell ? { value: cell, style: 'sum' } : { value: cell.words, style: 'sumCentred' };
}
