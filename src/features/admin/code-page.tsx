import type { EnrolmentCode } from '../../contract/wire/administration.ts';
import { formatTime } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconPrint } from '../../ui/icons.tsx';
import { ActionBar, Page } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Screen } from '../../ui/screen.tsx';
import styles from './admin.module.css';
import { Failure } from './failure.tsx';
import { sayLeft, useLeft } from './use-left.ts';

export type CodePageProps = {
  readonly code: EnrolmentCode;
  /** Whose phone it is for. */
  readonly name: string;
  readonly address: string;
  readonly nowMs: () => number;
  readonly busy: boolean;
  readonly failure: string | undefined;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** The code of one phone: read out, typed, scanned or printed. A page, not a dialog, so that it prints by itself. */
export function CodePage({ code, name, address, nowMs, busy, failure, onAgain, onClose }: CodePageProps) {
  const expiresAtMs = Date.parse(code.expiresAt);
  const leftMs = useLeft(expiresAtMs, nowMs);
  const isDead = leftMs <= 0;
  return (
    <Screen title="Mã cấp máy" withoutTabs onBack={onClose}>
      <Page>
        <Failure words={failure} />
        <p>
          Cho máy của <strong>{name}</strong>, tên đăng nhập <strong>{code.username}</strong>
        </p>
        {isDead ? (
          <Banner tone="warning" announced>
            Mã này đã hết hạn lúc {formatTime(expiresAtMs)}. Cấp mã mới khi người dùng đã cầm máy trên tay.
          </Banner>
        ) : (
          <>
            <div className={styles.slip}>
              <p className={styles.code} role="img" aria-label={`Mã ${[...code.code].join(' ')}`}>
                {code.code.slice(0, 4)} {code.code.slice(4)}
              </p>
              <QrCode text={address} label="Mã QR cấp máy" />
            </div>
            <p className={styles.left}>
              <span role="timer" data-screen-only>
                Còn {sayLeft(leftMs)} ·{' '}
              </span>
              dùng một lần, đến {formatTime(expiresAtMs)}
            </p>
            <ol className={styles.steps}>
              <li>
                Trên máy mới, mở <strong>{new URL(address).origin}</strong>.
              </li>
              <li>Quét mã QR này; hoặc chọn “Cấp máy này bằng mã” rồi gõ tên đăng nhập và 8 số.</li>
              <li>Sai 5 lần thì mã bị khóa. Không gửi mã qua tin nhắn; không chụp ảnh.</li>
            </ol>
          </>
        )}
        <ActionBar>
          {isDead ? (
            <Button kind="primary" busy={busy} onClick={onAgain}>
              Cấp mã mới
            </Button>
          ) : (
            <Button icon={<IconPrint size={1.25} />} onClick={() => window.print()}>
              In
            </Button>
          )}
          <Button kind={isDead ? 'secondary' : 'primary'} onClick={onClose}>
            Xong
          </Button>
        </ActionBar>
      </Page>
    </Screen>
  );
}
