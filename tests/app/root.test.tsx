import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BrowserApi } from '../../src/app/browser-api.ts';
import { Root } from '../../src/app/root.tsx';
import { err, ok } from '../../src/domain/result.ts';
import { SHORTCUTS } from '../../src/domain/text/shortcuts.ts';
import type { PhoneGate, PhoneUser } from '../../src/store/phone-gate.ts';
import { SnackbarProvider } from '../../src/ui/snackbar.tsx';
import { fakePhone } from '../features/fake-phone.ts';
import { letDialogsOpen } from '../features/let-dialogs-open.ts';
import { idNo, MONDAY_MS } from '../store/support.ts';

letDialogsOpen();

const LAN: PhoneUser = {
  id: 'a',
  username: 'lan',
  name: 'Bàn Thị Lan',
  unitName: 'Xã Mẫu',
  demo: true,
  lastOpenedAtMs: 0,
};
type Fake = Awaited<ReturnType<typeof fakePhone>>;

/** A browser in which Lan has a phone, if `fake` is given. */
function opens(
  fake?: Fake,
  link?: { readonly username: string; readonly code: string },
  hindrance?: ReturnType<PhoneGate['hindrance']>,
) {
  const gate = {
    hindrance: () => hindrance,
    users: async () => (fake === undefined ? [] : [LAN]),
    readEnrolFragment: () => link,
    locked: () => ({
      user: LAN,
      slots: async () => ok({ passphrase: true, passkey: false, recovery: false, pinUntilMs: MONDAY_MS }),
      openWithPin: async () => (fake === undefined ? err({ tag: 'closed' }) : ok(fake.phone)),
    }),
  } as unknown as PhoneGate;
  const api = { demoAccounts: async () => undefined } as unknown as BrowserApi;
  render(
    <SnackbarProvider closeLabel="Đóng">
      <Root gate={gate} api={api} nowMs={() => MONDAY_MS} version="1" />
    </SnackbarProvider>,
  );
}

const unlocks = async () => userEvent.type(await screen.findByLabelText('Mã PIN'), '271845');
const title = (name: string) => screen.findByRole('heading', { level: 1, name });

beforeEach(() => window.history.replaceState(null, '', '/'));
afterEach(() => vi.useRealTimers());

