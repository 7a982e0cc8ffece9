import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { AgainDialog } from '../../../src/features/receptions/again-dialog.tsx';
import { VisitDetail } from '../../../src/features/receptions/visit-detail.tsx';
import { NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const [RID, SECOND, OTHER] = [idNo(1), idNo(2), idNo(3)];
const CASE = { id: idNo(77), known: 'old' };
const PERSON = `people/${idNo(9)}`;
const VISIT = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'complaint',
  visited: { date: '2026-11-20' },
  headcount: { came: 2, representatives: 1 },
  content: 'tranh chấp ranh giới',
  field: { level1: 'land_housing' },
  direction: { kind: 'forward', to: 'Thanh tra tỉnh' },
  interpreter: 'Tày',
  [`${PERSON}/name`]: 'Nông Thị Đào',
  [`${PERSON}/village`]: { name: 'Nà Pháo' },
  [`${PERSON}/phone`]: '0912345678',
};
type Fake = Awaited<ReturnType<typeof fakePhone>>;

function shows(fake: Fake, rid = RID) {
  const went: string[] = [];
  render(
    <SnackbarProvider closeLabel="Đóng">
      <VisitDetail phone={fake.phone} rid={rid} go={(address) => went.push(address)} />
    </SnackbarProvider>,
  );
  return went;
}

const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
const caseOf = async (fake: Fake, rid = RID) => (await fake.phone.records.open(rid))?.view.cells.case ?? undefined;

describe('a visit of a case', () => {
  it('names the others of it, oldest first, each one tap away', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: { ...VISIT, case: CASE } });
    await fake.arrives({ rid: SECOND, cells: { ...VISIT, visited: { date: '2026-05-12' }, case: CASE } });
    await fake.arrives({ rid: OTHER, cells: { ...VISIT, '@deleted': { reason: 'x' }, case: CASE } });
    const went = shows(fake);
    expect(await screen.findByRole('heading', { name: 'Vụ việc: 2 lượt' })).toBeVisible();
    const list = screen.getByRole('list', { name: 'Các lượt của vụ việc' });
    const rows = within(list).getAllByRole('listitem');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('12/05/2026 – Nông Thị Đào'),
      expect.stringContaining('Lượt này'),
    ]);
    await user.click(within(list).getByRole('link'));
    expect(went).toEqual([`/tiep-dan/${SECOND}`]);
  });

  it('leaves it in one tap, and comes back in another', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: { ...VISIT, case: CASE } });
    shows(fake);
    await press('Gỡ liên kết');
    await waitFor(async () => expect(await caseOf(fake)).toBeUndefined());
    await press('Hoàn tác');
    await waitFor(async () => expect(await caseOf(fake)).toEqual(CASE));
  });

  it('of somebody who was here before joins her earlier one', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: VISIT });
    await fake.arrives({ rid: SECOND, cells: { ...VISIT, visited: { date: '2026-05-12' }, content: 'sổ đỏ' } });
    shows(fake);
    expect(await screen.findByRole('heading', { name: 'Người này còn đến (1)' })).toBeVisible();
    expect(screen.getByText('12/05/2026 – Khiếu nại – sổ đỏ')).toBeVisible();
    await press('Cùng vụ việc này');
    await waitFor(async () => expect(await caseOf(fake)).toMatchObject({ known: 'old' }));
    const [own, earlier] = [await caseOf(fake), await caseOf(fake, SECOND)] as { id: string }[];
    expect(own?.id).toBe(earlier?.id);
    expect(await screen.findByRole('heading', { name: 'Vụ việc: 2 lượt' })).toBeVisible();
    expect(screen.queryByRole('heading', { name: /^Người này còn đến/ })).toBeNull();
  });

  it('stays in the case that somebody has chosen meanwhile: nothing is taken back over it, and it is said', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: { ...VISIT, case: CASE } });
    shows(fake);
    await press('Gỡ liên kết');
    await screen.findByRole('button', { name: 'Hoàn tác' });
    const record = await fake.phone.records.open(RID);
    const theirs = { id: idNo(78), known: 'new' };
    await fake.phone.records.save({
      rid: RID,
      kind: 'reception-visit',
      change: { op: 'patch', patch: { case: theirs } },
      opened: record?.opened ?? null,
    });
    await press('Hoàn tác');
    expect(await screen.findByText(/^CHƯA hoàn tác được/)).toBeVisible();
    expect(await caseOf(fake)).toEqual(theirs);
  });

  it('joined by a slip leaves neither of the two in a case', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: VISIT });
    await fake.arrives({ rid: SECOND, cells: { ...VISIT, visited: { date: '2026-05-12' } } });
    shows(fake);
    await press('Cùng vụ việc này');
    await press('Hoàn tác');
    await screen.findByText('Đã hoàn tác.');
    expect([(await caseOf(fake)) ?? null, (await caseOf(fake, SECOND)) ?? null]).toEqual([null, null]);
  });

  it('of a namesake says nothing of him', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: VISIT });
    const { [`${PERSON}/phone`]: _phone, ...nameOnly } = VISIT;
    await fake.arrives({ rid: SECOND, cells: { ...nameOnly, [`${PERSON}/village`]: { name: 'Lũng Rì' } } });
    shows(fake);
    await screen.findByRole('button', { name: 'Sửa' });
    expect(screen.queryByRole('heading', { name: /^Người này còn đến/ })).toBeNull();
  });

  it('that is a denunciation has neither case nor history, whatever slipped into it', async () => {
    const fake = await fakePhone();
    const denunciation = { ...VISIT, matter: 'denunciation', localCode: 'TC-7K2M', case: CASE };
    await fake.arrives({ rid: RID, cells: denunciation });
    await fake.arrives({ rid: SECOND, cells: { ...VISIT, case: CASE } });
    shows(fake);
    await screen.findByRole('button', { name: 'Sửa' });
    expect(screen.queryByRole('heading', { name: /^(Vụ việc|Người này)/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Tạo như lần này' })).toBeNull();
  });

  it('does not tell of a denunciation of the same person', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: { ...VISIT, case: CASE } });
    await fake.arrives({
      rid: SECOND,
      cells: { ...VISIT, matter: 'denunciation', localCode: 'TC-7K2M', case: CASE },
    });
    shows(fake);
    expect(await screen.findByRole('heading', { name: 'Vụ việc: 1 lượt' })).toBeVisible();
    expect(document.body).not.toHaveTextContent('TC-7K2M');
  });
});

