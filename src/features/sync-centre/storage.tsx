import { useCallback, useState } from 'react';
import { sayBytes } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './sync.module.css';

/** From here on a person should make room. */
const NEARLY_FULL = 0.8;

/** How much room is left, and whether the browser may take it away. What the browser does not tell is not guessed. */
export function Storage({ phone }: { readonly phone: Phone }) {
  const { value, again } = useLoaded(useCallback(() => phone.storage(), [phone]));
  const [refused, setRefused] = useState(false);
  if (value === undefined) return null;
  const { usedBytes, quotaBytes, persisted } = value;
  const isKnown = usedBytes !== undefined && quotaBytes !== undefined && quotaBytes > 0;
  if (!isKnown && persisted === undefined) return null;

  const protect = async () => {
    setRefused(!(await phone.protectStorage()));
    again();
  };
  return (
    <Section title="Bộ nhớ">
      {isKnown ? (
        <ProgressBar
          label="Đã dùng"
          value={usedBytes}
          max={quotaBytes}
          amount={`${sayBytes(usedBytes)}/${sayBytes(quotaBytes)}`}
        />
      ) : null}
      {isKnown && usedBytes / quotaBytes >= NEARLY_FULL ? (
        <Banner tone="warning">
          Máy sắp hết chỗ (còn {sayBytes(Math.max(0, quotaBytes - usedBytes))}). Xóa bớt ảnh, ứng dụng khác trên máy.
        </Banner>
      ) : null}
      {persisted === true ? <p>Được bảo vệ ✔: trình duyệt không tự xóa dữ liệu này.</p> : null}
      {persisted === false ? (
        <Banner
          tone="warning"
          announced={refused}
          action={<Button onClick={() => void protect()}>Bảo vệ dữ liệu</Button>}
        >
          {refused
            ? 'Trình duyệt chưa đồng ý bảo vệ. Cài ứng dụng vào màn hình chính rồi bấm lại.'
            : 'Chưa được bảo vệ: trình duyệt có thể xóa dữ liệu khi máy hết chỗ.'}
        </Banner>
      ) : null}
      <p className={styles.quiet}>
        Xóa lịch sử duyệt web hoặc “dữ liệu trang” sẽ xóa cả dữ liệu chưa gửi trên máy này.
      </p>
    </Section>
  );
}
