import type { ReceptionReport } from '../../contract/wire/reports.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './province.module.css';

type Check = ReceptionReport['checks'][number];

/** Whether what stands in the table adds up: one line for each sum. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const wrong = checks.filter(({ ok }) => !ok);
  return (
    <div className={styles.checks}>
      {wrong.length === 0 ? (
        <Banner tone="success">
          Kiểm tra phép cộng: <strong>Khớp</strong> cả {formatNumber(checks.length)} tổng.
        </Banner>
      ) : (
        <Banner tone="danger">
          Kiểm tra phép cộng: <strong>Lệch</strong> ở {formatNumber(wrong.length)} trên {formatNumber(checks.length)}{' '}
          tổng. Đừng dùng số liệu này trong báo cáo; báo quản trị viên của tỉnh.
        </Banner>
      )}
      <details className={styles.all} open={wrong.length > 0}>
        <summary>Xem từng phép cộng</summary>
        <ul>
          {checks.map((check) => (
            <li key={check.what} className={styles.check}>
              <span>{check.what}</span>
              <strong className={check.ok ? styles.right : styles.wrong}>{sayCheck(check)}</strong>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function sayCheck({ ok, expected, got }: Check): string {
  if (ok) return `${formatNumber(expected)} · Khớp`;
  return `${formatNumber(expected)} ≠ ${formatNumber(got)} · Lệch ${formatNumber(Math.abs(expected - got))}`;
}
