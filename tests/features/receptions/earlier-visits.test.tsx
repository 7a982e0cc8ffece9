import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { reclassifyAsDenunciation } from '../../../src/domain/receptions/edit-visit.ts';
import { EditVisitPage, NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SECTIONS } from '../../../src/features/receptions/visit-sections.ts';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, successOf, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const [EARLIER, NEW, EVEN_EARLIER] = [idNo(1), idNo(2), idNo(3)];
const PERSON = `people/${idNo(9)}`;
const CELLS = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'feedback',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  content: 'tranh chấp',
  [`${PERSON}/name`]: 'Nông Thị Đào',
  [`${PERSON}/phone`]: '0912 345 678',
};
type Fake = Awaited<ReturnType<typeof fakePhone>>;

async function opensForm(fake: Fake) {
  const saved = vi.fn();
  render(
    <SnackbarProvider closeLabel="Đóng">
      <NewVisitPage phone={fake.phone} formId={NEW} go={vi.fn()} onLeave={vi.fn()} onAnother={saved} />
    </SnackbarProvider>,
  );
  await screen.findByLabelText(/^Họ và tên công dân/);
  return {
    saves: async () => {
      await user.click(screen.getByRole('button', { name: 'Lưu – tiếp người sau' }));
      await waitFor(() => expect(saved).toHaveBeenCalled());
    },
  };
}

async function receivesHerAgain(fake: Fake) {
  const form = await opensForm(fake);
  await user.type(screen.getByLabelText(/^Họ và tên công dân/), 'nông thị đào');
  await user.tab();
  return form;
}

const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
const cellsOf = async (fake: Fake, rid: string) => (await fake.phone.records.open(rid))?.view.cells ?? {};
const caseOf = async (fake: Fake, rid: string) =>
  (await cellsOf(fake, rid)).case as { id: string; known: string } | undefined;
const waiting = async (fake: Fake) =>
  (await fake.phone.records.queue()).waiting.map(({ rid, body }) => [rid, body?.op]);

describe('somebody who was here before', () => {
  it('is said to have been, with what it was about', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    await fake.arrives({ rid: EVEN_EARLIER, cells: { ...CELLS, visited: { date: '2026-05-12' }, content: 'sổ đỏ' } });
    await receivesHerAgain(fake);
    expect(
      await screen.findByText('Cùng họ tên này đã tiếp 2 lần, gần nhất 20/11/2026 – Phản ánh – tranh chấp'),
    ).toBeVisible();
  });

  it('is sure by her phone number, and the form knows the rest of her', async () => {
    const fake = await fakePhone();
    const known = { [`${PERSON}/document`]: { number: '004157000002' }, [`${PERSON}/village`]: { name: 'Nà Pháo' } };
    await fake.arrives({ rid: EARLIER, cells: { ...CELLS, ...known } });
    await opensForm(fake);
    await user.click(screen.getByText(SECTIONS.identity));
    await user.type(screen.getByLabelText('Điện thoại'), '0912345678');
    await user.tab();
    expect(await screen.findByText(/^Nông Thị Đào đã tiếp 1 lần/)).toBeVisible();
    await press('Vụ việc mới');
    expect(await screen.findByText(/^Đã điền theo lần tiếp 20\/11\/2026: Họ và tên Nông Thị Đào/)).toBeVisible();
    expect(screen.getByLabelText(/^Số căn cước/)).toHaveValue('004157000002');
  });

  it('brings another matter: a case of its own, of which the earlier visit hears nothing', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    const { saves } = await receivesHerAgain(fake);
    await press('Vụ việc mới');
    expect(await screen.findByText('Vụ việc mới.')).toBeVisible();
    await saves();
    expect(await caseOf(fake, NEW)).toMatchObject({ known: 'new' });
    expect(await waiting(fake)).toEqual([[NEW, 'create']]);
  });

  it('is somebody else: nothing is taken over, and nobody asks again', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    const { saves } = await receivesHerAgain(fake);
    await press('Không phải người này');
    expect(screen.queryByText(/đã tiếp/)).toBeNull();
    await saves();
    const cells = await cellsOf(fake, NEW);
    expect(cells.case).toBeUndefined();
    expect(JSON.stringify(cells)).not.toContain('0912');
  });

  it('with several cases: it is chosen of which, with what was said and answered', async () => {
    const fake = await fakePhone();
    const land = { id: idNo(77), known: 'old' };
    await fake.arrives({ rid: EARLIER, cells: { ...CELLS, direction: { kind: 'explain' } } });
    await fake.arrives({
      rid: EVEN_EARLIER,
      cells: { ...CELLS, visited: { date: '2026-05-12' }, content: 'cấp sổ đỏ', case: land },
    });
    const { saves } = await receivesHerAgain(fake);
    await press('Cùng vụ việc…');
    const dialog = screen.getByRole('dialog', { name: 'Các lần trước (2)' });
    expect(dialog).toHaveTextContent('tranh chấp');
    expect(dialog).toHaveTextContent('Đã giải thích');
    await user.click(within(dialog).getAllByRole('button', { name: 'Cùng vụ việc này' })[1] as HTMLElement);
    expect(await screen.findByText(/^Cùng vụ việc với lượt 12\/05\/2026 – Phản ánh – cấp sổ đỏ/)).toBeVisible();
    await saves();
    expect(await caseOf(fake, NEW)).toEqual({ id: land.id, known: 'old' });
  });

  it('may be taken apart again before it is saved', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: { ...CELLS, case: { id: idNo(77), known: 'old' } } });
    const { saves } = await receivesHerAgain(fake);
    await press('Cùng vụ việc');
    await press('Bỏ chọn');
    expect(await screen.findByRole('button', { name: 'Vụ việc mới' })).toBeVisible();
    await saves();
    expect(await caseOf(fake, NEW)).toBeUndefined();
  });
});

