import { useRef, useState } from 'react';
import type { TableSheet } from '../../documents/tables/table-workbook.ts';
import type { Result } from '../../domain/result.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconDownload } from '../../ui/icons.tsx';
import { saveFile } from '../../ui/save-file.ts';
import styles from './province.module.css';
import type { NoAnswer } from './province-api.ts';

/** How far a file is: lines that are there, of all. */
export type Progress = { readonly done: number; readonly of: number };

export type ExportButtonProps = {
  readonly fileName: string;
  /** Collects the table; told how far it is, and asked now and then whether to go on. */
  readonly collect: (
    report: (progress: Progress) => void,
    goesOn: () => boolean,
  ) => Promise<Result<TableSheet, NoAnswer>>;
  readonly disabled?: boolean;
};

/** Xuất .xlsx: what stands on the page, as a file. What takes long says how far it is, and can be stopped. */
export function ExportButton({ fileName, collect, disabled }: ExportButtonProps) {
  const [progress, setProgress] = useState<Progress | 'begun'>();
  const [failure, setFailure] = useState<string>();
  const run = useRef(0);
  const busy = progress !== undefined;
  const start = async () => {
    const own = ++run.current;
    const goesOn = () => run.current === own;
    setFailure(undefined);
    setProgress('begun');
    try {
      const table = await collect((now) => goesOn() && setProgress(now), goesOn);
      if (!goesOn()) return;
      if (table.ok) {
        const { tableWorkbook } = await import('../../documents/tables/table-workbook.ts');
        const file = await tableWorkbook(table.value);
        if (goesOn()) saveFile(fileName, file);
      } else setFailure(table.error.words);
    } catch (error) {
      setFailure('Chưa tạo được tệp. Thử lại; nếu vẫn không được thì tải lại trang.');
      reportError(error);
    } finally {
      if (goesOn()) setProgress(undefined);
    }
  };
  const stop = () => {
    run.current += 1;
    setProgress(undefined);
  };
  return (
    <>
      <Button icon={<IconDownload size={1.25} />} disabled={disabled} busy={busy} onClick={() => void start()}>
        <span className={styles.iconOnly}>Xuất .xlsx</span>
      </Button>
      {progress === undefined || progress === 'begun' ? null : (
        <span className={styles.exporting} role="status">
          Đang lấy {formatNumber(progress.done)}/{formatNumber(progress.of)}
          <Button kind="quiet" onClick={stop}>
            Dừng
          </Button>
        </span>
      )}
      {failure === undefined ? null : (
        <div role="alert" className={styles.exporting}>
          <Banner tone="warning">{failure}</Banner>
        </div>
      )}
    </>
  );
}
