import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { unit } from '../../../src/contract/records/unit.ts';
import { SearchPage } from '../../../src/features/search/search-page.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';

type Fake = Awaited<ReturnType<typeof fakePhone>>;
const user = userEvent.setup({ delay: null });
const DAO = idNo(1);
const PERSON = `people/${idNo(9)}`;
const LONG = `${'Bà con đã nhiều lần đề nghị mà chưa thấy ai đến xem, nay lại trình bày một lần nữa rằng '.repeat(2)}cầu treo gãy.`;
const COMMON = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } };

function visit(name: string, more: Cells = {}): Cells {
  return {
    ...COMMON,
    matter: 'proposal',
    visited: { date: '2026-11-20' },
    headcount: { came: 1 },
    [`${PERSON}/name`]: name,
    [`${PERSON}/village`]: { name: 'Xóm Suối Trong' },
    ...more,
  };
}

let fake: Fake;
beforeEach(async () => {
  fake = await fakePhone();
  await fake.arrives({ rid: DAO, cells: visit('Nông Thị Đào', { content: `Đường điện. ${LONG}` }) });
  await fake.arrives({ rid: idNo(2), cells: visit('Hoàng Văn Páo', { visited: { date: '2026-11-19' } }) });
  await fake.arrives({
    rid: idNo(3),
    kind: receptionSession.kind,
    cells: {
      ...COMMON,
      type: { kind: 'periodic' },
      held: { date: '2026-11-20' },
      status: { status: 'done' },
      [`chairs/${idNo(8)}/holding`]: { officialId: idNo(8), name: 'Hoàng Thị Phó', capacity: 'committee_chair' },
    },
  });
  await fake.arrives({
    rid: fake.phone.unit.id,
    kind: unit.kind,
    cells: {
      identity: { code: '01', kind: 'xa', level: 'commune', name: 'Xã Mẫu Một' },
      oldNames: ['Huyện Ví Dụ'],
      [`villages/${idNo(7)}/name`]: 'Xóm Suối Trong',
      [`villages/${idNo(7)}/oldNames`]: ['Nà Lạ'],
    },
  });
});

function opens() {
  const went: string[] = [];
  const { unmount } = render(
    <SearchPage phone={fake.phone} go={(address) => went.push(address)} onBack={() => went.push('back')} />,
  );
  return { went, unmount };
}

const box = () => screen.getByRole('searchbox', { name: 'Tìm trên máy này' });
const asks = async (words: string) => {
  await user.clear(box());
  await user.type(box(), words);
};
const group = (name: string) => screen.findByRole('region', { name: new RegExp(`^${name}`) });
const links = () => screen.queryAllByRole('link').map((link) => link.querySelector('span span')?.textContent);

describe('the search', () => {
  it('stands ready in the box, and finds without marks, in any order, while somebody types', async () => {
    opens();
    expect(box()).toHaveFocus();
    await asks('dao no');
    const visits = await group('Lượt tiếp');
    const row = await within(visits).findByRole('link', { name: /Nông Thị Đào/ });
    expect(row).toHaveAttribute('href', `/tiep-dan/${DAO}`);
    expect([...row.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['Nông', 'Đào']);
    expect(await screen.findByText('1 kết quả')).toBeInTheDocument();
  });

  it('groups what it finds, with their numbers', async () => {
    opens();
    await asks('hoang');
    expect(await group('Lượt tiếp \\(1\\)')).toHaveTextContent('Hoàng Văn Páo');
    expect(await group('Buổi tiếp \\(1\\)')).toHaveTextContent('Tiếp định kỳ – Hoàng Thị Phó');
  });

  it('shows why, where the list does not', async () => {
    // The record itself is longer than what its line keeps: the words stand in the summary, not in what is shown.
    opens();
    await asks('trinh bay');
    const row = await screen.findByRole('link', { name: /Nông Thị Đào/ });
    await waitFor(() => expect(row).toHaveTextContent(/…thấy ai đến xem, nay lại trình bày một lần nữa/));
  });

  it('finds visits by an old name of their village, and the village by it', async () => {
    opens();
    await asks('na la');
    expect(await group('Lượt tiếp \\(2\\)')).toHaveTextContent('Nông Thị Đào');
    const places = await group('Xóm, đơn vị');
    expect(places).toHaveTextContent('Tên cũ: Nà Lạ');
    await user.click(within(places).getByRole('button'));
    expect(box()).toHaveValue('Xóm Suối Trong');
    expect(box()).toHaveFocus();
  });

  it('says where it has looked when nothing is found', async () => {
    opens();
    await asks('trâu');
    expect(await screen.findByText('Không thấy “trâu” trên máy này')).toBeVisible();
    expect(screen.getByText(/Máy này giữ các lượt tiếp từ 19\/11\/2026/)).toBeVisible();
  });
});

describe('by keys', () => {
  it('the arrows go into the results and back, Enter opens, Escape leaves', async () => {
    const { went } = opens();
    await asks('hoang');
    await group('Buổi tiếp');
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('link', { name: /Páo/ })).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('link', { name: /Phó/ })).toHaveFocus();
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(box()).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(went).toEqual([`/tiep-dan/${idNo(2)}`]);
    await user.keyboard('{Escape}');
    expect(went.at(-1)).toBe('back');
  });
});

describe('what is secret', () => {
  it('the question is in no address; whoever comes back finds it, and the row that was opened', async () => {
    const { went, unmount } = opens();
    await asks('dao');
    await user.click(await screen.findByRole('link', { name: /Đào/ }));
    unmount();
    opens();
    expect(went.join()).not.toMatch(/dao/i);
    expect(box()).toHaveValue('dao');
    expect(await screen.findByRole('link', { name: /Đào/ })).toHaveFocus();
    await user.clear(box());
    expect(await screen.findByRole('button', { name: 'dao' })).toBeVisible();
  });

  it('and nothing of it lies on the disk', async () => {
    opens();
    await asks('cau chuyen bi mat');
    await screen.findByText(/Không thấy/);
    expect(await fake.onDisk()).not.toContain('bi mat');
  });

  it('it is gone with the keys', async () => {
    const { unmount } = opens();
    await asks('dao');
    await user.click(await screen.findByRole('link', { name: /Đào/ }));
    act(() => fake.lock.tell('locked'));
    unmount();
    fake.lock.tell('open');
    opens();
    expect(box()).toHaveValue('');
    expect(screen.queryByRole('button', { name: 'dao' })).toBeNull();
  });

  it('a denunciation is found by its local code only', async () => {
    const cells = visit('Lý Thị Kín', { matter: 'denunciation', localCode: 'TC-7K2M', content: 'ông trưởng xóm' });
    await fake.arrives({ rid: idNo(4), cells });
    opens();
    for (const words of ['kin', 'lý', 'truong']) {
      await asks(words);
      expect(await screen.findByText(/Không thấy/)).toBeVisible();
    }
    await asks('7k2m');
    expect(await screen.findByRole('link')).toHaveTextContent('Tố cáo TC-7K2M');
    expect(document.body.textContent).not.toMatch(/Kín|trưởng xóm/);
  });

  it('a record that is redacted meanwhile vanishes from what is shown', async () => {
    opens();
    await asks('dao');
    await screen.findByRole('link', { name: /Đào/ });
    await act(() => fake.arrives({ rid: DAO, cells: visit('', { matter: 'denunciation', localCode: 'TC-7K2M' }) }));
    expect(await screen.findByText(/Không thấy/)).toBeVisible();
    expect(links()).toEqual([]);
  });
});