describe('the app', () => {
  it('opens the door where nobody works yet', async () => {
    opens();
    expect(await title('Gần Dân')).toBeVisible();
    expect(screen.queryByText('BẢN DÙNG THỬ – DỮ LIỆU GIẢ LẬP')).toBeNull();
  });

  it.each(['/tinh', '/quan-tri', '/quan-tri/lan-dau'])(
    'asks for no password at an insecure address: %s',
    async (address) => {
      window.history.replaceState(null, '', address);
      opens(undefined, undefined, 'insecure-context');
      expect(await screen.findByText(/Địa chỉ này không an toàn/)).toBeVisible();
      expect(document.querySelector('input')).toBeNull();
    },
  );

  it('unlocks without a network into the day, and says on each screen that it is a demo', async () => {
    opens(await fakePhone());
    expect(await title('Xin chào, Bàn Thị Lan')).toBeVisible();
    expect(screen.getByText('BẢN DÙNG THỬ – DỮ LIỆU GIẢ LẬP')).toBeVisible();
    await unlocks();
    expect(await title('Hôm nay')).toBeVisible();
    expect(window.location.pathname).toBe('/hom-nay');
    expect(screen.getByText('BẢN DÙNG THỬ – DỮ LIỆU GIẢ LẬP')).toBeVisible();
  });

  it('an address that was opened directly is shown after unlocking', async () => {
    window.history.replaceState(null, '', '/them');
    opens(await fakePhone());
    await unlocks();
    expect(await title('Thêm')).toBeVisible();
  });

  it('the cover hides what is open and keeps it; locking leaves the unlock screen only', async () => {
    const fake = await fakePhone();
    opens(fake);
    await unlocks();
    await title('Hôm nay');
    act(() => fake.lock.tell('covered'));
    expect(await screen.findByRole('dialog', { name: 'Gần Dân đang che' })).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Hôm nay' })).toBeNull();
    act(() => fake.lock.tell('open'));
    expect(await title('Hôm nay')).toBeVisible();
    act(() => fake.lock.tell('locked'));
    expect(await title('Xin chào, Bàn Thị Lan')).toBeVisible();
    expect(screen.queryByText('Lượt tiếp hôm nay')).toBeNull();
  });

  it('what was said on the open phone is not read on its cover, and is gone with its keys', async () => {
    const fake = await fakePhone();
    opens(fake);
    await unlocks();
    await title('Hôm nay');
    await userEvent.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText('Mọi thứ đã lưu trên máy này.')).toBeVisible();
    act(() => fake.lock.tell('covered'));
    expect(screen.getByText('Mọi thứ đã lưu trên máy này.')).not.toBeVisible();
    act(() => fake.lock.tell('locked'));
    await title('Xin chào, Bàn Thị Lan');
    expect(screen.queryByText('Mọi thứ đã lưu trên máy này.')).toBeNull();
  });

  it('the form after a save is the next citizen’s; one that is opened later begins anew', async () => {
    const fake = await fakePhone();
    const cells = { organ: 'committee', held: { date: '2026-11-23' }, kind: 'regular' };
    const session = { rid: idNo(5), kind: 'reception-session' };
    await fake.arrives({ ...session, cells: { ...cells, status: { status: 'in_progress' } } });
    window.history.replaceState(null, '', '/tiep-dan');
    opens(fake);
    await unlocks();
    await title('Tiếp dân');
    await userEvent.keyboard('{F2}');
    await title('Ghi tiếp dân');
    await userEvent.type(await screen.findByLabelText(/^Họ và tên công dân/), 'Nông Thị Đào');
    expect(screen.queryByText(/Ngoài buổi tiếp/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Lưu – tiếp người sau' }));
    await waitFor(() => expect(screen.getByLabelText(/^Họ và tên công dân/)).toHaveValue(''));
    expect(await screen.findByText(/– Nông Thị Đào$/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await title('Tiếp dân');
    await act(() => fake.arrives({ ...session, cells: { ...cells, status: { status: 'done' } } }));
    await userEvent.keyboard('{F2}');
    await screen.findByLabelText(/^Họ và tên công dân/);
    expect(screen.getByText(/Ngoài buổi tiếp/)).toBeVisible();
    expect(screen.queryByText(/– Nông Thị Đào$/)).toBeNull();
  });

  it('back leads to the month that was looked at, over the browser’s own history', async () => {
    window.history.replaceState(null, '', '/lich-tiep?thang=2026-10');
    opens(await fakePhone());
    await unlocks();
    await title('Lịch tiếp công dân');
    act(() => window.history.pushState(null, '', '/so-tiep-cong-dan'));
    await title('Sổ tiếp công dân');
    const goesBack = vi.spyOn(window.history, 'back');
    await userEvent.click(screen.getByRole('button', { name: 'Quay lại' }));
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe('/lich-tiep?thang=2026-10'));
    expect(goesBack).toHaveBeenCalledOnce();
    goesBack.mockRestore();
  });

  it('a storage that was closed under the app is said on every screen', async () => {
    const fake = await fakePhone();
    opens(fake);
    await unlocks();
    await title('Hôm nay');
    act(() => fake.storeLoss.tell('closed'));
    expect(await screen.findByRole('alert')).toHaveTextContent('Kho dữ liệu trên máy vừa bị đóng. Tải lại trang');
  });

  it('Ctrl+K opens the search from every screen, and back returns', async () => {
    opens(await fakePhone());
    await unlocks();
    await title('Hôm nay');
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(await title('Tìm')).toBeVisible();
    expect(window.location.pathname + window.location.search).toBe('/tim');
    await userEvent.type(screen.getByRole('searchbox'), 'đào');
    expect(window.location.pathname + window.location.search).toBe('/tim');
    await userEvent.keyboard('{Escape}');
    expect(await title('Hôm nay')).toBeVisible();
  });

  describe('on an iPhone', () => {
    const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1';
    beforeEach(() => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(IPHONE));
    afterEach(() => vi.restoreAllMocks());

    it('an enrolment link waits until the app is installed, and is not lost', async () => {
      opens(undefined, { username: 'vanphong', code: '12345678' });
      expect(await title('Cài trước, cấp máy sau')).toBeVisible();
      expect(await screen.findByText(/Thêm vào MH chính/)).toBeVisible();
      expect(screen.getByText('12345678')).toBeVisible();
    });

    it('who has records there already opens them', async () => {
      opens(await fakePhone());
      await unlocks();
      expect(await title('Hôm nay')).toBeVisible();
    });
  });

  describe('by keys', () => {
    beforeEach(() => localStorage.clear());

    it('F2 and Alt with a number lead everywhere, but not out of a form', async () => {
      opens(await fakePhone());
      await unlocks();
      await title('Hôm nay');
      await userEvent.keyboard('{Alt>}2{/Alt}');
      expect(await title('Tiếp dân')).toBeVisible();
      await userEvent.keyboard('{Alt>}4{/Alt}');
      expect(await title('Thêm')).toBeVisible();
      await userEvent.keyboard('{F2}');
      await screen.findByLabelText(/^Họ và tên/);
      expect(await title('Ghi tiếp dân')).toBeVisible();
      await userEvent.keyboard('{Alt>}1{/Alt}');
      expect(window.location.pathname).toBe('/tiep-dan/moi');
    });

    it('Ctrl+S never lets the browser save the page with its names', async () => {
      opens(await fakePhone());
      await unlocks();
      await title('Hôm nay');
      expect(fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })).toBe(false);
      expect(await screen.findByText('Mọi thứ đã lưu trên máy này.')).toBeVisible();
    });

    it('Ctrl+S says nothing, and no key leads away, where something is typed that keeps no draft', async () => {
      window.history.replaceState(null, '', '/them');
      const fake = await fakePhone();
      Object.assign(fake.phone, { slots: async () => ({ passphrase: true, passkey: false, recovery: true }) });
      opens(fake);
      await unlocks();
      await title('Thêm');
      await userEvent.click(await screen.findByRole('button', { name: 'Đặt mã PIN mới' }));
      expect(fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })).toBe(false);
      await userEvent.keyboard('{Alt>}1{/Alt}');
      expect(window.location.pathname).toBe('/them');
      expect(screen.queryByText('Mọi thứ đã lưu trên máy này.')).toBeNull();
    });

    it('a tab asks before it leads away from there', async () => {
      window.history.replaceState(null, '', '/them');
      const fake = await fakePhone();
      Object.assign(fake.phone, { slots: async () => ({ passphrase: true, passkey: false, recovery: true }) });
      opens(fake);
      await unlocks();
      await title('Thêm');
      await userEvent.click(await screen.findByRole('button', { name: 'Đặt mã PIN mới' }));
      await userEvent.type(screen.getByLabelText('Mã PIN mới (6 số)'), '384');
      await userEvent.click(screen.getByRole('link', { name: 'Hôm nay' }));
      await userEvent.click(await screen.findByRole('button', { name: 'Ở lại' }));
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(screen.getByLabelText('Mã PIN mới (6 số)')).toHaveValue('384');
      await userEvent.click(screen.getByRole('link', { name: 'Hôm nay' }));
      await userEvent.click(await screen.findByRole('button', { name: 'Rời trang' }));
      expect(await title('Hôm nay')).toBeVisible();
      // Nothing is left of the question where nothing would be lost.
      await userEvent.click(screen.getByRole('link', { name: /^Tiếp dân/ }));
      expect(await title('Tiếp dân')).toBeVisible();
    });

    it('from a form the search comes back to it', async () => {
      opens(await fakePhone());
      await unlocks();
      await title('Hôm nay');
      await userEvent.keyboard('{F2}');
      await userEvent.type(await screen.findByLabelText(/^Họ và tên/), 'Nông Thị Đào');
      const form = window.location.pathname + window.location.search;
      await userEvent.keyboard('{Control>}k{/Control}');
      expect(await title('Tìm')).toBeVisible();
      await userEvent.keyboard('{Escape}');
      expect(await screen.findByLabelText(/^Họ và tên/)).toHaveValue('Nông Thị Đào');
      expect(window.location.pathname + window.location.search).toBe(form);
    });

    it('“?” lists them, and switches them off for good', async () => {
      opens(await fakePhone());
      await unlocks();
      await title('Hôm nay');
      await userEvent.keyboard('?');
      const sheet = await screen.findByRole('dialog', { name: 'Phím tắt' });
      for (const { keys, does } of Object.values(SHORTCUTS))
        expect(within(sheet).getByText(does), keys).toBeInTheDocument();
      await userEvent.click(within(sheet).getByLabelText('Dùng phím tắt'));
      await userEvent.click(within(sheet).getByRole('button', { name: 'Đóng' }));
      await userEvent.keyboard('{Alt>}2{/Alt}?');
      expect(window.location.pathname).toBe('/hom-nay');
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(localStorage.getItem('gan-dan.shortcuts')).toBe('off');
    });
  });

  it('the draft’s id stands in the address of a new visit, so that a reload finds it', async () => {
    const fake = await fakePhone();
    opens(fake);
    await unlocks();
    await title('Hôm nay');
    await userEvent.click(screen.getByRole('button', { name: 'Ghi tiếp dân' }));
    // While the form comes, a page of the same title stands in its place: the heading may be replaced in between.
    const isThere = () => expect(screen.getByRole('heading', { level: 1, name: 'Ghi tiếp dân' })).toBeVisible();
    await waitFor(isThere);
    await waitFor(() => expect(window.location.search).toMatch(/^\?nhap=[0-9a-f-]{36}$/));
  });
});
