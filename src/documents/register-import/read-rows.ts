import { LIMITS } from '../../contract/limits.ts';
import type { DenunciationProgress } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { ImportedForm } from '../../domain/receptions/imported-visit.ts';
import { FIELD1_LABELS, FIELD2_LABELS, PROGRESS_LABELS } from '../../domain/receptions/labels.ts';
import { foldedWords, foldForSearch } from '../../domain/text/fold.ts';
import { formatDate } from '../../domain/text/format.ts';
import { isLocalCode } from '../../domain/text/local-code.ts';
import { normalizeLine, normalizeText } from '../../domain/text/normalize.ts';
import { PHRASES } from '../register/phrases.ts';
import type { CellValue } from '../spreadsheet/workbook.ts';
import { columnLetter, fieldLabel, type ImportField } from './fields.ts';
import type { Columns } from './find-columns.ts';
import { readDay } from './read-day.ts';
import {
  beginsAsDenunciation,
  proposalOrFeedback,
  type ReadKind,
  readKind,
  speaksOfDenunciation,
} from './read-kind.ts';
import { readNote } from './read-note.ts';
import { type ReadPeople, readPeople } from './read-people.ts';

/** Why a row is left out. */
export type RowError = {
  /** As the spreadsheet counts them, from 1. */
  readonly row: number;
  /** Its title, or its letter. */
  readonly column: string;
  readonly reason: string;
  /** What stands in the cell, shortened. Of a denunciation never more than a day or a number. */
  readonly value: string;
};

/** A row that can be taken. */
export type ReadRow = {
  readonly row: number;
  readonly form: ImportedForm;
  /** Every text of the row but its number in the book: two rows with the same key say exactly the same. */
  readonly key: string;
  /** Whether the row says who came, by name or number; a denunciation's is not kept. */
  readonly named: boolean;
  /** Recorded as another kind, yet its words speak of tố cáo: a person says which of them it is. */
  readonly speaksOfDenunciation: boolean;
  /** Identity numbers whose lost zeros were put back, and such as stood hidden in the file. */
  readonly mended: number;
  readonly hidden: number;
};

export type ReadRows = {
  readonly rows: readonly ReadRow[];
  readonly errors: readonly RowError[];
  /** Rows that are no visits: titles, sums, signatures. */
  readonly skipped: readonly number[];
};

type Rows = readonly (readonly CellValue[])[];

/** Rows of a sheet, counted from 0, the last one not included. */
export type RowRange = { readonly from: number; readonly to: number };

/**
 * Reads the visits of a sheet, or of some rows of it. A row is read whole or left out with the reason; `today` absent: the
 * clock is doubted.
 */
export function readRows(
  sheet: Rows,
  columns: Columns,
  today: PlainDate | undefined,
  range: RowRange = { from: columns.firstRow, to: sheet.length },
): ReadRows {
  const rows: ReadRow[] = [];
  const errors: RowError[] = [];
  const skipped: number[] = [];
  for (let at = Math.max(range.from, columns.firstRow); at < Math.min(range.to, sheet.length); at += 1) {
    const cells = new RowCells(sheet[at] ?? [], columns, at + 1);
    if (cells.isEmpty()) continue;
    if (!cells.isVisit()) {
      skipped.push(at + 1);
      continue;
    }
    const found = readRow(cells, today);
    if (Array.isArray(found)) errors.push(...found);
    else rows.push(found as ReadRow);
  }
  return { rows, errors, skipped };
}

/** `Dòng 14, cột Ngày tiếp: '32/13/2025' không phải ngày` */
export function sayRowError({ row, column, reason, value }: RowError): string {
  return `Dòng ${row}, cột ${column}: ${value === '' ? '' : `'${value}' `}${reason}`;
}

const SHOWN = 60;
const SUM = /^(?:tong|cong)\b/;

/** One row of a sheet by its fields. */
class RowCells {
  readonly row: number;
  readonly #cells: readonly CellValue[];
  readonly #columns: Columns;

  constructor(cells: readonly CellValue[], columns: Columns, row: number) {
    this.#cells = cells;
    this.#columns = columns;
    this.row = row;
  }

