import { columnLetter, IMPORT_FIELDS, type ImportField } from '../../documents/register-import/fields.ts';
import type { Columns } from '../../documents/register-import/find-columns.ts';
import type { CellValue } from '../../documents/spreadsheet/workbook.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatDate } from '../../domain/text/format.ts';
import { Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { Reading } from './import-state.ts';
import styles from './register.module.css';

export type ImportColumnsProps = {
  readonly reading: Reading;
  readonly onColumns: (columns: Columns) => void;
};

const UNUSED = 'Không dùng';
const CHOICES = IMPORT_FIELDS.map(({ key, label }) => ({ value: key, label }));
const SAMPLE = 40;
/** Rows looked at for an example of what stands in a column. */
const SAMPLE_ROWS = 20;

/** What each column of the file holds, for a person to put right. */
export function ImportColumns({ reading, onColumns }: ImportColumnsProps) {
  const { sheet, columns } = reading;
  const change = (column: number, field: string) => {
    const fields = columns.fields.map((now, at) =>
      at === column ? IMPORT_FIELDS.find(({ key }) => key === field)?.key : now,
    );
    onColumns({ ...columns, fields: fields as readonly (ImportField | undefined)[] });
  };
  const used = columns.titles.map((title, column) => ({
    column,
    title,
    sample: sampleOf(sheet.rows, columns, column),
  }));
  return (
    <Section title="Cột trong tệp">
      <div className={styles.columns}>
        {used
          .filter(({ title, sample }) => title !== '' || sample !== '')
          .map(({ column, title, sample }) => (
            <SelectField
              key={column}
              label={`Cột ${columnLetter(column)}${title === '' ? '' : `: ${title}`}`}
              hint={sample === '' ? undefined : `Ví dụ: ${sample}`}
              emptyChoice={UNUSED}
              choices={CHOICES}
              value={columns.fields[column] ?? ''}
              onChange={(event) => change(column, event.target.value)}
            />
          ))}
      </div>
    </Section>
  );
}

/** What stands in a column, to recognise it by; never of a row that may be a denunciation. */
function sampleOf(rows: readonly (readonly CellValue[])[], { firstRow }: Columns, column: number): string {
  const looked = rows.slice(firstRow, firstRow + SAMPLE_ROWS).filter((row) => !mayBeDenunciation(row));
  const cell = looked.find((row) => (row[column] ?? null) !== null)?.[column];
  if (cell === undefined || cell === null) return '';
  const text = cell instanceof Date ? formatDate(cell.toISOString().slice(0, 10)) : String(cell).replace(/\s+/g, ' ');
  return text.length > SAMPLE ? `${text.slice(0, SAMPLE)}…` : text;
}

function mayBeDenunciation(row: readonly CellValue[]): boolean {
  return row.some((cell) => typeof cell === 'string' && /\b(?:to cao|tc)\b/.test(foldedWords(cell).join(' ')));
}
