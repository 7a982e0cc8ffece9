import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconDownload } from '../../ui/icons.tsx';
import { Section } from '../../ui/page.tsx';
import type { BrowserKind } from './browser-kind.ts';
import styles from './install.module.css';

export type InstallGuideProps = {
  readonly browser: BrowserKind;
  /** The browser has offered to install; undefined where it has not. */
  readonly onInstall: (() => void) | undefined;
  /** Of the app, to be opened in another browser. */
  readonly address: string;
  /** Not now; undefined where it must be. */
  readonly onLater?: (() => void) | undefined;
};

/** How this page becomes an app on this device; nothing where there is no way that is known to work. */
export function InstallGuide({ browser, onInstall, address, onLater }: InstallGuideProps) {
  const way = wayOf(browser, onInstall !== undefined);
  if (way === undefined) return null;
  return (
    <Section title="Cài vào máy này">
      {way === 'elsewhere' ? null : (
        <p>
          Cài xong thì mở từ biểu tượng trên màn hình chính, dùng được khi không có mạng, dữ liệu được giữ chắc hơn.
        </p>
      )}
      {way === 'elsewhere' ? <Elsewhere browser={browser} address={address} /> : null}
      {way === 'iphone' ? <IphoneSteps /> : null}
      {way === 'menu' ? (
        <ol className={styles.steps}>
          <li>Bấm ⋮ ở góc trên bên phải của trình duyệt.</li>
          <li>Chọn “Cài đặt ứng dụng” hoặc “Thêm vào màn hình chính”.</li>
        </ol>
      ) : null}
      <div className={styles.buttons}>
        {way === 'offered' ? (
          <Button kind="primary" icon={<IconDownload />} onClick={onInstall}>
            Cài đặt ứng dụng
          </Button>
        ) : null}
        {onLater === undefined ? null : (
          <Button kind="quiet" onClick={onLater}>
            Để sau
          </Button>
        )}
      </div>
    </Section>
  );
}

/** By the browser's own offer, its menu, Apple's three steps; or in another browser first. */
function wayOf(
  { system, inside }: BrowserKind,
  isOffered: boolean,
): 'elsewhere' | 'iphone' | 'offered' | 'menu' | undefined {
  if (inside !== undefined) return 'elsewhere';
  if (isOffered) return 'offered';
  if (system === 'ios') return 'iphone';
  return system === 'android' ? 'menu' : undefined;
}

function IphoneSteps() {
  return (
    <ol className={styles.steps}>
      <li>Bấm nút Chia sẻ (hình vuông có mũi tên lên).</li>
      <li>Chọn “Thêm vào MH chính”.</li>
      <li>Giữ bật “Mở dưới dạng ứng dụng web”, bấm Thêm, rồi mở từ biểu tượng Gần Dân.</li>
    </ol>
  );
}

function Elsewhere({ browser, address }: { readonly browser: BrowserKind; readonly address: string }) {
  const isIos = browser.system === 'ios';
  return (
    <>
      <Banner tone="warning">
        Đang mở trong {browser.inside} – chưa cài được, và dữ liệu ghi ở đây có thể mất. Hãy mở bằng{' '}
        {isIos ? 'Safari' : 'Chrome'}.
      </Banner>
      {isIos ? <p>Bấm ⋯ rồi “Mở bằng Safari”; hoặc sao chép liên kết, mở Safari và dán vào ô địa chỉ.</p> : null}
      <p className={styles.address}>{address}</p>
      <div className={styles.buttons}>
        {browser.system === 'android' ? (
          <a className={styles.link} href={chromeIntent(address)}>
            Mở bằng Chrome
          </a>
        ) : null}
        <CopyButton text={address} label="Sao chép liên kết" doneLabel="Đã sao chép" />
      </div>
    </>
  );
}

/** Android's way to hand an address to Chrome (https://developer.chrome.com/docs/android/intents). */
export function chromeIntent(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `intent://${host}${pathname}#Intent;scheme=${protocol.replace(':', '')};package=com.android.chrome;end`;
}
