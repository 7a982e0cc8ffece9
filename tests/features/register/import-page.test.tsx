import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { registerHeading } from '../../../src/documents/register/heading.ts';
import { receptionRegister } from '../../../src/documents/register/register.ts';
import { registerWorkbook } from '../../../src/documents/register/register-sheet.ts';
import { newVisit } from '../../../src/domain/receptions/new-visit.ts';
import type { VisitForm } from '../../../src/domain/receptions/visit-form.ts';
import { ImportPage } from '../../../src/features/register/import-page.tsx';
import { saveFile } from '../../../src/ui/save-file.ts';
import { SPACE, successOf } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letBytesBeOfOneRealm } from '../let-bytes-be-of-one-realm.ts';
import { bookOf, goodRow, HEAD, letFilesBeRead } from './support.ts';

vi.mock('../../../src/ui/save-file.ts', () => ({ saveFile: vi.fn() }));

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null, applyAccept: false });

letBytesBeOfOneRealm();
letFilesBeRead();

type Fake = Awaited<ReturnType<typeof fakePhone>>;

const opens = (fake: Fake, go = vi.fn()) => {
  render(<ImportPage phone={fake.phone} go={go} onBack={vi.fn()} />);
  return go;
};

const chooses = async (file: File) => user.upload(screen.getByLabelText('Chọn tệp Excel'), file);

/** Visits on this phone that are not deleted. */
const visitsOn = ({ list }: Fake) =>
  list.getSnapshot().newestFirst.filter(({ kind, status }) => kind === receptionVisit.kind && status !== 'deleted');

const figure = async (label: string) => {
  const words = await screen.findByText(label);
  return words.parentElement?.firstElementChild?.textContent;
};

async function takes(count: number) {
  await user.click(await screen.findByRole('button', { name: `Nhập ${count} lượt` }));
  await screen.findByText(/^Đã lưu trên máy này ✓/);
}

const BOOK = [HEAD, goodRow(1), goodRow(2), [3, '32/13/2025', 'Lý A Dế', '', 'xin', 'KN'], goodRow(4)];
const SECRET = [5, '06/03/2025', 'Hoàng Thị Mật – xóm Trên', '004190000009', 'Tố cáo ông N nhận tiền', 'TC'];

