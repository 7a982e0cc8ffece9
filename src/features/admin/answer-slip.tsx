import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import styles from './admin.module.css';
import { sayLeft, useLeft } from './use-left.ts';

export type AnswerSlipProps = {
  readonly answer: string;
  /** The names that the phone gave itself. */
  readonly label: string;
  readonly untilMs: number;
  readonly nowMs: () => number;
  readonly onClear: () => void;
};

/**
 * The answer: scanned, copied or read out. Only the phone that asked can use it, and only while its request stands on
 * its screen; it leaves this one all the same.
 */
export function AnswerSlip({ answer, label, untilMs, nowMs, onClear }: AnswerSlipProps) {
  const leftMs = useLeft(untilMs, nowMs);
  const isOver = leftMs <= 0;
  useEffect(() => {
    if (isOver) onClear();
  }, [isOver, onClear]);
  return (
    <div className={styles.item}>
      <p>
        Mã trả lời cho <strong>{label}</strong>. Cán bộ quét mã QR, nhận bản chép, hoặc nghe đọc và gõ vào ô “Mã trả
        lời” trên máy đã gửi yêu cầu. Máy khác không dùng được mã này.
      </p>
      <div className={styles.slip}>
        <QrCode text={answer} label="Mã QR trả lời" />
        <ol className={styles.rows} aria-label="Mã trả lời, từng dòng để đọc">
          {rowsOf(answer).map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ol>
      </div>
      <p className={styles.left}>
        <span role="timer">Tự xóa khỏi màn hình sau {sayLeft(leftMs)}</span>
      </p>
      <div className={styles.buttons}>
        <Button kind="primary" onClick={onClear}>
          Xong, xóa khỏi màn hình
        </Button>
        <CopyButton text={answer} label="Sao chép mã trả lời" doneLabel="Đã sao chép" />
      </div>
    </div>
  );
}

const GROUP = 4;
const GROUPS_IN_ROW = 4;

/** `GDTL1.`, then rows of four groups of four: as much as one listens to at a time. */
function rowsOf(answer: string): readonly string[] {
  const start = answer.indexOf('.') + 1;
  const groups = answer.slice(start).match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
  const rows = Array.from({ length: Math.ceil(groups.length / GROUPS_IN_ROW) }, (_, row) =>
    groups.slice(row * GROUPS_IN_ROW, (row + 1) * GROUPS_IN_ROW).join(' '),
  );
  return [answer.slice(0, start), ...rows];
}
