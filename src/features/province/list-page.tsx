import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatNumber } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { PROVINCE_ADDRESS } from './addresses.ts';
import { Failure } from './failure.tsx';
import type { ProvinceApi } from './province-api.ts';
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

export type ListBodyProps = {
  readonly list: Pick<LinesState<never>, 'failure' | 'busy' | 'more' | 'refresh'> & {
    readonly first: { readonly atMs: number } | undefined;
    readonly lines: readonly unknown[];
  };
  /** Lines of the whole list. */
  readonly total: number;
  /** What is said of an empty one. */
  readonly none: string;
  readonly children: ReactNode;
};

/** What stands around the lines of a list: why it did not come, that there are none, that there are more. */
export function ListBody({ list, total, none, children }: ListBodyProps) {
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
