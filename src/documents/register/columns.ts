/**
 * The columns of the register, in their order, by number (Mẫu số 03, TT 04/2021/TT-TTCP). `share`: of the width of the
 * paper, in per cent.
 */
export const REGISTER_COLUMNS = [
  { key: 'ordinal', number: 1, title: 'STT', share: 3.3 },
  { key: 'day', number: 2, title: 'Ngày tiếp', share: 7.2 },
  { key: 'people', number: 3, title: 'Họ tên – Địa chỉ', share: 12.5 },
  { key: 'identity', number: 4, title: 'Số định danh / CCCD / Hộ chiếu', share: 9.5 },
  { key: 'content', number: 5, title: 'Nội dung vụ việc', share: 18 },
  { key: 'kind', number: 6, title: 'Phân loại đơn / Số người', share: 7.2 },
  { key: 'settled', number: 7, title: 'Cơ quan đã giải quyết', share: 7.4 },
  { key: 'accept', number: 8, title: 'Thụ lý để giải quyết', share: 5.4 },
  { key: 'returnGuide', number: 9, title: 'Trả lại đơn và hướng dẫn', share: 6.3 },
  { key: 'forward', number: 10, title: 'Chuyển đơn đến cơ quan có thẩm quyền', share: 7.4 },
  { key: 'followUp', number: 11, title: 'Theo dõi kết quả giải quyết', share: 7.4 },
  { key: 'note', number: 12, title: 'Ghi chú', share: 8.4 },
] as const;

export type RegisterColumn = (typeof REGISTER_COLUMNS)[number]['key'];

/** The heading above columns 8 to 10. */
export const DIRECTION_TITLE = 'Hướng xử lý';

/** Columns 8 to 10. */
export const DIRECTION_COLUMNS: ReadonlySet<RegisterColumn> = new Set(['accept', 'returnGuide', 'forward']);
