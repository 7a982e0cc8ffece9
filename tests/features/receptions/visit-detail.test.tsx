import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { makeLocalCode } from '../../../src/domain/text/local-code.ts';
import { SessionDetail } from '../../../src/features/receptions/session-detail.tsx';
import { VisitDetail } from '../../../src/features/receptions/visit-detail.tsx';
import type { OpenRecord } from '../../../src/store/record-store.ts';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const RID = idNo(1);
const COMMON = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } };
const VISIT = { ...COMMON, matter: 'feedback', visited: { date: '2026-11-20' }, headcount: { came: 1 } };
const SESSION = { ...COMMON, type: { kind: 'adhoc' }, held: { date: '2026-11-20' }, status: { status: 'scheduled' } };
type Fake = Awaited<ReturnType<typeof fakePhone>>;

const shows = (page: React.ReactNode) => render(<SnackbarProvider closeLabel="Đóng">{page}</SnackbarProvider>);
const press = async (name: string) => user.click(await screen.findByRole('button', { name }));

/** From now on the record is newer than what is on the screen: a pull came in the very instant of the tap. */
function isPulledUnseen(fake: Fake, change: object = {}) {
  const { open } = fake.phone.records;
  const newer = (record: OpenRecord | undefined) =>
    record && {
      ...record,
      opened: { ...record.opened, rev: 99 },
      view: { ...record.view, cells: { ...record.view.cells, ...change } },
    };
  vi.spyOn(fake.phone.records, 'open').mockImplementation(async (rid) => newer(await open(rid)));
}

const waiting = async (fake: Fake) => (await fake.phone.records.queue()).waiting.map(({ body }) => body);

it('a visit is deleted on the base of what was on the screen', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: VISIT });
  shows(<VisitDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
  await screen.findByRole('button', { name: 'Xóa' });
  isPulledUnseen(fake);
  await press('Xóa');
  await waitFor(async () => expect(await waiting(fake)).toMatchObject([{ base: { rev: 7 } }]));
});

it('a session too', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, kind: receptionSession.kind, cells: SESSION });
  shows(<SessionDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
  await screen.findByRole('button', { name: 'Xóa' });
  isPulledUnseen(fake);
  await press('Xóa');
  await waitFor(async () => expect(await waiting(fake)).toMatchObject([{ base: { rev: 7 } }]));
});

it('a redaction says again what stands now, not what stood on the screen', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: VISIT });
  shows(<VisitDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
  await screen.findByRole('button', { name: 'Sửa' });
  isPulledUnseen(fake, { headcount: { came: 3 } });
  await user.click(screen.getAllByRole('button', { name: 'Chuyển thành tố cáo' })[0]!);
  await user.click((await screen.findAllByRole('button', { name: 'Chuyển thành tố cáo' })).at(-1)!);
  await waitFor(async () =>
    expect(await waiting(fake)).toMatchObject([{ op: 'redact', patch: { headcount: { came: 3 } }, base: { rev: 99 } }]),
  );
});

it('a denunciation gets no code that another one on this phone bears', async () => {
  // The chance of a test is the same in each phone.
  const taken = makeLocalCode('TC', (await fakePhone()).phone.randomBytes);
  const fake = await fakePhone();
  await fake.arrives({ rid: idNo(2), cells: { ...VISIT, matter: 'denunciation', localCode: taken } });
  await fake.arrives({ rid: RID, cells: VISIT });
  shows(<VisitDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
  await user.click((await screen.findAllByRole('button', { name: 'Chuyển thành tố cáo' }))[0]!);
  await user.click((await screen.findAllByRole('button', { name: 'Chuyển thành tố cáo' })).at(-1)!);
  await waitFor(async () => expect(await waiting(fake)).toHaveLength(1));
  const [redaction] = await waiting(fake);
  expect(redaction?.patch.localCode).toMatch(/^TC-/);
  expect(redaction?.patch.localCode).not.toBe(taken);
});

it('what is missing is named, each one tap away from its field', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: { ...VISIT, content: 'cầu treo' } });
  const went: string[] = [];
  shows(<VisitDetail phone={fake.phone} rid={RID} go={(address) => went.push(address)} />);
  expect(await screen.findByText(/^Cần bổ sung: họ tên, địa chỉ, giấy tờ, lĩnh vực, hướng xử lý/)).toBeVisible();
  await press('Ghi giấy tờ');
  expect(went).toEqual([`/tiep-dan/${RID}/sua?muc=identity`]);
});

it('whoever may not edit reads what is missing, and is offered nothing', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: VISIT });
  shows(<VisitDetail phone={{ ...fake.phone, withdrawn: true }} rid={RID} go={vi.fn()} />);
  expect(await screen.findByText(/^Cần bổ sung:/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Ghi / })).toBeNull();
});
