import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { type BrowserKind, browserKindOf } from '../../../src/features/install/browser-kind.ts';
import { InstallFirstPage } from '../../../src/features/install/install-first-page.tsx';
import { chromeIntent, InstallGuide } from '../../../src/features/install/install-guide.tsx';

const ANDROID = 'Mozilla/5.0 (Linux; Android 14; SM-A245F) AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15';

describe('the browser', () => {
  it.each<[string, string, number, BrowserKind['system'], string | undefined]>([
    ['Chrome on Android', `${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`, 5, 'android', undefined],
    ['Samsung', `${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, 5, 'android', undefined],
    ['Safari on an iPhone', `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 5, 'ios', undefined],
    ['Chrome on an iPhone', `${IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1`, 5, 'ios', undefined],
    ['an iPad, which says Mac', MAC, 5, 'ios', undefined],
    ['a Mac', MAC, 0, 'other', undefined],
    ['Edge', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Edg/140.0', 0, 'other', undefined],
    [
      'Zalo on Android',
      `${ANDROID} Version/4.0 Chrome/119.0 Mobile Safari/537.36 Zalo android/1211`,
      5,
      'android',
      'Zalo',
    ],
    ['Zalo on an iPhone', `${IPHONE} Mobile/15E148 Zalo iOS/620`, 5, 'ios', 'Zalo'],
    ['Facebook', `${ANDROID} Version/4.0 Chrome/119.0 Mobile [FB_IAB/FB4A;FBAV/440.0.0.1;]`, 5, 'android', 'Facebook'],
    ['Facebook on an iPhone', `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]`, 5, 'ios', 'Facebook'],
    ['Messenger', `${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/440.0]`, 5, 'ios', 'Messenger'],
    [
      'some other app',
      'Mozilla/5.0 (Linux; Android 14; SM-A245F Build/X; wv) AppleWebKit/537.36 Version/4.0 Chrome/119.0',
      5,
      'android',
      'một ứng dụng khác',
    ],
  ])('%s', (_, userAgent, touches, system, inside) =>
    expect(browserKindOf(userAgent, touches)).toEqual({ system, inside }),
  );
});

const guide = (browser: BrowserKind, onInstall?: () => void) =>
  render(<InstallGuide browser={browser} onInstall={onInstall} address="https://gandan.example/" onLater={vi.fn()} />);

describe('the way onto the phone', () => {
  it('is the browser’s own offer where it made one', async () => {
    const onInstall = vi.fn();
    guide({ system: 'android', inside: undefined }, onInstall);
    await userEvent.click(screen.getByRole('button', { name: 'Cài đặt ứng dụng' }));
    expect(onInstall).toHaveBeenCalledOnce();
    expect(screen.getByRole('button', { name: 'Để sau' })).toBeVisible();
  });

  it('is three steps on an iPhone, the menu on an Android without an offer', () => {
    guide({ system: 'ios', inside: undefined });
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByText(/Thêm vào MH chính/)).toBeVisible();
    guide({ system: 'android', inside: undefined });
    expect(screen.getByText(/Bấm ⋮/)).toBeVisible();
  });

  it('leads out of Zalo first', () => {
    guide({ system: 'android', inside: 'Zalo' });
    expect(screen.getByText(/Đang mở trong Zalo – chưa cài được/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Mở bằng Chrome' })).toHaveAttribute(
      'href',
      'intent://gandan.example/#Intent;scheme=https;package=com.android.chrome;end',
    );
    expect(screen.getByText('https://gandan.example/')).toBeVisible();
  });

  it('is not invented where none is known', () => {
    const { container } = guide({ system: 'other', inside: undefined });
    expect(container).toBeEmptyDOMElement();
  });

  it('keeps the port of an address', () => {
    expect(chromeIntent('http://localhost:8080/')).toBe(
      'intent://localhost:8080/#Intent;scheme=http;package=com.android.chrome;end',
    );
  });
});

it('before an iPhone is installed it says what to do, and what the link had given', () => {
  render(
    <InstallFirstPage
      browser={{ system: 'ios', inside: undefined }}
      onInstall={undefined}
      address="https://gandan.example/"
      given={{ username: 'vanphong', code: '12345678' }}
      onBack={vi.fn()}
    />,
  );
  expect(screen.getByText(/sẽ bị xóa sau 7 ngày/)).toBeVisible();
  expect(screen.getByText('12345678')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Để sau' })).toBeNull();
});
