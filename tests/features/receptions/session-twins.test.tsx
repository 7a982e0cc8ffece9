import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { reclassifyAsDenunciation } from '../../../src/domain/receptions/edit-visit.ts';
import { SessionDetail } from '../../../src/features/receptions/session-detail.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const SESSION = idNo(1);
const [A, B] = [idNo(11), idNo(12)];
const COMMON = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } };

const visit = (name: string, person: number, more: Cells = {}): Cells => ({
  ...COMMON,
  matter: 'proposal',
  session: { id: SESSION },
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  [`people/${idNo(person)}/name`]: name,
  ...more,
});

async function opens(first: Cells, second: Cells) {
  const fake = await fakePhone();
  const held = { ...COMMON, type: { kind: 'periodic' }, held: { date: '2026-11-20' }, status: { status: 'done' } };
  await fake.arrives({ rid: SESSION, kind: receptionSession.kind, cells: held });
  await fake.arrives({ rid: A, cells: first });
  await fake.arrives({ rid: B, cells: second });
  render(
    <SnackbarProvider closeLabel="Đóng">
      <SessionDetail phone={fake.phone} rid={SESSION} go={() => undefined} />
    </SnackbarProvider>,
  );
  await screen.findByRole('heading', { name: 'Thông tin buổi tiếp' });
  const cellsOf = async (rid: string) => (await fake.phone.records.open(rid))?.view.cells ?? {};
  return { fake, cellsOf };
}

const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
const NOTICE = /Có thể trùng 1 lượt/;

describe('possible twins of a session', () => {
  it('are joined into the one that is kept, which takes over what it lacks; both can be taken back', async () => {
    const first = visit('Nông Thị Đào', 21, { content: 'Đường vào xóm', time: '08:10' });
    const second = visit('nông thị đào', 22, {
      content: 'Đường vào xóm hỏng',
      direction: { kind: 'accept' },
      [`people/${idNo(22)}/phone`]: '0912345678',
    });
    const { cellsOf } = await opens(first, second);
    expect(await screen.findByText(NOTICE)).toBeVisible();
    await press('Xem hai lượt');
    const question = within(await screen.findByRole('dialog'));
    expect(question.getByText('Đường vào xóm')).toBeVisible();
    expect(question.getByText('Đường vào xóm hỏng')).toBeVisible();
    await user.click(question.getByRole('radio', { name: /08:10/ }));
    await press('Gộp làm một');
    await waitFor(async () => expect((await cellsOf(B))['@deleted']).toEqual({ reason: 'twin', into: A }));
    expect(await cellsOf(A)).toMatchObject({
      content: 'Đường vào xóm',
      direction: { kind: 'accept' },
      [`people/${idNo(21)}/phone`]: '0912345678',
    });
    expect(Object.keys(await cellsOf(A)).some((key) => key.includes(idNo(22)))).toBe(false);
    await waitFor(() => expect(screen.queryByText(NOTICE)).toBeNull());
    await press('Hoàn tác');
    await waitFor(async () => expect((await cellsOf(B))['@deleted']).toBeNull());
    await waitFor(async () => expect((await cellsOf(A)).direction).toBeNull());
    expect(await screen.findByText(NOTICE)).toBeVisible();
  });

  it('one turns out a denunciation after they were joined: no name stays in the bin', async () => {
    const { fake, cellsOf } = await opens(visit('Nông Văn An', 21), visit('Nông Văn An', 22, { content: 'Ai đó' }));
    await press('Xem hai lượt');
    await press('Gộp làm một');
    await waitFor(async () => expect((await cellsOf(B))['@deleted']).toBeTruthy());
    const opened = await fake.phone.records.open(A);
    const change = reclassifyAsDenunciation(await cellsOf(A), 'TC-7K2M');
    if (opened === undefined || !change.ok) throw new Error('not opened');
    const saved = await fake.phone.records.save({ ...opened, change: change.value });
    expect(saved.ok).toBe(true);
    for (const rid of [A, B]) expect(JSON.stringify(await cellsOf(rid))).not.toMatch(/Nông Văn An|Ai đó/);
    const listed = JSON.stringify(fake.phone.summary.getSnapshot().newestFirst);
    expect(listed).not.toMatch(/Nông Văn An|nong van an/);
    expect((await cellsOf(B)).localCode).not.toBe('TC-7K2M');
  });

  it('two people of one name are left alone for good, until that is taken back', async () => {
    const { cellsOf } = await opens(visit('Lý A Dế', 21), visit('Lý A Dế', 22));
    await press('Xem hai lượt');
    await press('Hai lượt khác nhau');
    await waitFor(() => expect(screen.queryByText(NOTICE)).toBeNull());
    const marks = async (rid: string) => Object.keys(await cellsOf(rid)).filter((key) => key.startsWith('notTwins/'));
    await waitFor(async () => expect(await marks(B)).toHaveLength(1));
    expect(await marks(B)).toEqual(await marks(A));
    // Neither names the other: it might turn out a denunciation.
    expect(JSON.stringify([await cellsOf(A), await cellsOf(B)])).not.toMatch(new RegExp(`${A}|${B}`));
    await press('Hoàn tác');
    expect(await screen.findByText(NOTICE)).toBeVisible();
  });

  it('other names, and denunciations, are never offered', async () => {
    await opens(visit('Lý A Dế', 21), { ...visit('Lý A Dế', 22), matter: 'denunciation' });
    expect(screen.queryByText(NOTICE)).toBeNull();
  });
});
