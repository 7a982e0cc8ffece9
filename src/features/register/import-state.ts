import type { Organ } from '../../contract/records/codes.ts';
import { fieldLabel, type ImportField } from '../../documents/register-import/fields.ts';
import { type Columns, findColumns } from '../../documents/register-import/find-columns.ts';
import { type RowError, readRows } from '../../documents/register-import/read-rows.ts';
import type { ReadSheet } from '../../documents/spreadsheet/workbook.ts';
import { visitImporter } from '../../domain/receptions/imported-visit.ts';
import { GROUP_LABELS } from '../../domain/receptions/labels.ts';
import type { VisitError } from '../../domain/receptions/visit-form.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { type Plan, type PlannedRow, planImport } from './import-plan.ts';
import { breathe } from './in-batches.ts';

/** A sheet as it is read with its columns. */
export type Reading = {
  readonly sheet: ReadSheet;
  readonly columns: Columns;
  readonly organ: Organ;
};

/** A reading held against what is on this phone. */
export type Preview = Reading & {
  readonly plans: readonly Plan[];
  readonly errors: readonly RowError[];
  readonly skipped: readonly number[];
};

export function readingOf(sheet: ReadSheet, organ: Organ): Reading {
  return { sheet, organ, columns: findColumns(sheet.rows) };
}

/** What hinders the reading of a sheet, in the words of its columns; undefined = nothing. */
export function columnsProblem({ fields }: Columns): string | undefined {
  const chosen = fields.filter((field) => field !== undefined);
  const double = chosen.find((field, at) => chosen.indexOf(field) !== at);
  if (double !== undefined) return `Hai cột cùng là “${fieldLabel(double)}”. Mỗi mục chỉ chọn một cột.`;
  if (!chosen.includes('day')) return 'Chọn cột nào là Ngày tiếp.';
  const says: readonly ImportField[] = ['nameAddress', 'name', 'content', 'kindCount', 'kind'];
  if (!chosen.some((field) => says.includes(field))) return 'Chọn cột nào là Họ tên, Nội dung hoặc Phân loại.';
  return undefined;
}

/** Rows that are read before the page may draw and answer again. */
const ROWS_AT_A_TIME = 100;

/** Reads the rows of a sheet and looks which of them are on this phone; writes nothing. */
export async function previewOf(
  phone: Phone,
  reading: Reading,
  onProgress: (words: 'reading' | 'comparing', done: number, total: number) => void,
): Promise<Preview> {
  const { date, doubt } = phone.today();
  const today = doubt === undefined ? date : undefined;
  const { sheet, columns, organ } = reading;
  const visitOf = visitImporter(phone.unit.id, { organ, recordedBy: phone.recordedBy }, today);
  const rows: PlannedRow[] = [];
  const errors: RowError[] = [];
  const skipped: number[] = [];
  for (let from = columns.firstRow; from < sheet.rows.length; from += ROWS_AT_A_TIME) {
    const read = readRows(sheet.rows, columns, today, { from, to: from + ROWS_AT_A_TIME });
    errors.push(...read.errors);
    skipped.push(...read.skipped);
    for (const row of read.rows) {
      const visit = visitOf(row.form);
      if (visit.ok) rows.push({ ...row, visit: visit.value });
      else errors.push(errorOf(row.row, visit.error));
    }
    onProgress('reading', Math.min(from + ROWS_AT_A_TIME, sheet.rows.length), sheet.rows.length);
    await breathe();
  }
  const plans = await planImport(phone, rows, (done) => onProgress('comparing', done, rows.length));
  return { ...reading, plans, errors: errors.sort((a, b) => a.row - b.row), skipped };
}

/** What the rules of a visit still have against a row that was read. */
function errorOf(row: number, error: VisitError): RowError {
  const group = 'group' in error ? error.group : '';
  const reason = error.tag === 'futureDate' ? WORDS.dateInFuture : 'không hợp lệ hoặc quá dài';
  return { row, column: GROUP_LABELS[group] ?? group, reason, value: '' };
}
