import { v7 } from 'uuid';
import type { Cells } from '../../src/contract/records/kind.ts';
import type { Mutation } from '../../src/contract/wire/sync.ts';
import { addDays } from '../../src/domain/calendar/plain-date.ts';

// Visits of about 1.2 kB JSON with 25 fields, as clerks write them; no two alike. Runs in Node and in the browser.

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAMILY = ['Nông', 'Hoàng', 'Triệu', 'Lý', 'Bàn', 'Đàm', 'Nguyễn', 'Lục', 'Vi', 'Hà', 'Dương', 'Mã'];
const MIDDLE = ['Thị', 'Văn', 'Đức', 'Hữu', 'Ngọc', 'Minh', 'Thanh', 'Xuân'];
const GIVEN = ['Đào', 'Páo', 'Lan', 'Hùng', 'Mẩy', 'Sình', 'Thủy', 'Quyên', 'Đượm', 'Tuấn', 'Khánh', 'Hiền', 'Chản'];
const VILLAGES = ['Xóm Trên', 'Xóm Giữa', 'Xóm Dưới', 'Xóm Bờ Suối', 'Xóm Đầu Cầu', 'Xóm Chợ'];
const ASKS = [
  'đề nghị đo lại ranh giới thửa đất trồng ngô giáp suối vì mốc cũ đã bị lũ cuốn mất',
  'phản ánh đoạn đường vào xóm sạt lở sau mưa, xe máy không qua được, học sinh phải đi vòng',
  'hỏi về tiền hỗ trợ mất trâu do rét đậm, đã nộp đơn từ tháng hai mà chưa có trả lời',
  'đề nghị cấp lại giấy chứng nhận quyền sử dụng đất bị hỏng, tên đệm ghi sai so với căn cước',
  'phản ánh nguồn nước sinh hoạt đục và có mùi từ khi mỏ đá phía trên mở rộng bãi thải',
  'đề nghị xem xét danh sách hộ nghèo vì gia đình đông con, nhà dột, không có đất bằng',
  'hỏi thủ tục đăng ký khai sinh cho cháu sinh ở tỉnh khác, bố mẹ đi làm xa chưa về được',
  'phản ánh việc thu tiền quỹ xóm không có biên lai, đề nghị xã kiểm tra và công khai',
];
const ANSWERS = [
  'Ủy ban nhân dân xã sẽ cử cán bộ địa chính xuống kiểm tra thực địa cùng trưởng xóm trong tuần tới',
  'Ghi nhận, giao bộ phận chuyên môn rà soát và trả lời bằng văn bản trong thời hạn theo quy định',
  'Đã giải thích chính sách và hướng dẫn bổ sung giấy tờ, người dân đồng ý và không có ý kiến thêm',
];

export type Writer = { readonly userId: string; readonly name: string };

/** The cells of one visit on a day; without a day, one of the last three years. */
export function visitCells(chance: Chance, writer: Writer, day?: string): Cells {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(chance() * 10)).join('');
  const name = `${pick(FAMILY)} ${pick(MIDDLE)} ${pick(GIVEN)}`;
  const village = pick(VILLAGES);
  const person = `people/${uuidFrom(chance)}`;
  const date = day ?? addDays('2023-07-01', Math.floor(chance() * 1000));
  return {
    organ: 'committee',
    recordedBy: { userId: writer.userId, name: writer.name },
    matter: pick(['proposal', 'feedback', 'complaint']),
    visited: { date },
    time: `${pick(['07', '08', '09', '10', '14', '15'])}:${pick(['05', '20', '35', '50'])}`,
    headcount: { came: 1 + Math.floor(chance() * 2) },
    earlier: { times: Math.floor(chance() * 3) },
    field: { level1: 'land_housing', level2: pick(['land_dispute', 'land_certificate', 'land_recovery']) },
    content: `Ông/bà ${name} ${pick(ASKS)}; ${pick(ASKS)} (thửa ${digits(3)}, tờ bản đồ ${digits(2)}).`,
    request: `Đề nghị xã ${pick(['giải quyết', 'kiểm tra', 'trả lời'])} trước ngày ${digits(1)}/${digits(1)}.`,
    documents: { text: 'Đơn viết tay, bản sao giấy chứng nhận', sheets: Math.floor(chance() * 6) },
    petitionHandedIn: chance() < 0.5,
    direction: { kind: pick(['accept', 'return_guide', 'explain']) },
    chairOpinion: `${pick(ANSWERS)} (số ${digits(3)}).`,
    [`${person}/name`]: name,
    [`${person}/birth`]: { year: 1940 + Math.floor(chance() * 60) },
    [`${person}/sex`]: pick(['male', 'female']),
    [`${person}/address`]: `${village}, số nhà ${digits(2)}`,
    [`${person}/village`]: { name: village },
    [`${person}/phone`]: `09${digits(8)}`,
    [`${person}/order`]: 0,
  };
}

function uuidFrom(chance: Chance): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(chance() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '8';
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

/** A new visit as it crosses the wire. */
export function visitMutation(chance: Chance, writer: Writer, no: number): Mutation {
  return {
    mid: v7(),
    no,
    rid: v7(),
    kind: 'reception-visit',
    op: 'create',
    base: { rev: 0 },
    patch: visitCells(chance, writer),
    schemaVer: 1,
    hlc: '2026-07-06T01:02:03.004Z-0000-0d0000000001',
    author: writer.userId,
  };
}
