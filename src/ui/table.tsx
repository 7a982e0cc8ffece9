import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './table.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  /** Columns beside each other with the same group stand under one heading. */
  readonly group?: string | undefined;
  /** Digits under digits, on the right. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** What stands in the last row; of the first column, its name: "Cộng". */
  readonly sum?: ReactNode;
}

export interface TableProps<Row> {
  readonly caption: string;
  /** A heading above already says the same. */
  readonly captionHidden?: boolean;
  /** The first one names the row and stays in sight when the others scroll. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** Figures in rows and columns; headings, names and sums stay in sight, the keyboard can scroll it, and it prints whole. */
export function Table<Row>({ caption, captionHidden, columns, rows, keyOf }: TableProps<Row>) {
  const captionId = useId();
  const groups = groupsOf(columns);
  const isGrouped = groups.some((group) => group.title !== undefined);
  const hasSums = columns.some((column) => column.sum !== undefined);
  const firstOfGroups = new Set(isGrouped ? groups.slice(1).map((group) => group.columns[0]?.key) : []);
  const classOf = (column: Column<Row>, isHead: boolean) =>
    classNames(column.numeric && styles.numeric, isHead && styles.head, firstOfGroups.has(column.key) && styles.first);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.frame} tabIndex={0} aria-labelledby={captionId}>
      <table className={styles.table}>
        <caption id={captionId} className={captionHidden ? undefined : styles.caption}>
          {captionHidden ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}
        </caption>
        <thead>
          {isGrouped ? (
            <tr>
              {groups.map((group) =>
                group.title === undefined ? (
                  group.columns.map((column, index) => (
                    <th key={column.key} scope="col" rowSpan={2} className={classOf(column, group.start + index === 0)}>
                      {column.header}
                    </th>
                  ))
                ) : (
                  <th
                    key={`group ${group.start}`}
                    scope="colgroup"
                    colSpan={group.columns.length}
                    className={classNames(styles.group, group.start > 0 && styles.first)}
                  >
                    {group.title}
                  </th>
                ),
              )}
            </tr>
          ) : null}
          <tr>
            {columns.map((column, index) =>
              isGrouped && column.group === undefined ? null : (
                <th key={column.key} scope="col" className={classOf(column, index === 0)}>
                  {column.header}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={classOf(column, true)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={classOf(column, false)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {hasSums ? (
          <tfoot>
            <tr>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={classOf(column, true)}>
                    {column.sum}
                  </th>
                ) : (
                  <td key={column.key} className={classOf(column, false)}>
                    {column.sum}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}

interface ColumnGroup<Row> {
  readonly title: string | undefined;
  readonly start: number;
  readonly columns: Column<Row>[];
}

function groupsOf<Row>(columns: readonly Column<Row>[]): ColumnGroup<Row>[] {
  const groups: ColumnGroup<Row>[] = [];
  for (const [index, column] of columns.entries()) {
    const last = groups.at(-1);
    if (last && last.title === column.group) last.columns.push(column);
    else groups.push({ title: column.group, start: index, columns: [column] });
  }
  return groups;
}
