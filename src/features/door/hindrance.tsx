import type { GateHindrance } from '../../store/phone-gate.ts';
import { Banner } from '../../ui/banner.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './door.module.css';

/** Why this page cannot keep data, and how to reach it rightly. `address`: where it was opened. */
export function Hindrance({ hindrance, address }: { readonly hindrance: GateHindrance; readonly address: URL }) {
  if (hindrance === 'no-storage') {
    return (
      <Banner tone="warning">
        Trình duyệt này đang tắt bộ nhớ cho trang web nên không ghi được gì trên máy. Tắt chế độ ẩn danh, hoặc bật lại
        “cookie và dữ liệu trang”, rồi tải lại.
      </Banner>
    );
  }
  const port = address.port === '' ? '80' : address.port;
  const local = `http://localhost${address.port === '' ? '' : `:${address.port}`}`;
  return (
    <>
      <Banner tone="warning">
        <p>
          <strong>Địa chỉ này không an toàn nên trình duyệt không cho mã hóa và giữ dữ liệu trên máy.</strong> Mật khẩu
          gõ ở đây cũng có thể bị đọc trộm trên đường truyền. Vì vậy không ghi tiếp dân và không đăng nhập ở đây.
        </p>
      </Banner>
      <Section title="Mở đúng cách">
        <p>
          Đang mở: <span className={styles.address}>{address.origin}</span>
        </p>
        <ol className={styles.ways}>
          <li>
            <strong>Dùng thật:</strong> mở địa chỉ bắt đầu bằng <strong>https://</strong> mà quản trị viên đã cho.
            {isName(address.hostname) ? (
              <>
                {' '}
                Có thể là <a href={`https://${address.hostname}/`}>https://{address.hostname}/</a>.
              </>
            ) : null}
          </li>
          <li>
            <strong>Ngay trên máy chạy máy chủ:</strong> mở <span className={styles.address}>{local}</span>
          </li>
          <li>
            <strong>Điện thoại Android nối cáp với máy đó</strong> (đã bật gỡ lỗi USB): trên máy chạy lệnh dưới đây, rồi
            trên điện thoại mở <span className={styles.address}>{local}</span>
            <span className={styles.command}>
              <code>{`adb reverse tcp:${port} tcp:${port}`}</code>
              <CopyButton text={`adb reverse tcp:${port} tcp:${port}`} label="Sao chép lệnh" doneLabel="Đã sao chép" />
            </span>
          </li>
        </ol>
      </Section>
    </>
  );
}

/** A name may have a certificate; a number on the local network has none. */
function isName(hostname: string): boolean {
  return !/^[\d.]+$/.test(hostname) && !hostname.startsWith('[') && hostname.includes('.');
}
