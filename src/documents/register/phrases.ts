import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { FROM_BOOK } from '../../domain/receptions/from-book.ts';

/**
 * What the register says in fixed words. Writing and reading share them, so that a register that was printed to a file
 * and is read back says the same.
 */
export const PHRASES = {
  paperBook: 'Ghi ở sổ giấy',
  noName: 'Không nêu tên',
  noPapers: 'Không có giấy tờ',
  confirmed: 'xác nhận',
  issued: 'cấp',
  people: 'người',
  representatives: 'người đại diện',
  largeGroup: 'đoàn đông người',
  notLargeGroup: 'không tính là đoàn đông người',
  request: 'Yêu cầu',
  documents: 'Tài liệu',
  petition: 'Đã nhận đơn',
  explained: 'Giải thích tại chỗ',
  noSession: 'Tiếp ngoài buổi tiếp',
  sessionAwaited: 'Buổi tiếp chưa về máy này',
  session: 'Buổi tiếp',
  refused: 'Từ chối tiếp',
  notice: 'Thông báo',
  field: 'Lĩnh vực',
  /** Stands in a direction's column where nothing but the direction is known. */
  mark: 'x',
  /** Nobody on the list of people has this line of the identity column. */
  none: '–',
  imported: FROM_BOOK,
} as const;

/** The kind of the records that stand in the register. */
export const VISIT_KIND = receptionVisit.kind;
