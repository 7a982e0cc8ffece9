import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ok } from '../../src/domain/result.ts';
import { MorePage } from '../../src/features/settings/more-page.tsx';
import { Backup } from '../../src/features/sync-centre/backup.tsx';
import { Cover } from '../../src/features/unlock/cover.tsx';
import type { Phone } from '../../src/store/phone.ts';
import { fakePhone } from './fake-phone.ts';
import { letDialogsOpen } from './let-dialogs-open.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });
const WORDS = 'bát vuông tôm tím';
const SAID = `Bản dùng thử: cụm từ là “${WORDS}”.`;

letDialogsOpen();

/** What a phone says of its phrase wherever it asks for it: to set a PIN, and for a backup. */
async function saidBy(phone: Phone): Promise<readonly boolean[]> {
  const appearance = { theme: 'auto', textSize: 'normal' } as const;
  const told = { onAppearance: vi.fn(), onRemoved: vi.fn(), onShortcuts: vi.fn(), go: vi.fn() };
  render(<MorePage phone={phone} appearance={appearance} version="1" newVersionWaits={false} {...told} />);
  await user.click(screen.getByRole('button', { name: 'Đặt mã PIN mới' }));
  const pin = screen.queryByText(SAID) !== null;
  cleanup();
  render(<Backup phone={phone} />);
  await user.click(screen.getByRole('button', { name: 'Xuất tệp sao lưu' }));
  const backup = screen.queryByText(SAID) !== null;
  cleanup();
  return [pin, backup];
}

it('a phone of the demo’s one tap says its phrase where it asks for it; no other phone does', async () => {
  const { phone } = await fakePhone();
  expect(await saidBy({ ...phone, demoWords: WORDS })).toEqual([true, true]);
  expect(await saidBy(phone)).toEqual([false, false]);
});

it('the cover of such a phone is taken off by one tap, that of another only by its secret', async () => {
  const { phone } = await fakePhone();
  const uncoverWithPassphrase = vi.fn(async () => ok(undefined));
  const lock = { ...phone.lock, uncoverWithPassphrase };
  render(<Cover phone={{ ...phone, lock, demoWords: WORDS }} />);
  await user.click(await screen.findByRole('button', { name: 'Mở ngay' }));
  await waitFor(() => expect(uncoverWithPassphrase).toHaveBeenCalledWith(WORDS));
  cleanup();
  render(<Cover phone={{ ...phone, lock }} />);
  expect(await screen.findByLabelText('Cụm từ khôi phục')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Mở ngay' })).toBeNull();
});
