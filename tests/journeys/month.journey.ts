import { randomUUID } from 'node:crypto';
import type { DutyReport } from '../../src/contract/wire/duties.ts';
import type { ReferenceAnswer } from '../../src/contract/wire/reference.ts';
import { shippedHolidayYears } from '../../src/domain/calendar/holidays.ts';
import { addDays, dateAt, monthStart, partsOf } from '../../src/domain/calendar/plain-date.ts';
import { isWorkingDay, workingCalendarOf } from '../../src/domain/calendar/working-days.ts';
import { formatDate } from '../../src/domain/text/format.ts';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';
import type { Office } from './support/province.ts';
import { expectWellMade } from './support/well-made.ts';

const COMMUNE = 'Suối Mẫu';

/** The latest day on which an office works: today, or the Friday before. */
function lastWorkingDay(): string {
  const calendar = workingCalendarOf(shippedHolidayYears);
  let day = dateAt(Date.now());
  while (!isWorkingDay(day, calendar)) day = addDays(day, -1);
  return day;
}

/** The administrator of the commune says that its chairman receives on this day of each month. */
async function rules(administrator: Office, day: string): Promise<void> {
  const { epoch, records } = await administrator.ask<ReferenceAnswer>('GET', '/api/reference');
  const holding = records.find(({ kind, cells }) => kind === 'office-holding' && cells.capacity === 'committee_chair');
  const official = holding?.cells.official as { readonly id: string; readonly name: string };
  await administrator.ask('POST', '/api/reference', {
    mid: randomUUID(),
    rid: randomUUID(),
    kind: 'duty-rule',
    op: 'create',
    epoch,
    rev: 0,
    schemaVer: 1,
    patch: {
      unit: holding?.cells.unit,
      chair: { officialId: official.id, name: official.name, capacity: 'committee_chair' },
      days: { monthDays: [partsOf(day).day] },
      hours: { part: 'morning', from: '07:30', to: '11:30' },
      place: 'Phòng tiếp công dân',
      period: { from: monthStart(day) },
    },
  });
}

/** What the province's cell says of the chairman's duty days in the month of this day. */
async function daysDone(supervisor: Office, day: string): Promise<number> {
  const month = day.slice(0, 7);
  const report = await supervisor.ask<DutyReport>('GET', `/api/reports/duties?from=${month}&to=${month}`);
  const unit = report.units.find(({ space }) => space?.name.includes(COMMUNE));
  const chairs = (unit?.offices ?? []).flatMap(({ capacity, chairs: of }) =>
    capacity === 'committee_chair' ? of : [],
  );
  return chairs.reduce((sum, { months }) => sum + (months[0]?.done ?? 0), 0);
}

async function opensCalendar(user: PhoneUser, day: string): Promise<void> {
  await user.goesTo('Hôm nay');
  await user.button('Lịch tiếp').click();
  await expect(user.heading(/^Tháng /)).toBeVisible();
  if (day.slice(0, 7) !== dateAt(Date.now()).slice(0, 7)) await user.button('Tháng trước').click();
}

/** From the calendar into the session of the duty, whether it is today's or one to be written down. */
async function beginsDuty(user: PhoneUser, day: string): Promise<void> {
  await opensCalendar(user, day);
  await user.page.getByRole('button', { name: new RegExp(`${formatDate(day)} – Chủ tịch UBND`) }).click();
  if (day === dateAt(Date.now())) await user.button('Bắt đầu buổi tiếp').click();
  else {
    await user.button('Ghi buổi đã tiếp').click();
    await user.button('Ghi ngày này').click();
  }
  await expect(user.button('Kết thúc buổi tiếp')).toBeVisible();
}

async function opensSession(user: PhoneUser, day: string): Promise<void> {
  await opensCalendar(user, day);
  await user.page.getByRole('link', { name: new RegExp(formatDate(day)) }).click();
}

test('a month of a commune: calendar, session, visits, approval, register, and the province’s cell turns', async ({
  server,
  phone,
  office,
}) => {
  test.setTimeout(300_000);
  const day = lastWorkingDay();
  const supervisor = office(server, 'tinh.giamsat');
  await rules(office(server, 'quantri.suoimau'), day);
  const before = await daysDone(supervisor, day);

  const clerk = await phone(server);
  await clerk.enrols('vanphong.suoimau');
  await beginsDuty(clerk, day);
  await expectWellMade(clerk.page, 'a session of the calendar');

  const people = ['Nông Thị Đào', 'Lý A Dế', 'Hoàng Văn Páo', 'Triệu Mùi Pham', 'Đàm Thị Ảnh'];
  await clerk.button('Ghi lượt tiếp').click();
  for (const [place, name] of people.entries()) {
    await clerk.writes({ matter: 'Kiến nghị', name, content: `Đề nghị xem lại thửa đất số ${place + 1}` });
    await clerk.button(/Lưu – tiếp/).click();
    await expect(clerk.page.getByLabel('Họ và tên công dân')).toHaveValue('');
  }
  await clerk.writes({ matter: 'Phản ánh', name: 'Giàng A Sử', came: 7, content: 'Bảy hộ phản ánh đường vào xóm' });
  await clerk.button(/Lưu – tiếp/).click();
  await expect(clerk.page.getByLabel('Họ và tên công dân')).toHaveValue('');
  await clerk.chooses('Loại', 'Tố cáo');
  await clerk.button(/Lưu và mở/).click();
  await clerk.seesSaved();

  await opensSession(clerk, day);
  await clerk.sees('Lượt tiếp');
  await expect(clerk.page.getByRole('list', { name: 'Lượt tiếp trong buổi' }).getByRole('listitem')).toHaveCount(7);
  await clerk.button('Kết thúc buổi tiếp').click();
  await clerk.button('Ghi kết luận').click();
  await clerk.page.getByLabel('Nội dung kết luận').fill('Giao Phòng Kinh tế trả lời trong 10 ngày làm việc');
  await clerk.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await clerk.button('Trình lãnh đạo duyệt').click();
  await clerk.sees('Chờ duyệt');
  await clerk.hasSentAll();

  // The chair, on his own phone: what waits for him is the first thing that he sees.
  const chair = await phone(server);
  await chair.enrols('chutich.suoimau');
  await chair.page
    .getByRole('list', { name: 'Cần làm' })
    .getByRole('link', { name: /Chờ duyệt/ })
    .click();
  await chair.sees('Giao Phòng Kinh tế trả lời trong 10 ngày làm việc');
  await chair.button('Duyệt').click();
  await chair.sees('Đã duyệt');
  await expectWellMade(chair.page, 'an approved session');
  await chair.hasSentAll();

  await clerk.comesIntoSignalAgain();
  await clerk.sees('Đã duyệt');
  expect(await daysDone(supervisor, day)).toBe(before + 1);

  // The register of the month holds all seven, and of the denunciation nothing but its code.
  await clerk.goesTo('Thêm');
  await clerk.button('Sổ tiếp công dân').click();
  await clerk.sees(/7 lượt/);
  await expect(clerk.page.getByText('Giàng A Sử').filter({ visible: true }).first()).toBeVisible();
  await expectWellMade(clerk.page, 'the register');
});