describe('two visits of one case', () => {
  it('are made by a double tap too: one case, not two', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    const { saves } = await receivesHerAgain(fake);
    const button = await screen.findByRole('button', { name: 'Cùng vụ việc' });
    fireEvent.click(button);
    fireEvent.click(button);
    await screen.findByText(/^Cùng vụ việc với lượt/);
    await saves();
    expect(await waiting(fake)).toEqual([
      [EARLIER, 'patch'],
      [NEW, 'create'],
    ]);
    expect((await caseOf(fake, NEW))?.id).toBe((await caseOf(fake, EARLIER))?.id);
  });

  it('are none when it is taken back: the earlier one loses the case that it took for this', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    await receivesHerAgain(fake);
    await press('Cùng vụ việc');
    await waitFor(async () => expect(await caseOf(fake, EARLIER)).toBeDefined());
    await press('Bỏ chọn');
    await waitFor(async () => expect((await caseOf(fake, EARLIER)) ?? null).toBeNull());
  });

  it('are not made of one that has turned out a denunciation, and nothing of it is filled in', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    await receivesHerAgain(fake);
    const button = await screen.findByRole('button', { name: 'Cùng vụ việc' });
    const record = await fake.phone.records.open(EARLIER);
    const change = successOf(reclassifyAsDenunciation(record?.view.cells ?? {}, 'TC-7K2M'));
    const opened = record?.opened ?? null;
    successOf(await fake.phone.records.save({ rid: EARLIER, kind: receptionVisit.kind, change, opened }));
    await user.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent('Không nối được với lượt đó');
    expect(screen.queryByText(/^Đã điền theo/)).toBeNull();
  });

  it('bear its id, which is no visit’s', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    const { saves } = await receivesHerAgain(fake);
    await press('Cùng vụ việc');
    await waitFor(async () => expect(await caseOf(fake, EARLIER)).toMatchObject({ known: 'new' }));
    await saves();
    const id = (await caseOf(fake, EARLIER))?.id;
    expect(id).not.toBe(EARLIER);
    expect(await caseOf(fake, NEW)).toEqual({ id, known: 'old' });
    expect(await waiting(fake)).toEqual([
      [EARLIER, 'patch'],
      [NEW, 'create'],
    ]);
  });

  it('are tied no more when one turns out a denunciation', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    const { saves } = await receivesHerAgain(fake);
    await press('Cùng vụ việc');
    await screen.findByText(/^Cùng vụ việc với lượt/);
    await saves();
    const record = await fake.phone.records.open(EARLIER);
    const change = successOf(reclassifyAsDenunciation(record?.view.cells ?? {}, 'TC-7K2M'));
    const opened = record?.opened ?? null;
    successOf(await fake.phone.records.save({ rid: EARLIER, kind: receptionVisit.kind, change, opened }));
    expect(await caseOf(fake, EARLIER)).toBeUndefined();
    const later = JSON.stringify(await cellsOf(fake, NEW));
    expect(later).toContain('nông thị đào');
    expect(later).not.toContain(EARLIER);
  });

  it('join the case that the earlier one belongs to already', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: { ...CELLS, case: { id: idNo(77), known: 'old' } } });
    const { saves } = await receivesHerAgain(fake);
    await press('Cùng vụ việc');
    await screen.findByText(/^Cùng vụ việc với lượt/);
    await saves();
    expect(await caseOf(fake, NEW)).toEqual({ id: idNo(77), known: 'old' });
    expect(await waiting(fake)).toEqual([[NEW, 'create']]);
  });

  it('cannot be made where the earlier one is not one’s own to edit: the number of times is asked for', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: EARLIER, cells: CELLS });
    const actor = fake.phone.actor();
    Object.assign(fake.phone, { actor: () => ({ ...actor, memberships: [] }) });
    await receivesHerAgain(fake);
    await press('Cùng vụ việc');
    expect(await screen.findByRole('alert')).toHaveTextContent('Không nối được với lượt đó');
  });
});