describe('a register from a file', () => {
  it('is shown first; bad rows are left out with where and why, the others become visits', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(await bookOf(BOOK));
    expect(await figure('Sẽ nhập')).toBe('3');
    expect(await figure('Dòng lỗi')).toBe('1');
    expect(screen.getByText("Dòng 4, cột Ngày tiếp: '32/13/2025' không phải ngày")).toBeVisible();
    expect(screen.getByText('Nông Thị Số 1 – Xóm Trên, xã Mẫu')).toBeVisible();
    expect(visitsOn(fake)).toHaveLength(0);
    await takes(3);
    expect(
      visitsOn(fake)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Nông Thị Số 1', 'Nông Thị Số 2', 'Nông Thị Số 4']);
    expect(screen.getByText(/3 lượt từ tệp so-2025\.xlsx\. 1 dòng lỗi không lấy/)).toBeVisible();
  });

  it('read again, also with rows put in between, takes nothing twice', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(await bookOf(BOOK));
    await takes(3);
    await user.click(screen.getByRole('button', { name: 'Nhập tệp khác' }));
    await chooses(await bookOf(BOOK, 'bản sao.xlsx'));
    expect(await figure('Đã có')).toBe('3');
    expect(screen.getByRole('button', { name: 'Không có dòng mới' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Chọn tệp khác' }));
    await chooses(await bookOf([HEAD, goodRow(7), ...BOOK.slice(1), goodRow(8)]));
    await takes(2);
    expect(visitsOn(fake)).toHaveLength(5);
  });

  it('can be taken back, but for what somebody has changed, and read again', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(await bookOf(BOOK));
    await takes(3);
    const rid = visitsOn(fake).find(({ title }) => title === 'Nông Thị Số 2')?.rid ?? '';
    const record = await fake.phone.records.open(rid);
    await fake.phone.records.save({
      rid,
      kind: receptionVisit.kind,
      change: { op: 'patch', patch: { request: 'Trả lời bằng văn bản' } },
      opened: record?.opened ?? null,
    });
    await user.click(screen.getByRole('button', { name: 'Hoàn tác lần nhập này' }));
    expect(await screen.findByText(/Đã xóa 2 lượt của lần nhập\. Giữ lại 1 lượt/)).toBeVisible();
    expect(visitsOn(fake).map(({ title }) => title)).toEqual(['Nông Thị Số 2']);
    await user.click(screen.getByRole('button', { name: 'Nhập tệp khác' }));
    await chooses(await bookOf(BOOK));
    expect(await figure('Đã có')).toBe('1');
    await takes(2);
    expect(visitsOn(fake)).toHaveLength(3);
  });

  it('that was imported before can be taken back by choosing the file again', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(await bookOf(BOOK));
    await takes(3);
    await user.click(screen.getByRole('button', { name: 'Nhập tệp khác' }));
    await chooses(await bookOf(BOOK));
    await user.click(await screen.findByRole('button', { name: 'Hoàn tác lần nhập trước (3 lượt)' }));
    expect(await screen.findByText(/Đã xóa 3 lượt/)).toBeVisible();
    expect(visitsOn(fake)).toHaveLength(0);
  });

  it('of a denunciation leaves no name and no word on this phone, nor on the screen', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(await bookOf([HEAD, goodRow(1), SECRET]));
    expect(await screen.findByText(/^1 dòng tố cáo: chỉ lấy ngày/)).toBeVisible();
    expect(document.body).not.toHaveTextContent(/Mật|nhận tiền/);
    await user.click(screen.getByRole('button', { name: 'Sửa cột' }));
    expect(document.body).not.toHaveTextContent(/Mật|nhận tiền/);
    await takes(2);
    expect(screen.getByText(/^Dòng 3: TC-[2-9A-Z]{4}$/)).toBeVisible();
    expect(await fake.onDisk()).not.toMatch(/Mật|nhận tiền|004190000009/);
    expect(visitsOn(fake).filter(({ matter }) => matter === 'denunciation')).toHaveLength(1);
  });

  it('asks about what may be on this phone: the same row twice, a visit of that day and name, words of tố cáo', async () => {
    const fake = await fakePhone();
    const by = { organ: 'committee', recordedBy: fake.phone.recordedBy } as const;
    const byHand = newVisit(
      {
        matter: 'complaint',
        visited: { date: '2025-03-05' },
        headcount: { came: 1 },
        content: 'Xin việc 4 gấp',
        people: [{ id: fake.phone.newId(), name: 'Nông Thị Số 4' }],
      },
      by,
    );
    await fake.phone.records.save({
      rid: fake.phone.newId(),
      kind: receptionVisit.kind,
      change: successOf(byHand),
      opened: null,
    });
    opens(fake);
    const named = [9, '10/03/2025', 'Lý A Dế', '', 'Khiếu nại việc giải quyết đơn tố cáo', 'KN'];
    await chooses(await bookOf([HEAD, goodRow(1), goodRow(1), goodRow(4), named]));
    expect(await figure('Cần xem')).toBe('3');
    for (const why of ['giống hệt dòng 2', /^có thể đã có: Nông Thị Số 4, ngày 05\/03\/2025/, /nhắc đến tố cáo/])
      expect(screen.getByText(why)).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: /^Dòng 5: Lý A Dế/ }));
    await takes(2);
    expect(visitsOn(fake)).toHaveLength(3);
  });

  it('that this phone has written itself brings nothing, however much a visit says; a corrected one is asked about', async () => {
    const fake = await fakePhone();
    const by = { organ: 'committee', recordedBy: fake.phone.recordedBy } as const;
    const person = (name: string) => ({
      id: fake.phone.newId(),
      name,
      document: { number: '004190000011' },
    });
    const forms: VisitForm[] = [
      {
        matter: 'complaint',
        content: 'Xin đo lại đất\nở xóm Trên',
        request: 'Trả lời bằng văn bản',
        documents: { text: 'Đơn', sheets: 2 },
        headcount: { came: 2, representatives: 1 },
        people: [person('Nông Thị Đào'), person('Lý A Dế')],
        direction: { kind: 'accept' },
        notice: { givenOn: '2026-11-10', documentNo: '12/TB-UBND' },
      },
      { matter: 'proposal', content: 'Hỏi chế độ', headcount: { came: 1 }, people: [person('Bàn Văn Sơn')] },
      { matter: 'denunciation', localCode: 'TC-7K2M', headcount: { came: 1 } },
    ];
    const visits: { readonly rid: string; readonly cells: Cells }[] = [];
    for (const form of forms) {
      const rid = fake.phone.newId();
      const change = successOf(newVisit({ ...form, visited: { date: '2026-11-05' } }, by));
      await fake.phone.records.save({ rid, kind: receptionVisit.kind, change, opened: null });
      visits.push({ rid, cells: change.patch });
    }
    const period = { organ: 'committee', from: '2026-11-01', to: '2026-11-30' } as const;
    const file = await registerWorkbook({
      register: receptionRegister({ ...period, visits, sessions: [] }),
      heading: registerHeading(
        'committee',
        { id: SPACE, code: '01', kind: 'xa', level: 'commune', name: 'Mẫu' },
        undefined,
      ),
      volume: '1',
      paper: 'A3',
      numbers: 'masked',
      today: '2026-11-23',
      demo: false,
    });
    opens(fake);
    await chooses(new File([file], 'so.xlsx'));
    expect(await figure('Đã có')).toBe('3');
    expect(await figure('Cần xem')).toBe('0');

    const { rid } = visits[1]!;
    const opened = (await fake.phone.records.open(rid))!;
    const change = { op: 'patch' as const, patch: { content: 'Hỏi chế độ người cao tuổi' } };
    successOf(await fake.phone.records.save({ rid, kind: receptionVisit.kind, change, opened: opened.opened }));
    await user.click(screen.getByRole('button', { name: 'Chọn tệp khác' }));
    await chooses(new File([file], 'so.xlsx'));
    await waitFor(async () => expect(await figure('Cần xem')).toBe('1'));
    expect(await figure('Đã có')).toBe('2');
  });

  it('that fills the phone stops, says so, and goes on where it stood', async () => {
    const fake = await fakePhone();
    opens(fake);
    const rows = Array.from({ length: 12 }, (_, n) => goodRow(n + 1));
    await chooses(await bookOf([HEAD, ...rows]));
    const write = fake.port.write.bind(fake.port);
    let writes = 0;
    fake.port.write = async (tables, body) => {
      writes += 1;
      fake.trouble.now = writes > 5 ? 'full' : undefined;
      return write(tables, body);
    };
    await user.click(await screen.findByRole('button', { name: 'Nhập 12 lượt' }));
    expect(await screen.findByText(/Máy đã hết chỗ nên phải dừng/)).toBeVisible();
    const saved = visitsOn(fake).length;
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThan(12);
    expect(screen.getByText(new RegExp(`: ${saved}/12 lượt từ tệp`))).toBeVisible();
    fake.port.write = write;
    fake.trouble.now = undefined;
    await user.click(screen.getByRole('button', { name: 'Nhập tệp khác' }));
    await chooses(await bookOf([HEAD, ...rows]));
    await takes(12 - saved);
    expect(visitsOn(fake)).toHaveLength(12);
  });

  it('stops when somebody says so; what is saved stays', async () => {
    const fake = await fakePhone();
    opens(fake);
    const rows = Array.from({ length: 40 }, (_, n) => goodRow(n + 1));
    await chooses(await bookOf([HEAD, ...rows]));
    await user.click(await screen.findByRole('button', { name: 'Nhập 40 lượt' }));
    await user.click(await screen.findByRole('button', { name: 'Dừng' }));
    expect(await screen.findByText(/^Đã dừng giữa chừng/)).toBeVisible();
    expect(visitsOn(fake).length).toBeLessThan(40);
  });

  it('without titles waits until a person says what stands where', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(
      await bookOf([
        ['14/03/2025', 'Nông Thị Đào', 'xin'],
        ['15/03/2025', 'Lý A Dế', 'hỏi'],
      ]),
    );
    expect(await screen.findByText('Chọn cột nào là Ngày tiếp.')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Cột A'), 'Ngày tiếp');
    expect(await screen.findByText(/^Chọn cột nào là Họ tên/)).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Cột B'), 'Họ tên');
    await takes(2);
    expect(visitsOn(fake).map(({ title }) => title)).toEqual(['Lý A Dế', 'Nông Thị Đào']);
  });

  it('keeps the columns open and the focus on the one that was changed, while it is read anew', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(await bookOf(BOOK));
    expect(await screen.findByText('so-2025.xlsx')).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Sửa cột' }));
    const column = screen.getAllByLabelText<HTMLSelectElement>(/^Cột E/)[0]!;
    await user.selectOptions(column, 'Không dùng');
    await screen.findByText(/^Chưa lưu gì/);
    await waitFor(() => expect(screen.getByLabelText(/^Cột E/)).toHaveFocus());
    expect(screen.getByLabelText(/^Cột E/)).toBe(column);
    expect(column).toBeVisible();
    expect(column).toHaveValue('');
  });

  it('has its faults as a file of their own', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(await bookOf(BOOK));
    await user.click(await screen.findByRole('button', { name: 'Tải danh sách lỗi' }));
    await waitFor(() => expect(saveFile).toHaveBeenCalledWith('dong-loi-so-2025.xlsx', expect.any(Blob)));
  });

  it('that is no workbook is refused with what to do', async () => {
    const fake = await fakePhone();
    opens(fake);
    await chooses(new File(['a,b'], 'so.csv', { type: 'text/csv' }));
    expect(await screen.findByText(/^Đây không phải tệp Excel dạng \.xlsx/)).toBeVisible();
  });
});