  value(field: ImportField): CellValue {
    const column = this.#columns.fields.indexOf(field);
    return column < 0 ? null : (this.#cells[column] ?? null);
  }

  text(field: ImportField): string {
    const value = this.value(field);
    if (value instanceof Date) return formatDate(value.toISOString().slice(0, 10));
    return value === null || value === false ? '' : normalizeText(value === true ? PHRASES.mark : String(value));
  }

  has(field: ImportField): boolean {
    return this.#columns.fields.includes(field);
  }

  isEmpty(): boolean {
    return this.#cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
  }

  /** Whether it looks like a visit: titles of months, sums and signatures do not. */
  isVisit(): boolean {
    const first = this.#cells.find((cell) => cell !== null);
    if (typeof first === 'string' && SUM.test(foldedWords(first).join(' '))) return false;
    if (this.text('day') !== '' && readDay(this.value('day'), undefined).ok) return true;
    const filled = this.#columns.fields.filter((field) => field !== undefined && this.text(field) !== '');
    const numbered = /^\d+$/.test(this.text('ordinal').replaceAll('.', ''));
    return numbered ? filled.length > 1 : filled.length > 2;
  }

  named(): boolean {
    const who = this.text(this.has('nameAddress') ? 'nameAddress' : 'name');
    return (who !== '' && who !== PHRASES.noName) || this.text('identity') !== '';
  }

  /** Every text but the number in the book. */
  key(): string {
    return this.#columns.fields
      .flatMap((field) => (field === undefined || field === 'ordinal' ? [] : [`${field}=${this.text(field)}`]))
      .join('\u0000');
  }

  error(field: ImportField, reason: string, value = this.text(field)): RowError {
    const column = this.#columns.fields.indexOf(field);
    const title = this.#columns.titles[column]?.split(' › ').at(-1) || fieldLabel(field);
    const shown = normalizeLine(value);
    return {
      row: this.row,
      column: column < 0 || title !== '' ? title : columnLetter(column),
      reason,
      value: shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown,
    };
  }
}

function readRow(cells: RowCells, today: PlainDate | undefined): ReadRow | readonly RowError[] {
  const errors: RowError[] = [];
  const day = readDay(cells.value('day'), today);
  if (!day.ok) errors.push(cells.error('day', day.error));
  const kind = kindOf(cells, errors);
  if (kind === undefined) return errors;
  const headcount = headcountOf(kind, cells, errors);
  const visited = day.ok
    ? { visited: { date: day.value.date }, ...(day.value.time ? { time: day.value.time } : {}) }
    : {};
  const common = { headcount, ...visited };
  if (kind.matter === 'denunciation') {
    if (errors.length > 0) return errors;
    return { ...NOTHING_ODD, ...originOf(cells), form: { ...common, ...denunciationOf(cells) } };
  }
  const found = citizenOf(cells, kind, errors);
  if (errors.length > 0) return errors;
  return { ...found.odd, ...originOf(cells), form: { ...common, ...found.form } };
}

function originOf(cells: RowCells): Pick<ReadRow, 'row' | 'key' | 'named'> {
  return { row: cells.row, key: cells.key(), named: cells.named() };
}

const NOTHING_ODD = { speaksOfDenunciation: false, mended: 0, hidden: 0 };

type Kind = Omit<ReadKind, 'matter'> & { readonly matter: NonNullable<ImportedForm['matter']> };

function kindOf(cells: RowCells, errors: RowError[]): Kind | undefined {
  const field = cells.has('kindCount') ? 'kindCount' : 'kind';
  const read = readKind(cells.text(field));
  if (!read.ok) {
    errors.push(cells.error(field, read.error));
    return undefined;
  }
  const { matter, ...rest } = read.value;
  const content = cells.text('content');
  if (matter === undefined) return { ...rest, matter: beginsAsDenunciation(content) ? 'denunciation' : 'unclassified' };
  return { ...rest, matter: matter === 'proposalOrFeedback' ? proposalOrFeedback(content) : matter };
}

/** People who came: of the column of numbers, of the column of kinds, else as many as are named. */
function headcountOf(kind: Kind, cells: RowCells, errors: RowError[]): NonNullable<ImportedForm['headcount']> {
  const { representatives } = kind;
  const counted = countOf(cells, errors) ?? kind.came;
  const came =
    counted ?? Math.max(1, representatives ?? 0, kind.matter === 'denunciation' ? 1 : peopleOf(cells).people.length);
  const field = cells.has('count') ? 'count' : cells.has('kindCount') ? 'kindCount' : 'kind';
  if (came < 1 || came > LIMITS.count) errors.push(cells.error(field, 'không phải số người'));
  else if ((representatives ?? 0) > came) errors.push(cells.error(field, 'ghi người đại diện nhiều hơn người đến'));
  return { came, ...(representatives === undefined ? {} : { representatives }) };
}

function countOf(cells: RowCells, errors: RowError[]): number | undefined {
  const text = cells.text('count');
  if (text === '') return undefined;
  const read = readKind(text);
  const came = read.ok ? read.value.came : undefined;
  if (came === undefined) errors.push(cells.error('count', 'không phải số người'));
  return came;
}

const LOCAL_CODE = /[A-Z]{1,4}-[2-9A-Z]{4}/;

/** Of a denunciation only what the paper book needs to be found again: who came and what was said is not even read. */
function denunciationOf(cells: RowCells): ImportedForm {
  const code = LOCAL_CODE.exec(cells.text(cells.has('nameAddress') ? 'nameAddress' : 'name'))?.[0];
  const field = fieldIn(cells.text('content'));
  const progress = progressOf(cells);
  return {
    matter: 'denunciation',
    ...(code !== undefined && isLocalCode(code) ? { localCode: code } : {}),
    ...(field === undefined ? {} : { field }),
    ...(progress === undefined ? {} : { progress }),
  };
}

type Level1 = keyof typeof FIELD1_LABELS;
type Level2 = keyof typeof FIELD2_LABELS;

/** `Lĩnh vực: Đất đai, nhà cửa (Tranh chấp đất đai)`, as a register of ours writes it. */
function fieldIn(content: string): ImportedForm['field'] | undefined {
  const said = new RegExp(`^${PHRASES.field}: ([^(]+?)(?: \\((.+)\\))?$`, 'm').exec(content);
  const level1 = codeOf(FIELD1_LABELS, said?.[1]) as Level1 | undefined;
  if (level1 === undefined) return undefined;
  const level2 = codeOf(FIELD2_LABELS, said?.[2]) as Level2 | undefined;
  return level2 === undefined ? { level1 } : { level1, level2 };
}

type Progress = (typeof DenunciationProgress)['_zod']['output'];

function progressOf(cells: RowCells): Progress | undefined {
  const said = codeOf(PROGRESS_LABELS, cells.text('followUp')) as Progress | undefined;
  if (said !== undefined) return said;
  const direction = directionOf(cells, []);
  const byDirection = { accept: 'accepted', return_guide: 'guided', forward: 'forwarded', explain: 'guided' } as const;
  return direction?.kind === undefined ? undefined : byDirection[direction.kind];
}

function codeOf(labels: { readonly [code: string]: string }, said: string | undefined): string | undefined {
  const folded = foldForSearch(said ?? '');
  return Object.keys(labels).find((code) => foldForSearch(labels[code] ?? '') === folded);
}

type CitizenRow = {
  readonly form: ImportedForm;
  readonly odd: Pick<ReadRow, 'speaksOfDenunciation' | 'mended' | 'hidden'>;
};

function citizenOf(cells: RowCells, { matter, largeGroup }: Kind, errors: RowError[]): CitizenRow {
  const { people, mended, hidden } = peopleOf(cells);
  const content = cells.text('content');
  const { note, ...remarks } = readNote(cells.text('note'));
  const direction = directionOf(cells, errors);
  if (direction !== undefined && remarks.direction)
    errors.push(cells.error('note', 'ghi giải thích tại chỗ, nhưng hướng xử lý đã ghi ở cột khác'));
  checkLines(cells, people, errors);
  const settled = cells.text('settled');
  const followUp = cells.text('followUp');
  return {
    form: {
      matter,
      ...(largeGroup === undefined ? {} : { largeGroup }),
      people,
      content,
      ...(settled === '' ? {} : { settledBefore: { body: settled } }),
      ...remarks,
      ...directionGroups(direction),
      ...(followUp === '' ? {} : { followUp: { text: followUp } }),
      // The mark tells an official where it comes from; file and row would make one record two (imported-visit.ts).
      note: [PHRASES.imported, note].filter(Boolean).join('\n'),
    },
    odd: { speaksOfDenunciation: [content, note].some(speaksOfDenunciation), mended, hidden },
  };
}

function peopleOf(cells: RowCells): ReadPeople {
  return readPeople({
    together: cells.text('nameAddress'),
    name: cells.text('name'),
    address: cells.text('address'),
    identity: cells.value('identity'),
    phone: cells.value('phone'),
  });
}

const MARKS = new Set(['x', 'v', '✓', '✔', '√', 'co', '1', '+', 'true']);
const NO_MARKS = new Set(['khong', '-', '–', '—', '0', '/', '.']);

type Kinds = NonNullable<NonNullable<ImportedForm['direction']>['kind']>;
/** A direction of a row; its words, where there are more than a mark. */
type Direction = { readonly kind: Kinds | undefined; readonly text: string };

const DIRECTIONS = [
  ['accept', 'accept'],
  ['returnGuide', 'return_guide'],
  ['forward', 'forward'],
] as const satisfies readonly (readonly [ImportField, Kinds])[];

function directionOf(cells: RowCells, errors: RowError[]): Direction | undefined {
  const marked = DIRECTIONS.flatMap(([field, kind]): readonly (readonly [ImportField, Direction])[] => {
    const text = cells.text(field);
    const folded = foldForSearch(text);
    if (text === '' || NO_MARKS.has(folded)) return [];
    return [[field, { kind, text: MARKS.has(folded) ? '' : text }]];
  });
  const [first, second] = marked;
  if (second !== undefined) errors.push(cells.error(second[0], 'đã ghi hướng xử lý ở cột khác nữa'));
  if (first !== undefined) return first[1];
  const together = cells.text('direction');
  return together === '' || NO_MARKS.has(foldForSearch(together))
    ? undefined
    : { kind: kindOfDirection(together), text: together };
}

/** Which direction words speak of; undefined: none of them, so the words are kept as the chair's opinion. */
function kindOfDirection(text: string): Kinds | undefined {
  const words = ` ${foldedWords(text).join(' ')} `;
  const says = (...phrases: readonly string[]) => phrases.some((phrase) => words.includes(` ${phrase} `));
  if (says('khong thu ly')) return undefined;
  if (says('thu ly')) return 'accept';
  if (says('tra lai', 'tra don', 'huong dan')) return 'return_guide';
  if (says('chuyen')) return 'forward';
  return says('giai thich', 'tra loi') ? 'explain' : undefined;
}

function directionGroups(direction: Direction | undefined): Pick<ImportedForm, 'direction' | 'chairOpinion'> {
  if (direction === undefined) return {};
  const { kind, text } = direction;
  const isLong = text.length > LIMITS.lineCharacters || kind === undefined;
  return {
    ...(kind === undefined ? {} : { direction: { kind, ...(isLong || text === '' ? {} : { to: text }) } }),
    ...(isLong ? { chairOpinion: text } : {}),
  };
}

/** What the record can hold no more of; said with the column, since the rules only know of groups. */
function checkLines(cells: RowCells, people: ReadPeople['people'], errors: RowError[]): void {
  const tooLong = (text: string | null | undefined) => (text ?? '').length > LIMITS.lineCharacters;
  const who: ImportField = cells.has('nameAddress') ? 'nameAddress' : 'name';
  const line = `dài quá ${LIMITS.lineCharacters} ký tự`;
  if (people.some(({ name, address, village }) => [name, address, village?.name].some(tooLong)))
    errors.push(cells.error(who, line));
  if (people.some(({ document }) => [document?.number, document?.confirmedBy].some(tooLong)))
    errors.push(cells.error('identity', line));
  if (people.some(({ phone }) => tooLong(phone))) errors.push(cells.error('phone', line));
  if (tooLong(cells.text('settled'))) errors.push(cells.error('settled', line));
  for (const field of ['content', 'followUp', 'note', 'direction'] as const) {
    if (cells.text(field).length > LIMITS.textCharacters - SHOWN) {
      errors.push(cells.error(field, `dài quá ${LIMITS.textCharacters} ký tự`));
    }
  }
}
