import { formatNumber, formatTime } from './format.ts';

// The wording bank (ux/screens.md §2.19): each sentence once. No "offline", "server", "cache", "conflict" on a screen.

export const WORDS = {
  product: 'Gần Dân',
  demoLine: 'BẢN DÙNG THỬ – DỮ LIỆU GIẢ LẬP',
  back: 'Quay lại',
  close: 'Đóng',
  cancel: 'Thôi',
  undo: 'Hoàn tác',
  undone: 'Đã hoàn tác.',
  retry: 'Thử lại',
  loading: 'Đang mở…',
  notFilled: 'Chưa nhập',
  pickDate: 'Chọn ngày',
  allSaved: 'Mọi thứ đã lưu trên máy này.',
  draftBack: 'Đã lấy lại bản nháp. Mở tiếp ở mục Nháp của Hôm nay.',
  onPhone: 'Đã lưu trên máy',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  needsLook: 'Cần xem lại',
  unknown: 'Chưa kiểm tra được',
  offlineFirst: 'Chưa có mạng. Vẫn ghi bình thường; máy sẽ tự gửi khi có mạng.',
  newVersion: 'Có bản mới. Sẽ cập nhật ở màn hình khóa, khi không còn gì đang viết dở.',
  readyWithoutNetwork: 'Sẵn sàng dùng khi không có mạng.',
  phoneWarning: 'Số này không giống số di động 10 chữ số. Vẫn lưu được.',
  dateInFuture: 'Ngày tiếp phải là hôm nay hoặc trước đó',
  full: 'Máy đã hết chỗ nên CHƯA LƯU được. Những gì đã nhập vẫn còn trên màn hình này. Hãy xóa bớt ảnh, ứng dụng khác trên máy rồi bấm lưu lại.',
  closed:
    'Kho dữ liệu trên máy vừa bị đóng nên CHƯA LƯU được. Những gì đã nhập vẫn còn trên màn hình này. Hãy chép lại nếu cần, rồi tải lại trang.',
  storeClosed: 'Kho dữ liệu trên máy vừa bị đóng. Tải lại trang để ghi tiếp; bản nháp đã giữ lại.',
  storeEvicted:
    'Trình duyệt đã xóa kho dữ liệu trên máy này. Những gì đã gửi vẫn còn ở máy chủ của tỉnh. Hãy tải lại trang rồi xin quản trị viên cấp máy lại, hoặc khôi phục từ tệp sao lưu.',
  storeUnreadable:
    'Có dữ liệu trên máy không mở được nên ứng dụng dừng lại, không bỏ qua. Báo quản trị viên; khôi phục từ tệp sao lưu.',
  withdrawn:
    'Máy này đã bị thu hồi nên KHÔNG GHI được nữa, chỉ xem và xuất tệp sao lưu. Hãy xuất tệp ở trang Gửi và nhận dữ liệu rồi báo quản trị viên.',
  redacted: 'Hồ sơ này đã chuyển thành tố cáo nên nội dung vừa nhập không được lưu.',
  gone: 'Hồ sơ này không còn trên máy nên CHƯA LƯU được. Những gì đã nhập vẫn còn trên màn hình này. Hãy chép lại nếu cần.',
  failed:
    'Có lỗi trong ứng dụng nên CHƯA LƯU được. Những gì đã nhập vẫn còn trên màn hình này. Hãy bấm lưu lại; nếu vẫn lỗi thì chép ra rồi tải lại trang.',
  denunciationNote: 'Ghi danh tính vào sổ giấy. Ứng dụng không hỏi và không lưu họ tên, địa chỉ, nội dung tố cáo.',
} as const;

/** After a deadline that depends on a day off which is not announced. */
export const DUE_IN_DOUBT = ' (lịch nghỉ lễ còn dự kiến)';

/** Why something was not stored, where no form stands on the screen whose words are still there. */
export const NOT_DONE = {
  full: 'Máy đã hết chỗ: hãy xóa bớt ảnh, ứng dụng khác trên máy rồi thử lại.',
  closed: 'Kho dữ liệu trên máy vừa bị đóng.',
  failed: 'Có lỗi trong ứng dụng.',
  redacted: WORDS.redacted,
  withdrawn: WORDS.withdrawn,
  gone: 'Hồ sơ này không còn trên máy.',
} as const;

export const UNDO = {
  undo: WORDS.undo,
  done: 'Đã hoàn tác.',
  failed: 'CHƯA hoàn tác được: hồ sơ đã thay đổi, hoặc máy không ghi được lúc này. Mở hồ sơ để xem.',
};

/** `Đã lưu trên máy này ✓ 09:14`: said only after the save has been acknowledged by the storage of this phone. */
export function savedHere(atMs: number): string {
  return `Đã lưu trên máy này ✓ ${formatTime(atMs)}`;
}

