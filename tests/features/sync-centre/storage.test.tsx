import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Storage } from '../../../src/features/sync-centre/storage.tsx';
import type { Phone } from '../../../src/store/phone.ts';
import { eventually } from '../../support/eventually.ts';
import { fakePhone } from '../fake-phone.ts';

type Told = Awaited<ReturnType<Phone['storage']>>;

async function opens(told: Told, protectStorage = vi.fn(async () => false)) {
  const { phone } = await fakePhone();
  const storage = vi.fn(async () => told);
  const { container } = render(<Storage phone={{ ...phone, storage, protectStorage }} />);
  await eventually(() => expect(storage).toHaveBeenCalled());
  return { container, storage, protectStorage };
}

it('shows how much is used, of how much, and that it is protected', async () => {
  await opens({ persisted: true, usedBytes: 212_000_000, quotaBytes: 3_100_000_000 });
  expect(await screen.findByText('212 MB/3,1 GB')).toBeVisible();
  expect(screen.getByText(/^Được bảo vệ ✔/)).toBeVisible();
  expect(screen.queryByText(/sắp hết chỗ/)).toBeNull();
});

it('warns from four fifths on', async () => {
  await opens({ persisted: true, usedBytes: 820_000_000, quotaBytes: 1_000_000_000 });
  expect(await screen.findByText(/Máy sắp hết chỗ \(còn 180 MB\)/)).toBeVisible();
});

it('asks for protection, and says what to do when the browser refuses', async () => {
  const { protectStorage, storage } = await opens({ persisted: false, usedBytes: 1, quotaBytes: 10 });
  await userEvent.click(await screen.findByRole('button', { name: 'Bảo vệ dữ liệu' }));
  expect(protectStorage).toHaveBeenCalledOnce();
  expect(await screen.findByText(/Trình duyệt chưa đồng ý/)).toBeVisible();
  expect(storage).toHaveBeenCalledTimes(2);
});

it('says nothing of what the browser does not tell', async () => {
  const { container } = await opens({ persisted: undefined, usedBytes: undefined, quotaBytes: undefined });
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(container).toBeEmptyDOMElement();
});
