import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { yearRecordId } from '../../../src/domain/calendar/holiday-edit.ts';
import { provinceCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { isWorkingDay } from '../../../src/domain/calendar/working-days.ts';
import { Holidays } from '../../../src/features/admin/holidays.tsx';
import { idOf } from '../../support/commune.ts';
import { FakeDesk } from '../fake-desk.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { dialog, paste, press, pressInDialog, show, write } from './support.tsx';

letDialogsOpen();

/** Nine chairs who receive on the 24th. */
const RULES = Array.from({ length: 9 }, (_, at) => ({
  rid: idOf(`lịch ${at}`),
  kind: 'duty-rule',
  cells: {
    unit: { id: idOf(`Xã ${at}`) },
    chair: { officialId: idOf(`Người ${at}`), name: `Người ${at}`, capacity: 'committee_chair' },
    days: { monthDays: [24] },
    hours: { part: 'morning' },
    period: { from: '2026-01-01' },
  },
}));

function open(mayEdit = true): FakeDesk {
  const desk = new FakeDesk(RULES);
  show(<Holidays desk={desk} today="2026-11-21" mayEdit={mayEdit} />);
  return desk;
}
const row = async (title: string) => within((await screen.findByText(title)).closest('li') as HTMLElement);
const works = (desk: FakeDesk, date: string) =>
  isWorkingDay(date, provinceCalendar(desk.of('holiday-year').map(({ cells }) => cells)));
const CULTURE = 'Thứ Ba, 24/11/2026';

describe('days off', () => {
  it('an expected day is confirmed, and that is taken back', async () => {
    const desk = open();
    const culture = await row(CULTURE);
    expect(culture.getByText('Dự kiến')).toBeInTheDocument();
    await userEvent.click(culture.getByRole('button', { name: 'Xác nhận' }));
    await waitFor(async () => expect((await row(CULTURE)).queryByText('Dự kiến')).not.toBeInTheDocument());
    expect((await row(CULTURE)).getByText('Tỉnh ghi')).toBeInTheDocument();
    expect(desk.of('holiday-year').map(({ rid }) => rid)).toEqual([yearRecordId(2026)]);
    await press('Hoàn tác');
    await waitFor(async () => expect((await row(CULTURE)).getByText('Dự kiến')).toBeInTheDocument());
  });

  it('what a change moves is said before it is made', async () => {
    const desk = open();
    await userEvent.click((await row(CULTURE)).getByRole('button', { name: 'Bỏ…' }));
    expect(dialog().getByText('Ảnh hưởng 9 ngày trong lịch tiếp.')).toBeInTheDocument();
    expect(works(desk, '2026-11-24')).toBe(false);
    await pressInDialog('Bỏ');
    expect(await screen.findByText(/Đã bỏ Ngày Văn hóa Việt Nam, 24\/11\/2026. Ảnh hưởng 9 ngày/)).toBeInTheDocument();
    expect(works(desk, '2026-11-24')).toBe(true);
    expect((await row(CULTURE)).getByText('Làm việc')).toBeInTheDocument();
    await userEvent.click((await row(CULTURE)).getByRole('button', { name: 'Trở lại như cũ' }));
    await waitFor(() => expect(works(desk, '2026-11-24')).toBe(false));
  });

  it('a day off and a Saturday that is worked are added', async () => {
    const desk = open();
    await press('Thêm ngày');
    await write('Ngày', '24/12');
    expect(await dialog().findByText('Ảnh hưởng 9 ngày trong lịch tiếp.')).toBeInTheDocument();
    await pressInDialog('Thêm');
    expect(dialog().getAllByText('Nhập tên ngày nghỉ')).not.toHaveLength(0);
    await write('Tên', 'Nghỉ bão');
    await pressInDialog('Thêm');
    await waitFor(() => expect(works(desk, '2026-12-24')).toBe(false));
    await press('Thêm ngày');
    await userEvent.click(dialog().getByRole('radio', { name: 'Làm bù' }));
    await write('Ngày', '26/12/2026');
    await pressInDialog('Thêm');
    await waitFor(() => expect(works(desk, '2026-12-26')).toBe(true));
  });

  it('a Sunday needs no day off, and another year is another year', async () => {
    const desk = open();
    await press('Thêm ngày');
    await write('Tên', 'Nghỉ');
    await write('Ngày', '22/11/2026');
    await pressInDialog('Thêm');
    expect(dialog().getAllByText('Thứ Bảy, Chủ nhật vốn đã nghỉ')).not.toHaveLength(0);
    await write('Ngày', '22/11/2027');
    await pressInDialog('Thêm');
    expect(dialog().getAllByText('Chọn ngày của năm 2026')).not.toHaveLength(0);
    expect(desk.changes).toEqual([]);
  });

  it('many are pasted into a year that is not announced yet, which is then confirmed whole', async () => {
    const desk = open();
    await userEvent.click(await screen.findByRole('radio', { name: '2028' }));
    expect(screen.getByText('Chưa có ngày nghỉ nào của năm 2028')).toBeInTheDocument();
    await press('Dán nhiều ngày');
    await paste('Mỗi dòng một ngày', '24/01/2028 Tết Nguyên đán\n25/01/2028 Tết\nabc\n29/01/2028 làm bù');
    expect(dialog().getByText('1 dòng chưa đọc được sẽ bỏ qua.')).toBeInTheDocument();
    expect(dialog().getByText(/dòng 3: Bắt đầu dòng bằng ngày/)).toBeInTheDocument();
    await pressInDialog('Ghi 3 ngày');
    await waitFor(() => expect(works(desk, '2028-01-24')).toBe(false));
    expect(works(desk, '2028-01-29')).toBe(true);
    expect(screen.getByText('Dự kiến')).toBeInTheDocument();
    await press('Năm 2028 đã chính thức');
    expect(await screen.findByText('Chính thức')).toBeInTheDocument();
    await press('Ghi căn cứ');
    await write('Văn bản thông báo', 'Thông báo của Bộ Nội vụ');
    await pressInDialog('Lưu');
    expect(await screen.findByText('Căn cứ: Thông báo của Bộ Nội vụ')).toBeInTheDocument();
    expect(desk.of('holiday-year')).toHaveLength(1);
  });

  it('others only read', async () => {
    open(false);
    expect(await screen.findByText('Quản trị viên tỉnh sửa các ngày này.')).toBeInTheDocument();
    expect(screen.queryAllByRole('button')).toHaveLength(0);
  });
});