it('by when the result must be told is said with its day', async () => {
  const fake = await fakePhone();
  // Ten working days from Friday; the Culture Day of 24/11 is only expected, so it counts as worked.
  await fake.arrives({ rid: RID, cells: VISIT });
  shows(fake);
  expect(await screen.findByText(/^Thứ Sáu, 04\/12\/2026 \(10 ngày làm việc\).*dự kiến/)).toBeVisible();
});

it('a result that was told is owed no more', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: { ...VISIT, notice: { givenOn: '2026-11-21' } } });
  shows(fake);
  await screen.findByText('Thông báo kết quả');
  expect(screen.queryByText('Hạn thông báo')).toBeNull();
});

describe('a visit like an earlier one', () => {
  it('is begun by its people, or by what they came for', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: VISIT });
    const went = shows(fake);
    for (const title of [/^Người này đến nữa/, /^Người khác, cùng nội dung/]) {
      await press('Tạo như lần này');
      await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: title }));
      await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Đóng' }));
    }
    // The browser's history keeps addresses: of which visit it is must not be read there.
    for (const address of went) expect(address).toMatch(/^\/tiep-dan\/moi\?nhap=[0-9a-f-]{36}$/);
    expect(went.join()).not.toContain(RID);
    expect(new Set(went).size).toBe(2);
  });

  async function begins(title: RegExp, cells: object = VISIT) {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: { ...cells } as never });
    const saved = vi.fn();
    const went: string[] = [];
    const { unmount } = render(
      <AgainDialog phone={fake.phone} rid={RID} go={(to) => went.push(to)} onClose={vi.fn()} />,
    );
    await user.click(screen.getByRole('button', { name: title }));
    unmount();
    const formId = new URLSearchParams(went[0]?.split('?')[1]).get('nhap') ?? '';
    render(
      <SnackbarProvider closeLabel="Đóng">
        <NewVisitPage phone={fake.phone} formId={formId} go={vi.fn()} onLeave={vi.fn()} onAnother={saved} />
      </SnackbarProvider>,
    );
    await screen.findByRole('radiogroup', { name: 'Loại' });
    return {
      ...fake,
      save: async () => {
        await press('Lưu – tiếp người sau');
        await waitFor(() => expect(saved).toHaveBeenCalled());
        return (await fake.phone.records.open(formId))?.view.cells ?? {};
      },
    };
  }

  it('has the same people, each a person of its own, and nothing of what was said', async () => {
    const { save } = await begins(/^Người này đến nữa/);
    expect(screen.getByLabelText(/^Họ và tên công dân/)).toHaveValue('Nông Thị Đào');
    // At once she is known to have been here before.
    expect(await screen.findByText(/^Nông Thị Đào đã tiếp 1 lần/)).toBeVisible();
    const cells = await save();
    expect(cells).toMatchObject({
      matter: 'unclassified',
      headcount: { came: 2, representatives: 1 },
      interpreter: 'Tày',
    });
    expect(cells.content).toBeUndefined();
    expect(cells.case).toBeUndefined();
    expect(Object.keys(cells).filter((key) => key.endsWith('/name'))).not.toContain(`${PERSON}/name`);
    expect(JSON.stringify(cells)).toContain('0912345678');
  });

  it('has the same matter, and nothing of the people but the village', async () => {
    const { save } = await begins(/^Người khác, cùng nội dung/);
    expect(screen.getByLabelText(/^Họ và tên công dân/)).toHaveValue('');
    const cells = await save();
    expect(cells).toMatchObject({
      matter: 'complaint',
      content: 'tranh chấp ranh giới',
      field: { level1: 'land_housing' },
      direction: { kind: 'forward', to: 'Thanh tra tỉnh' },
      headcount: { came: 1 },
    });
    expect(JSON.stringify(cells)).not.toMatch(/Nông Thị Đào|0912345678/);
  });

  it('takes nothing from a denunciation', async () => {
    await begins(/^Người khác, cùng nội dung/, { ...VISIT, matter: 'denunciation', localCode: 'TC-7K2M' });
    expect(screen.getByRole('radio', { name: 'Chưa phân loại' })).toBeChecked();
    expect(screen.getByLabelText('Nội dung trình bày')).toHaveValue('');
  });
});
