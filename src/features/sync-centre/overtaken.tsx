import { useCallback } from 'react';
import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import type { Phone, SummarySnapshot, SyncState } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { recordTitle } from './record-names.ts';
import styles from './sync.module.css';

export type OvertakenProps = {
  readonly phone: Phone;
  readonly state: SyncState;
  readonly summary: SummarySnapshot;
};

/** What was saved here and will never be sent, because the record became a denunciation meanwhile. */
export function Overtaken({ phone, state, summary }: OvertakenProps) {
  const { value: items, again } = useLoaded(
    useCallback(() => phone.records.overtaken(), [phone]),
    state,
  );
  if (items === undefined || items.length === 0) return null;
  return (
    <Section title="Hồ sơ đã thành tố cáo" count={formatNumber(items.length)}>
      {items.map(({ rid, atMs }) => (
        <Card key={rid} padded>
          <div className={styles.item}>
            <strong>{recordTitle(summary, rid)}</strong>
            <span className={styles.quiet}>Nhận tin lúc {formatInstant(atMs)}</span>
            <p>
              Hồ sơ này đã được chuyển thành tố cáo trên máy khác. Phần bạn ghi mà chưa gửi đã bị xóa cùng nội dung. Nếu
              còn cần, hãy ghi vào sổ giấy.
            </p>
            <div className={styles.buttons}>
              <Button onClick={() => void phone.records.forgetOvertaken(rid).then(again)}>Đã hiểu</Button>
            </div>
          </div>
        </Card>
      ))}
    </Section>
  );
}
