import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/contract/records/codes.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { approveSession, submitSession } from '../../../src/domain/receptions/approval.ts';
import { SessionDetail } from '../../../src/features/receptions/session-detail.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, SPACE, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const RID = idNo(1);
const OFFICE = { by: { userId: idNo(5), name: 'Nông Thị Mẫu' }, at: { date: '2026-11-20', time: '16:00' } };

const DONE: Cells = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  type: { kind: 'periodic' },
  held: { date: '2026-11-20' },
  status: { status: 'done' },
  conclusion: { text: 'Giao Phòng Kinh tế trả lời' },
};

function then(cells: Cells, step: ReturnType<typeof submitSession>): Cells {
  if (!step.ok) throw new Error(step.error.tag);
  return { ...cells, ...step.value.patch };
}
const SUBMITTED = then(DONE, submitSession(DONE, OFFICE));

async function opens(cells: Cells, role: Role = 'commune_office') {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, kind: receptionSession.kind, cells });
  const actor = { ...fake.phone.actor(), memberships: [{ space: SPACE, organ: 'committee', role } as const] };
  const phone = { ...fake.phone, actor: () => actor };
  render(
    <SnackbarProvider closeLabel="Đóng">
      <SessionDetail phone={phone} rid={RID} go={() => undefined} />
    </SnackbarProvider>,
  );
  await screen.findByRole('heading', { name: 'Thông tin buổi tiếp' });
  const approval = async () => (await fake.phone.records.open(RID))?.view.cells.approval;
  return { fake, approval };
}

const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
const isOffered = (name: string) => screen.queryByRole('button', { name }) !== null;

describe('trình – duyệt', () => {
  it('the office hands a finished session up, and can take that back', async () => {
    const { approval } = await opens(DONE);
    expect(isOffered('Duyệt')).toBe(false);
    await press('Trình lãnh đạo duyệt');
    expect(await screen.findByText('Chờ duyệt')).toBeVisible();
    expect(await approval()).toMatchObject({ state: 'submitted', by: { userId: USER }, at: { date: '2026-11-23' } });
    await press('Hoàn tác');
    await waitFor(async () => expect(await approval()).toBeNull());
    expect(await screen.findByRole('button', { name: 'Trình lãnh đạo duyệt' })).toBeVisible();
  });

  it('the chair approves on his own phone, in his own name, and can take that back', async () => {
    const { approval } = await opens(SUBMITTED, 'commune_head');
    expect(isOffered('Trình lãnh đạo duyệt')).toBe(false);
    await press('Duyệt');
    expect(await screen.findByText('Đã duyệt')).toBeVisible();
    expect(await approval()).toMatchObject({ state: 'approved', by: { userId: USER } });
    await press('Hoàn tác');
    expect(await screen.findByText('Chờ duyệt')).toBeVisible();
  });

  it('he returns it only with what is to be mended, and the office sees that', async () => {
    const { approval } = await opens(SUBMITTED, 'commune_head');
    await press('Trả lại để sửa');
    await press('Trả lại');
    expect(await screen.findByText('Ghi rõ cần sửa gì')).toBeVisible();
    await user.type(screen.getByLabelText('Cần sửa gì'), 'Ghi rõ thời hạn trả lời');
    await press('Trả lại');
    expect(await screen.findByText('Ý kiến: Ghi rõ thời hạn trả lời')).toBeVisible();
    expect(await approval()).toMatchObject({ state: 'returned', comment: 'Ghi rõ thời hạn trả lời' });
  });

  it('a chair who wrote the session himself hands it up and approves it', async () => {
    const { approval } = await opens(DONE, 'commune_head');
    await press('Trình để duyệt');
    await press('Duyệt');
    expect(await screen.findByText('Đã duyệt')).toBeVisible();
    expect(await approval()).toMatchObject({ state: 'approved', by: { userId: USER } });
  });

  it('says in the question itself that a full phone stored nothing; what was typed stays', async () => {
    const { fake } = await opens(SUBMITTED, 'commune_head');
    await press('Trả lại để sửa');
    await user.type(screen.getByLabelText('Cần sửa gì'), 'Ghi rõ thời hạn');
    fake.trouble.now = 'full';
    await press('Trả lại');
    const dialog = within(screen.getByRole('dialog', { name: 'Trả lại để sửa' }));
    expect(await dialog.findByText(/^Máy đã hết chỗ/)).toBeVisible();
    expect(dialog.getByLabelText('Cần sửa gì')).toHaveValue('Ghi rõ thời hạn');
  });

  it('an approved session that was edited says so, and can be handed up again', async () => {
    const approved = then(SUBMITTED, approveSession(SUBMITTED, OFFICE));
    await opens({ ...approved, conclusion: { text: 'Giao Phòng Văn hóa trả lời' } });
    expect(await screen.findByText(/đã được sửa sau khi duyệt/)).toBeVisible();
    expect(isOffered('Trình lại')).toBe(true);
  });

  it('nothing is handed up that is not finished or was approved as it stands', async () => {
    const approved = then(SUBMITTED, approveSession(SUBMITTED, OFFICE));
    await opens(approved);
    expect(isOffered('Trình lại') || isOffered('Rút lại') || isOffered('Trình lãnh đạo duyệt')).toBe(false);
  });

  it('a session under way knows no approval', async () => {
    await opens({ ...DONE, status: { status: 'in_progress' } });
    expect(screen.queryByRole('heading', { name: 'Trình duyệt' })).toBeNull();
  });
});