export function keptDraft(atMs: number): string {
  return `Lần trước ứng dụng đóng đột ngột. Đã giữ lại bản nháp ${formatTime(atMs)}.`;
}

export function fixCount(count: number): string {
  return `Có ${formatNumber(count)} mục cần sửa`;
}

/** What the pill and the centre are told; the shape of the phone's `SyncState`. */
export type Sending = {
  readonly phase: 'idle' | 'sending' | 'offline' | 'waiting' | 'attention' | 'stopped';
  readonly waiting: number;
  readonly sentOfTotal: { readonly sent: number; readonly total: number } | undefined;
  readonly lastDoneAtMs: number | undefined;
  readonly nextTryAtMs: number | undefined;
  readonly oldestMs: number | undefined;
  readonly refused: number;
  readonly conflicts: number;
  readonly overtaken: number;
};

/** How many things wait for a person to look at them. */
export function needLook({
  refused,
  conflicts,
  overtaken,
}: Pick<Sending, 'refused' | 'conflicts' | 'overtaken'>): number {
  return refused + conflicts + overtaken;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

/** In a few words, for the top of every screen. */
export function sayPill(state: Sending): string {
  const { phase, waiting, sentOfTotal, lastDoneAtMs } = state;
  const unsent = `${formatNumber(waiting)} chưa gửi`;
  if (phase === 'stopped') return `Máy bị dừng gửi${waiting > 0 ? ` · ${unsent}` : ''}`;
  if (phase === 'sending' && sentOfTotal)
    return `Đang gửi ${formatNumber(sentOfTotal.sent)}/${formatNumber(sentOfTotal.total)}`;
  if (needLook(state) > 0) return `${formatNumber(needLook(state))} cần xem lại${waiting > 0 ? ` · ${unsent}` : ''}`;
  if (phase === 'offline') return waiting > 0 ? `Chưa có mạng · ${unsent}` : 'Chưa có mạng';
  if (waiting > 0) return unsent;
  return lastDoneAtMs === undefined ? 'Chưa gửi lần nào' : `Đã gửi hết ${formatTime(lastDoneAtMs)}`;
}

/** The same in a sentence that says what happens next or what to do. */
export function saySending(state: Sending, nowMs: number): string {
  const { phase, waiting, sentOfTotal, lastDoneAtMs, nextTryAtMs, oldestMs } = state;
  if (phase === 'stopped')
    return 'Máy này không được gửi nữa. Hãy liên hệ quản trị viên; dữ liệu chưa gửi vẫn giữ trên máy.';
  if (phase === 'sending') {
    return sentOfTotal ? `Đã có mạng – đang gửi ${formatNumber(sentOfTotal.total)} mục.` : 'Đang gửi và nhận dữ liệu.';
  }
  if (waiting > 0 && oldestMs !== undefined && nowMs - oldestMs > 3 * DAY_MS) {
    return `${formatNumber(waiting)} mục chưa gửi, cũ nhất ${sayAge(oldestMs, nowMs)}. Hãy mở ứng dụng ở nơi có mạng hoặc xuất tệp sao lưu.`;
  }
  if (phase === 'waiting') {
    return nextTryAtMs === undefined
      ? 'Máy chủ bận. Máy sẽ tự gửi lại.'
      : `Máy chủ bận, tự thử lại lúc ${formatTime(nextTryAtMs)}.`;
  }
  if (phase === 'offline') {
    if (waiting === 0) return 'Chưa có mạng. Không có mục nào chờ gửi.';
    return nextTryAtMs === undefined
      ? WORDS.offlineFirst
      : `${WORDS.offlineFirst} Thử lại lúc ${formatTime(nextTryAtMs)}.`;
  }
  if (waiting > 0) return `${formatNumber(waiting)} mục chưa gửi. Máy sẽ tự gửi.`;
  return lastDoneAtMs === undefined ? 'Chưa gửi lần nào từ máy này.' : `Đã gửi hết lúc ${formatTime(lastDoneAtMs)}.`;
}

/** `cũ nhất 3 ngày`, `cũ nhất 2 giờ`, `cũ nhất 5 phút`. */
export function sayAge(sinceMs: number, nowMs: number): string {
  const age = Math.max(0, nowMs - sinceMs);
  if (age >= DAY_MS) return `${formatNumber(Math.floor(age / DAY_MS))} ngày`;
  if (age >= HOUR_MS) return `${Math.floor(age / HOUR_MS)} giờ`;
  return `${Math.max(1, Math.floor(age / MINUTE_MS))} phút`;
}

/** `1,2 MB` */
export function sayBytes(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'kB'];
  return `${formatNumber(Math.round(value * 10) / 10)} ${unit}`;
}
