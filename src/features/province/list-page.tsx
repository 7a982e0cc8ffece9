import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { TableSheet } from '../../documents/tables/table-workbook.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { PROVINCE_ADDRESS } from './addresses.ts';
import { allLines } from './all-lines.ts';
import { type Crumb, Crumbs } from './crumbs.tsx';
import { ExportButton } from './export-button.tsx';
import { Failure } from './failure.tsx';
import type { ListOf } from './list-sheets.ts';
import { PageHeading } from './page-heading.tsx';
import styles from './province.module.css';
import { NOT_LOADED, type NoAnswer, type ProvinceApi } from './province-api.ts';
import { Tools } from './tools.tsx';
import type { Loaded } from './use-answer.ts';
import type { LinesState } from './use-lines.ts';

export type ListPageProps = {
  readonly api: ProvinceApi;
  readonly nowMs: () => number;
  /** The name of a unit. */
  readonly unitOf: (id: string) => string;
  /** Who reads it: printed with it. */
  readonly who: string;
  readonly demo: boolean;
  readonly onSignedOut: () => void;
};

/** An address that names no period. */
export function NoQuestion() {
  return (
    <EmptyState title="Chưa chọn số liệu nào">
      Mở <Link href={PROVINCE_ADDRESS.receptions}>bảng số liệu</Link> rồi bấm vào một con số để xem các bản ghi của số
      đó.
    </EmptyState>
  );
}

type Page<L> = { readonly lines: readonly L[]; readonly next?: string | undefined };

export type ListFrameProps<L, P extends Page<L>> = Pick<ListPageProps, 'unitOf' | 'who' | 'demo'> & {
  readonly list: LinesState<P>;
  /** Where the reader came from, and where he is. */
  readonly trail: readonly Crumb[];
  readonly title: string;
  /** How much the whole list holds, in words, and how many lines it has. */
  readonly sayState: (first: Loaded<P>) => string;
  readonly totalOf: (first: P) => number;
  readonly notes: readonly string[];
  /** The whole list as a file: its name without ending, every page of it, and the sheet. */
  readonly file: {
    readonly name: string;
    readonly ask: (cursor: string | undefined) => Promise<Result<P, NoAnswer>>;
    readonly sheet: (of: ListOf<L>) => TableSheet;
  };
  /** What is said of an empty one. */
  readonly none: string;
  readonly children: ReactNode;
};

/** A list behind a figure: what it is, the way back, its lines, and the file. */
export function ListFrame<L, P extends Page<L>>(props: ListFrameProps<L, P>) {
  const { list, trail, title, sayState, totalOf, notes, file, unitOf, who, demo } = props;
  const { first } = list;
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Crumbs trail={trail} />
      <div className={styles.row}>
        <PageHeading title={title} state={first === undefined ? '' : sayState(first)} who={who} />
        <Tools busy={list.busy} onRefresh={list.refresh}>
          <ExportButton
            fileName={`${file.name}.xlsx`}
            disabled={first === undefined}
            collect={async (report, goesOn) => {
              if (first === undefined) return err(NOT_LOADED);
              const records = await allLines<L>(file.ask, totalOf(first.value), report, goesOn);
              if (!records.ok) return records;
              const lines = [sayState(first), `Người xem: ${who}`];
              return ok(file.sheet({ title, lines, notes, records: records.value, unitOf, demo }));
            }}
          />
        </Tools>
      </div>
      <ListBody list={list} total={first === undefined ? 0 : totalOf(first.value)} none={props.none}>
        {props.children}
      </ListBody>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

type ListBodyProps = Pick<ListFrameProps<never, Page<never>>, 'none' | 'children'> & {
  readonly list: Pick<LinesState<never>, 'failure' | 'busy' | 'more' | 'refresh'> & {
    readonly first: { readonly atMs: number } | undefined;
    readonly lines: readonly unknown[];
  };
  /** Lines of the whole list. */
  readonly total: number;
};

/** What stands around the lines of a list: why it did not come, that there are none, that there are more. */
function ListBody({ list, total, none, children }: ListBodyProps) {
  const { first, failure, busy, more, refresh, lines } = list;
  return (
    <>
      <Failure failure={failure} shownAtMs={first?.atMs} onRetry={first === undefined ? refresh : (more ?? refresh)} />
      {first === undefined ? (
        failure === undefined ? (
          <ProgressBar label="Đang lấy danh sách" />
        ) : null
      ) : total === 0 ? (
        <EmptyState title={none}>Có thể số liệu vừa đổi: quay lại bảng và bấm Làm mới.</EmptyState>
      ) : (
        children
      )}
      {more === undefined ? null : (
        <div data-screen-only>
          <Button wide busy={busy} onClick={more}>
            Xem thêm (đang hiện {formatNumber(lines.length)}/{formatNumber(total)})
          </Button>
        </div>
      )}
    </>
  );
}
