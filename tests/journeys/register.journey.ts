import path from 'node:path';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';
import { expectWellMade } from './support/well-made.ts';

const ROWS = 300;
/** Of the rows of the book: six days that no calendar has, and one kind that nobody knows. */
const BAD_DAYS = new Set([7, 57, 107, 157, 207, 257]);
const BAD_KIND = 133;
const DENUNCIATION = 200;
const GOOD = ROWS - BAD_DAYS.size - 1;

const NAMES = ['Nông Thị Đào', 'Lý A Dế', 'Hoàng Văn Páo', 'Triệu Mùi Pham', 'Đàm Thị Ảnh', 'Giàng A Sử'];
const MATTERS = [
  ['Đề nghị sửa đường vào xóm Nà Pháo, đoạn từ cầu đến nhà văn hóa', 'KNPA'],
  ['Xin cấp lại giấy chứng nhận bị mất', 'KNPA/2'],
  ['Khiếu nại mức bồi thường khi thu hồi đất', 'KN/1'],
  ['Trạm biến áp quá tải, điện yếu vào buổi tối', 'PA 7 người'],
  ['Hỏi về chế độ hỗ trợ hộ nghèo', 'Kiến nghị'],
] as const;

/** A commune's book of 2025 as another program made it: titles above, merged headings, days of two kinds, a sum below. */
async function writeBook(file: string): Promise<void> {
  const title = (value: string) => ({ value, rowSpan: 2 });
  const titles = [
    'STT',
    'Ngày tiếp',
    'Họ tên - Địa chỉ',
    'CMND/Hộ chiếu',
    'Nội dung vụ việc',
    'Phân loại đơn/Số người',
  ];
  const first = [
    ...[...titles, 'Cơ quan đã giải quyết'].map(title),
    { value: 'Hướng xử lý', columnSpan: 3 },
    ...[null, null, title('Theo dõi kết quả giải quyết'), title('Ghi chú')],
  ];
  const second = [
    ...Array<null>(7).fill(null),
    ...['Thụ lý để giải quyết', 'Trả lại đơn và hướng dẫn', 'Chuyển đơn đến cơ quan có thẩm quyền', null, null],
  ];
  const rows = Array.from({ length: ROWS }, (_, at) => bookRow(at + 1));
  const sheet = [['SỔ TIẾP CÔNG DÂN NĂM 2025'], [null], first, second, ...rows, ['Cộng', null, null, null, '300 lượt']];
  await writeXlsxFile(sheet as SheetData, { sheet: 'Năm 2025' }).toFile(file);
}

function bookRow(n: number): SheetData[number] {
  const day = new Date(Date.UTC(2025, 0, 2 + n));
  const [content, kind] = MATTERS[n % 5] ?? MATTERS[0];
  const mark = (of: number) => (n % 5 === of ? 'x' : null);
  const secret = n === DENUNCIATION;
  return [
    n,
    BAD_DAYS.has(n) ? '32/13/2025' : { value: day, type: Date, format: 'dd/mm/yyyy' },
    secret ? 'Hoàng Thị Mật – xóm Trên' : `${NAMES[n % 6]} ${n} – Xóm Nà Pháo, xã Suối Mẫu`,
    n % 4 === 0 ? null : `00419${String(n).padStart(7, '0')}`,
    secret ? 'Tố cáo ông N nhận tiền' : `${content} (vụ ${n})`,
    secret ? 'TC' : n === BAD_KIND ? 'Họp xóm' : kind,
    null,
    mark(0),
    mark(1),
    n % 5 === 2 ? 'Phòng Kinh tế' : null,
    null,
    n % 5 === 3 ? 'Giải thích tại chỗ' : null,
  ];
}

/** To the preview of a file, by the places a person would go. */
async function choosesBook(user: PhoneUser, file: string): Promise<void> {
  await user.goesTo('Thêm');
  await user.button('Sổ tiếp công dân').click();
  await user.button('Nhập từ Excel').click();
  await expect(user.button('Chọn tệp Excel')).toBeVisible();
  await user.page.getByLabel('Chọn tệp Excel').setInputFiles(file);
  await user.sees('Sẽ nhập');
}

async function imports(user: PhoneUser, file: string): Promise<void> {
  await choosesBook(user, file);
  await user.button(`Nhập ${GOOD} lượt`).click();
  await user.sees(/Đã lưu trên máy này ✓ \d\d:\d\d: 293 lượt/);
}

test('a register of 300 rows with 7 bad ones, read on two phones without a network, is 293 visits', async ({
  server,
  phone,
  office,
}, testInfo) => {
  const file = testInfo.outputPath('so-tiep-cong-dan-2025.xlsx');
  await writeBook(file);
  const province = office(server, 'tinh.giamsat');
  const before = await province.figures();
  const [lan, other] = [await phone(server), await phone(server)];
  await lan.enrols('vanphong.suoimau');
  await other.enrols('vanphong2.suoimau');
  await server.stop();

  await choosesBook(lan, file);
  await lan.sees("Dòng 11, cột Ngày tiếp: '32/13/2025' không phải ngày");
  await lan.sees(/^Dòng 137, cột Phân loại đơn\/Số người: 'Họp xóm' không rõ loại/);
  await expect(lan.page.getByText(/^Dòng \d+, cột/)).toHaveCount(7);
  await expectWellMade(lan.page, 'xem trước khi nhập sổ');
  await lan.button('Sửa cột').click();
  await expectWellMade(lan.page, 'sửa cột');
  await lan.button(`Nhập ${GOOD} lượt`).click();
  await lan.sees(/Đã lưu trên máy này ✓ \d\d:\d\d: 293 lượt/);
  await expectWellMade(lan.page, 'đã nhập sổ');
  await lan.doesNotSee('Hoàng Thị Mật');
  await imports(other, path.resolve(file));

  await server.start();
  for (const user of [lan, other]) {
    await user.comesIntoSignalAgain();
    await user.hasSentAll();
  }
  const after = await province.figures();
  expect(after.visits - before.visits).toBe(GOOD);

  // Again: nothing is taken, here or there.
  await choosesBook(lan, file);
  await expect(lan.button('Không có dòng mới')).toBeDisabled();
  await lan.button('Chọn tệp khác').click();

  // The phone's own sums of that year are the province's.
  await lan.button('Quay lại').click();
  await lan.page.getByLabel('Kỳ').selectOption({ label: 'Năm trước' });
  const people = (after.people - before.people).toLocaleString('vi-VN');
  const groups = after.groups - before.groups;
  await lan.sees(
    `Cộng: ${GOOD} lượt, ${people} người, ${after.cases - before.cases} vụ việc, ${groups} đoàn đông người`,
  );
  await expectWellMade(lan.page, 'sổ tiếp công dân');
  await lan.button('Xuất Excel').click();
  await expectWellMade(lan.page, 'xuất sổ');
});
