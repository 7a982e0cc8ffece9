/** What a column of a register may hold, with its name for a person who corrects the reading. */
export const IMPORT_FIELDS = [
  { key: 'ordinal', label: 'STT' },
  { key: 'day', label: 'Ngày tiếp' },
  { key: 'nameAddress', label: 'Họ tên – Địa chỉ (chung một ô)' },
  { key: 'name', label: 'Họ tên' },
  { key: 'address', label: 'Địa chỉ' },
  { key: 'identity', label: 'Số định danh/CCCD/Hộ chiếu' },
  { key: 'phone', label: 'Điện thoại' },
  { key: 'content', label: 'Nội dung vụ việc' },
  { key: 'kindCount', label: 'Phân loại đơn/Số người (chung một ô)' },
  { key: 'kind', label: 'Phân loại' },
  { key: 'count', label: 'Số người' },
  { key: 'settled', label: 'Cơ quan đã giải quyết' },
  { key: 'direction', label: 'Hướng xử lý (chung một ô)' },
  { key: 'accept', label: 'Thụ lý để giải quyết' },
  { key: 'returnGuide', label: 'Trả lại đơn và hướng dẫn' },
  { key: 'forward', label: 'Chuyển đơn' },
  { key: 'followUp', label: 'Theo dõi kết quả' },
  { key: 'note', label: 'Ghi chú' },
] as const;

export type ImportField = (typeof IMPORT_FIELDS)[number]['key'];

const LABELS = new Map<ImportField, string>(IMPORT_FIELDS.map(({ key, label }) => [key, label]));

export function fieldLabel(field: ImportField): string {
  return LABELS.get(field) ?? field;
}

/** The letter by which a spreadsheet calls a column: A of 0, AA of 26. */
export function columnLetter(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnLetter(Math.floor(column / 26) - 1) + rest;
}
