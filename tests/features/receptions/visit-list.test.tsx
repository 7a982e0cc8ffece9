import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { VisitList } from '../../../src/features/receptions/visit-list.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';

const LACKING = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'feedback',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  content: 'cầu treo',
  [`people/${idNo(9)}/name`]: 'Nông Thị Đào',
};
const WHOLE = {
  ...LACKING,
  field: { level1: 'land_housing' },
  direction: { kind: 'explain' },
  [`people/${idNo(9)}/name`]: 'Lý A Dế',
  [`people/${idNo(9)}/village`]: { name: 'Nà Pháo' },
  [`people/${idNo(9)}/document`]: { number: '004090000001' },
};

async function opens(...visits: readonly object[]) {
  const fake = await fakePhone();
  for (const [at, cells] of visits.entries()) await fake.arrives({ rid: idNo(at + 1), cells: { ...cells } as never });
  render(<VisitList phone={fake.phone} go={vi.fn()} mayRecord scrollMemory={{ current: 0 }} />);
}

const titles = () => screen.getAllByRole('link').map(({ textContent }) => textContent);

it('counts the visits that lack something, and shows only those when asked', async () => {
  await opens(LACKING, WHOLE);
  expect(titles()).toHaveLength(2);
  const filter = screen.getByRole('checkbox', { name: 'Cần bổ sung (1)' });
  await userEvent.click(filter);
  expect(titles()).toEqual([expect.stringContaining('Nông Thị Đào')]);
  await userEvent.click(filter);
  expect(titles()).toHaveLength(2);
});

it('offers no such filter where nothing is missing', async () => {
  await opens(WHOLE);
  expect(screen.queryByRole('checkbox')).toBeNull();
});