it('a denunciation is never told as an earlier visit', async () => {
  const fake = await fakePhone();
  const slipped = { ...CELLS, matter: 'denunciation', localCode: 'TC-7K2M' };
  await fake.arrives({ rid: EARLIER, cells: slipped });
  await receivesHerAgain(fake);
  await fake.phone.records.open(EARLIER);
  expect(screen.queryByText(/đã tiếp/)).toBeNull();
  await press('Khách gần đây');
  expect(await screen.findByText('Chưa có lượt nào ghi họ tên trên máy này.')).toBeVisible();
});

it('the visit that is edited is not taken for an earlier one', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: EARLIER, cells: CELLS });
  render(
    <SnackbarProvider closeLabel="Đóng">
      <EditVisitPage phone={fake.phone} rid={EARLIER} go={vi.fn()} onLeave={vi.fn()} />
    </SnackbarProvider>,
  );
  await user.click(await screen.findByLabelText(/^Họ và tên công dân/));
  await user.tab();
  expect(screen.queryByRole('button', { name: 'Cùng vụ việc' })).toBeNull();
});

describe('Khách gần đây', () => {
  it('are the people of the last visits, each once, the newest first; a tap fills one in', async () => {
    const fake = await fakePhone();
    const second = `people/${idNo(8)}`;
    await fake.arrives({ rid: EARLIER, cells: { ...CELLS, [`${second}/name`]: 'Lý A Dế', [`${second}/order`]: 1 } });
    await fake.arrives({ rid: EVEN_EARLIER, cells: { ...CELLS, visited: { date: '2026-05-12' } } });
    await fake.arrives({ rid: idNo(4), cells: { ...CELLS, matter: 'denunciation', localCode: 'TC-7K2M' } });
    await opensForm(fake);
    await press('Khách gần đây');
    const list = await screen.findByRole('list', { name: 'Khách gần đây' });
    const rows = within(list).getAllByRole('button');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Nông Thị Đào20/11/2026'),
      expect.stringContaining('Lý A Dế20/11/2026'),
    ]);
    await user.click(rows[0] as HTMLElement);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByLabelText(/^Họ và tên công dân/)).toHaveValue('Nông Thị Đào');
    expect(screen.getByText(/^Đã điền theo lần tiếp 20\/11\/2026/)).toHaveTextContent('Điện thoại 0912 345 678');
    // And with her what she came for before.
    expect(await screen.findByText(/^Nông Thị Đào đã tiếp 2 lần/)).toBeVisible();
    await press('Hoàn tác');
    expect(screen.getByLabelText(/^Họ và tên công dân/)).toHaveValue('');
  });

  it('are not offered on a phone without any visit', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    expect(screen.queryByRole('button', { name: 'Khách gần đây' })).toBeNull();
  });
});

it('typing a name looks nobody up before the field is left', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: EARLIER, cells: CELLS });
  const opened = vi.spyOn(fake.phone.records, 'open');
  await opensForm(fake);
  opened.mockClear();
  fireEvent.input(screen.getByLabelText(/^Họ và tên công dân/), { target: { value: 'Nông Thị Đào' } });
  expect(opened).not.toHaveBeenCalled();
});
