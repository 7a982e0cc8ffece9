import type { PlainDate } from '../../contract/scalars.ts';
import { formatDate, formatDateInDocument } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { type SheetCell, type SheetRow, writeWorkbook } from '../spreadsheet/write-workbook.ts';
import { DIRECTION_COLUMNS, DIRECTION_TITLE, REGISTER_COLUMNS, type RegisterColumn } from './columns.ts';
import type { RegisterHeading } from './heading.ts';
import { type Numbers, type Register, type RegisterRow, registerText, totalsText } from './register.ts';

/** How a register is put on paper or into a file. */
export type RegisterEdition = {
  readonly register: Register;
  readonly heading: RegisterHeading;
  /** Quyển số, as somebody wrote it. */
  readonly volume: string;
  readonly paper: 'A4' | 'A3';
  readonly numbers: Numbers;
  /** The day on which it is made, for the place above the signature; absent where the device's clock is doubted. */
  readonly today: PlainDate | undefined;
  /** Invented units and people: said on every page. */
  readonly demo: boolean;
};

const COLUMNS = REGISTER_COLUMNS.length;
/** The office stands over the first five columns, Quốc hiệu over the last six. */
const OFFICE_COLUMNS = 5;
const STATE_COLUMNS = 6;
/** Of all columns together, in characters: what an A4 sheet in landscape holds legibly. */
const TOTAL_WIDTH = 168;

/** The register as an .xlsx file: the same columns, texts and sums as on screen and paper. */
export function registerWorkbook(edition: RegisterEdition): Promise<Blob> {
  const top = topRows(edition);
  const head = headRows();
  const rows = [
    ...top,
    ...head,
    ...edition.register.rows.map((row) => lineOf(row, edition.numbers)),
    ...endRows(edition),
  ];
  return writeWorkbook({
    name: 'Sổ tiếp công dân',
    widths: REGISTER_COLUMNS.map(({ share }) => (share * TOTAL_WIDTH) / 100),
    rows,
    repeats: [top.length + 1, top.length + head.length],
    paper: edition.paper,
  });
}

/** `so-tiep-cong-dan-2026-07-01-2026-07-31.xlsx` */
export function registerFileName({ from, to }: Register): string {
  return `so-tiep-cong-dan-${from}-${to}.xlsx`;
}

/** `Từ ngày 01/07/2026 đến ngày 31/07/2026` */
export function periodText({ from, to }: Pick<Register, 'from' | 'to'>): string {
  return `Từ ngày ${formatDate(from)} đến ngày ${formatDate(to)}`;
}

/** `Xã Mẫu, ngày 05 tháng 7 năm 2026`; dots where the day is not known. */
export function placeAndDay({ heading, today }: Pick<RegisterEdition, 'heading' | 'today'>): string {
  return `${heading.place}, ${today === undefined ? 'ngày ..... tháng ..... năm .........' : formatDateInDocument(today)}`;
}

/** `Quyển số: 2` */
export function volumeText(volume: string): string {
  return `Quyển số: ${volume === '' ? '..........' : volume}`;
}

function topRows({ register, heading, volume, demo }: RegisterEdition): readonly SheetRow[] {
  const { office, state } = heading;
  const lines = Array.from({ length: Math.max(office.length, state.length) }, (_, at) => {
    const left: SheetCell = {
      value: office[at] ?? '',
      style: at === 0 && office.length > 1 ? 'office' : 'strong',
      across: OFFICE_COLUMNS,
    };
    const right: SheetCell = { value: state[at] ?? '', style: 'strong', across: STATE_COLUMNS };
    return { cells: placed([0, left], [COLUMNS - STATE_COLUMNS, right]) };
  });
  const wide = (value: string, style: SheetCell['style'], height?: number): SheetRow => ({
    cells: [{ value, style, across: COLUMNS }],
    ...(height === undefined ? {} : { height }),
  });
  return [
    ...(demo ? [wide(WORDS.demoLine, 'demo')] : []),
    ...lines,
    wide(heading.title, 'title', 30),
    wide(`${volumeText(volume)} – ${periodText(register)}`, 'strong'),
    wide(heading.form, 'italic'),
    { cells: [] },
  ];
}

function placed(...cells: readonly (readonly [column: number, cell: SheetCell])[]): readonly (SheetCell | undefined)[] {
  const row: (SheetCell | undefined)[] = [];
  for (const [column, cell] of cells) row[column] = cell;
  return row;
}

/** Two rows of titles, the three directions under one, and the numbers of the columns. */
function headRows(): readonly SheetRow[] {
  const first = REGISTER_COLUMNS.map(({ key, title }): SheetCell | undefined => {
    if (key === 'accept') return { value: DIRECTION_TITLE, style: 'head', across: DIRECTION_COLUMNS.size };
    return DIRECTION_COLUMNS.has(key) ? undefined : { value: title, style: 'head', down: 2 };
  });
  const second = REGISTER_COLUMNS.map(({ key, title }): SheetCell | undefined =>
    DIRECTION_COLUMNS.has(key) ? { value: title, style: 'head' } : undefined,
  );
  const numbers = REGISTER_COLUMNS.map(({ number }): SheetCell => ({ value: `(${number})`, style: 'columnNumber' }));
  return [{ cells: first, height: 24 }, { cells: second, height: 62 }, { cells: numbers }];
}

const STYLE_OF: { readonly [column in RegisterColumn]?: SheetCell['style'] } = {
  ordinal: 'centred',
  day: 'day',
  identity: 'number',
  kind: 'text',
};

function lineOf(row: RegisterRow, numbers: Numbers): SheetRow {
  return {
    cells: REGISTER_COLUMNS.map(({ key }) => ({
      value: cellValueOf(row, key, numbers),
      style: STYLE_OF[key] ?? 'text',
    })),
  };
}

function cellValueOf(row: RegisterRow, column: RegisterColumn, numbers: Numbers): NonNullable<SheetCell['value']> {
  if (column === 'ordinal') return row.ordinal;
  return column === 'day' ? { day: row.day } : registerText(row, column, numbers);
}

function endRows({ register, heading, today }: RegisterEdition): readonly SheetRow[] {
  const signed = (left: string, right: string, style: SheetCell['style']): SheetRow => ({
    cells: placed(
      [0, { value: left, style, across: OFFICE_COLUMNS }],
      [COLUMNS - STATE_COLUMNS, { value: right, style, across: STATE_COLUMNS }],
    ),
  });
  return [
    { cells: [{ value: totalsText(register.totals), style: 'sum', across: COLUMNS }] },
    { cells: [] },
    signed('', placeAndDay({ heading, today }), 'italic'),
    ...heading.signer.map((line, at) => signed(at === 0 ? 'NGƯỜI GHI SỔ' : '', line, 'strong')),
    signed('(Ký, ghi rõ họ tên)', '(Ký, ghi rõ họ tên, đóng dấu)', 'italic'),
  ];
}
