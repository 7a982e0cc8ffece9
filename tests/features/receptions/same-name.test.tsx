import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { reclassifyAsDenunciation } from '../../../src/domain/receptions/edit-visit.ts';
import { EditVisitPage, NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, successOf, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const [EARLIER, NEW] = [idNo(1), idNo(2)];
const CELLS = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'feedback',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  content: 'tranh chấp',
  [`people/${idNo(9)}/name`]: 'Nông Thị Đào',
  [`people/${idNo(9)}/phone`]: '0912 345 678',
};
type Fake = Awaited<ReturnType<typeof fakePhone>>;

async function receivesHerAgain(fake: Fake) {
  const saved = vi.fn();
  render(
    <SnackbarProvider closeLabel="Đóng">
      <NewVisitPage phone={fake.phone} formId={NEW} go={vi.fn()} onLeave={vi.fn()} onAnother={saved} />
    </SnackbarProvider>,
  );
  await user.type(await screen.findByLabelText(/^Họ và tên công dân/), 'nông thị đào');
  await user.tab();
  await user.click(await screen.findByRole('button', { name: 'Dùng lại' }));
  return {
    saves: async () => {
      await user.click(screen.getByRole('button', { name: 'Lưu – tiếp người sau' }));
      await waitFor(() => expect(saved).toHaveBeenCalled());
    },
  };
}

const caseOf = async (fake: Fake, rid: string) =>
  (await fake.phone.records.open(rid))?.view.cells.case as { id: string; known: string } | undefined;

it('two visits of one case bear its id, which is no visit’s', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: EARLIER, cells: CELLS });
  const { saves } = await receivesHerAgain(fake);
  await waitFor(async () => expect(await caseOf(fake, EARLIER)).toMatchObject({ known: 'new' }));
  await saves();
  const id = (await caseOf(fake, EARLIER))?.id;
  expect(id).not.toBe(EARLIER);
  expect(await caseOf(fake, NEW)).toEqual({ id, known: 'old' });
  expect((await fake.phone.records.queue()).waiting.map(({ rid, body }) => [rid, body?.op])).toEqual([
    [EARLIER, 'patch'],
    [NEW, 'create'],
  ]);
});

it('a visit that turns out a denunciation is tied to no other one any more', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: EARLIER, cells: CELLS });
  await (await receivesHerAgain(fake)).saves();
  const record = await fake.phone.records.open(EARLIER);
  const change = successOf(reclassifyAsDenunciation(record?.view.cells ?? {}, 'TC-7K2M'));
  const opened = record?.opened ?? null;
  successOf(await fake.phone.records.save({ rid: EARLIER, kind: receptionVisit.kind, change, opened }));
  expect(await caseOf(fake, EARLIER)).toBeUndefined();
  const later = JSON.stringify((await fake.phone.records.open(NEW))?.view.cells);
  expect(later).toContain('nông thị đào');
  expect(later).not.toContain(EARLIER);
});

it('joins the case that the earlier visit belongs to already', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: EARLIER, cells: { ...CELLS, case: { id: idNo(77), known: 'old' } } });
  await (await receivesHerAgain(fake)).saves();
  expect(await caseOf(fake, NEW)).toEqual({ id: idNo(77), known: 'old' });
  expect((await fake.phone.records.queue()).waiting.map(({ rid }) => rid)).toEqual([NEW]);
});

it('does not take the visit that is edited for an earlier one', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: EARLIER, cells: CELLS });
  render(
    <SnackbarProvider closeLabel="Đóng">
      <EditVisitPage phone={fake.phone} rid={EARLIER} go={vi.fn()} onLeave={vi.fn()} />
    </SnackbarProvider>,
  );
  await user.click(await screen.findByLabelText(/^Họ và tên công dân/));
  await user.tab();
  expect(screen.queryByRole('button', { name: 'Dùng lại' })).toBeNull();
});
