import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { visitLines } from '../../src/domain/receptions/visit-words.ts';
import { sayAge, sayPill, saySending } from '../../src/domain/text/wording.ts';
import { VisitDetail } from '../../src/features/receptions/visit-detail.tsx';
import { sayValue } from '../../src/features/sync-centre/conflict-words.ts';
import { TodayPage } from '../../src/features/today/today-page.tsx';
import { SnackbarProvider } from '../../src/ui/snackbar.tsx';
import { idNo, USER } from '../store/support.ts';
import { fakePhone, IDLE } from './fake-phone.ts';

// One figure looks alike on every screen: 1.000 on the phone as in the province's table.

const VISIT = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'feedback',
  visited: { date: '2026-11-23' },
  headcount: { came: 1000, representatives: 1200 },
  earlier: { times: 1500 },
  documents: { text: 'đơn', sheets: 2000 },
  content: 'đường vào xóm',
  [`people/${idNo(9)}/name`]: 'Lý A Dế',
};

it('a record’s figures are grouped', () => {
  const lines = new Map(visitLines(VISIT, undefined).map(({ term, value }) => [term, value]));
  expect(lines.get('Số người đến')).toMatch(/^1\.000 người, 1\.200 người đại diện/);
  expect(lines.get('Đã đến trước đó')).toBe('1.500 lần');
  expect(lines.get('Tài liệu')).toBe('đơn, 2.000 tờ');
});

it('lists and headings too', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: idNo(1), cells: VISIT });
  fake.sync.tell({ ...IDLE, phase: 'offline', waiting: 1234, oldestMs: fake.world.ms - 1100 * 24 * 3_600_000 });
  render(
    <SnackbarProvider closeLabel="Đóng">
      <TodayPage phone={fake.phone} go={vi.fn()} />
      <VisitDetail phone={fake.phone} rid={idNo(1)} go={vi.fn()} />
    </SnackbarProvider>,
  );
  expect(await screen.findByRole('link', { name: /^Lý A Dế \(1\.000 người\)/ })).toBeVisible();
  expect(screen.getByText('1.234 chưa gửi')).toBeVisible();
  expect(await screen.findByText(/^1\.000 người/)).toBeVisible();
});

it('the words of sending too', () => {
  const nowMs = Date.parse('2026-11-23T01:00:00Z');
  const state = { ...IDLE, phase: 'sending', waiting: 1500, sentOfTotal: { sent: 1001, total: 1500 } } as const;
  expect(sayPill(state)).toBe('Đang gửi 1.001/1.500');
  const oldestMs = nowMs - 1100 * 24 * 3_600_000;
  expect(saySending({ ...state, phase: 'offline', oldestMs }, nowMs)).toContain('cũ nhất 1.100 ngày');
  expect(sayAge(oldestMs, nowMs)).toBe('1.100 ngày');
});

it('a year is no figure', () => {
  expect(sayValue('people/x/birth', { year: 1957 })).toBe('năm: 1957');
  expect(sayValue('headcount', { came: 1957 })).toBe('số người: 1.957');
});
