import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { SyncPage } from '../../../src/features/sync-centre/sync-page.tsx';
import { SyncPill } from '../../../src/features/sync-centre/sync-pill.tsx';
import { noteOvertaken } from '../../../src/store/overtaken.ts';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone, IDLE } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

letDialogsOpen();

type Fake = Awaited<ReturnType<typeof fakePhone>>;
const RID = idNo(1);
const patch = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'proposal',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  [`people/${idNo(9)}/name`]: 'Nông Thị Đào',
};

async function records(fake: Fake) {
  await fake.phone.records.save({
    rid: RID,
    kind: receptionVisit.kind,
    change: { op: 'create', patch },
    opened: null,
  });
}

/** What the server refused: the entry of the outbox, set aside with its reason. */
async function isRefused(fake: Fake, code: string, params = {}) {
  await records(fake);
  await fake.port.write(['outbox', 'quarant', 'rec'], async (tx) => {
    const [row] = await tx.all('outbox');
    const rec = await tx.get('rec', RID);
    if (row === undefined || rec === undefined) throw new Error('nothing was saved');
    await tx.delete('outbox', [row.key]);
    const { mid, key, rid, kind, savedAtMs, ct } = row;
    await tx.put('quarant', [{ mid, key, rid, kind, savedAtMs, ct, code, params }]);
    await tx.put('rec', [{ ...rec, refused: 1 }]);
  });
  fake.sync.tell({ ...IDLE, phase: 'attention', refused: 1 });
}

const opens = (fake: Fake) => {
  const went: string[] = [];
  render(<SyncPage phone={fake.phone} go={(address) => went.push(address)} />);
  return went;
};

describe('the pill on every screen', () => {
  it.each([
    [{ lastDoneAtMs: Date.UTC(2026, 10, 23, 7, 5) }, 'Đã gửi hết 14:05'],
    [{ waiting: 7 }, '7 chưa gửi'],
    [{ phase: 'sending', waiting: 4, sentOfTotal: { sent: 3, total: 7 } }, 'Đang gửi 3/7'],
    [{ phase: 'attention', conflicts: 1, waiting: 2 }, '1 cần xem lại'],
    [{ phase: 'offline', waiting: 7 }, 'Chưa có mạng · 7 chưa gửi'],
    [{ phase: 'stopped', waiting: 2 }, 'Máy bị dừng gửi · 2 chưa gửi'],
  ] as const)('%o', async (part, words) => {
    const fake = await fakePhone();
    fake.sync.tell({ ...IDLE, ...part });
    render(<SyncPill phone={fake.phone} go={vi.fn()} />);
    expect(screen.getByRole('link')).toHaveTextContent(words);
    expect(screen.getByRole('link')).toHaveAttribute('href', '/dong-bo');
  });
});

describe('sending and receiving', () => {
  it('who saved something that a redaction overtook reads it, and takes note', async () => {
    const fake = await fakePhone();
    await records(fake);
    await fake.port.write(['meta'], (tx) => noteOvertaken(tx, { rid: RID, atMs: fake.world.ms }));
    fake.sync.tell({ ...IDLE, phase: 'attention', overtaken: 1 });
    opens(fake);
    const section = await screen.findByRole('region', { name: /Hồ sơ đã thành tố cáo/ });
    expect(section).toHaveTextContent('Phần bạn ghi mà chưa gửi đã bị xóa cùng nội dung');
    await user.click(within(section).getByRole('button', { name: 'Đã hiểu' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: /thành tố cáo/ })).toBeNull());
    expect(await fake.phone.records.overtaken()).toEqual([]);
  });

  it('what waits is named, and can be opened', async () => {
    const fake = await fakePhone();
    await records(fake);
    fake.sync.tell({ ...IDLE, phase: 'offline', waiting: 1, oldestMs: fake.world.ms });
    const went = opens(fake);
    const list = await screen.findByRole('list', { name: 'Chưa gửi' });
    expect(list).toHaveTextContent('Nông Thị Đào');
    await user.click(within(list).getByRole('link'));
    expect(went).toEqual([`/tiep-dan/${RID}`]);
    expect(screen.getByText(/Chưa có mạng. Vẫn ghi bình thường; máy sẽ tự gửi khi có mạng./)).toBeVisible();
  });

  it('after three days it says what to do', async () => {
    const fake = await fakePhone();
    const fourDaysAgo = fake.world.ms - 4 * 24 * 3_600_000;
    fake.sync.tell({ ...IDLE, phase: 'offline', waiting: 7, oldestMs: fourDaysAgo });
    opens(fake);
    expect(
      await screen.findByText('7 mục chưa gửi, cũ nhất 4 ngày. Hãy mở ứng dụng ở nơi có mạng hoặc xuất tệp sao lưu.'),
    ).toBeVisible();
  });

  it('what the server refused says why, with the name of the field, and leads to its correction', async () => {
    const fake = await fakePhone();
    await isRefused(fake, PROBLEMS.itemInvalid.code, { group: 'headcount' });
    const went = opens(fake);
    const part = await screen.findByRole('region', { name: /^Máy chủ chưa nhận/ });
    expect(part).toHaveTextContent('Nội dung chưa hợp lệ ở mục “Số người”. Hãy sửa rồi gửi lại.');
    await user.click(within(part).getByRole('button', { name: 'Sửa và gửi lại' }));
    expect(went[0]).toMatch(new RegExp(`^/tiep-dan/${RID}/sua\\?gui-lai=`));
  });

  it('is given up only with a word typed', async () => {
    const fake = await fakePhone();
    await isRefused(fake, PROBLEMS.itemTooLarge.code);
    opens(fake);
    await user.click(await screen.findByRole('button', { name: 'Bỏ hẳn' }));
    const question = await screen.findByRole('dialog', { name: 'Bỏ hẳn mục này?' });
    const confirm = within(question).getByRole('button', { name: 'Bỏ hẳn' });
    await user.click(confirm);
    expect(within(question).getByText('Gõ BỎ để bỏ')).toBeVisible();
    expect(await fake.phone.records.quarantine()).toHaveLength(1);
    await user.type(within(question).getByLabelText('Gõ BỎ để xác nhận'), 'bỏ');
    await user.click(confirm);
    await waitFor(async () => expect(await fake.phone.records.quarantine()).toEqual([]));
  });
});
