import styles from './enrol.module.css';
import { ProposedWords } from './proposed-words.tsx';

export type RecoverySlipProps = {
  readonly passphrase: string;
  /** Of the person's own making: printed as it was typed. */
  readonly own: boolean;
  readonly name: string;
  readonly unitName: string;
  readonly dateText: string;
  readonly demo: boolean;
};

/** Phiếu khôi phục: printed once, for the safe of the office. On the screen it is not shown. */
export function RecoverySlip({ passphrase, own, name, unitName, dateText, demo }: RecoverySlipProps) {
  return (
    <section className={styles.slip} aria-hidden="true">
      {demo ? <p>BẢN DÙNG THỬ – DỮ LIỆU GIẢ LẬP</p> : null}
      <h2>PHIẾU KHÔI PHỤC – GẦN DÂN</h2>
      <p>
        {name} – {unitName}
      </p>
      <p>Cụm từ khôi phục:</p>
      <p className={styles.slipWords}>{own ? passphrase : <ProposedWords passphrase={passphrase} />}</p>
      <p>
        Dùng để mở dữ liệu trên máy khi quên mã PIN hoặc mất vân tay. Gõ không dấu cũng được, giữa các từ chỉ cần dấu
        cách. Cất trong tủ hồ sơ mật của văn phòng; không chụp ảnh, không gửi qua tin nhắn.
      </p>
      <p>Ngày lập: {dateText}. Người nhận (ký, ghi rõ họ tên):</p>
    </section>
  );
}
