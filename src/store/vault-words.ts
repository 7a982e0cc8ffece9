import { sayProblem } from '../contract/problems.ts';
import { formatTimeWithSeconds } from '../domain/text/format.ts';
import type { BackupProblem, Phone, RestoreProblem } from './phone.ts';
import type { EnrolProblem, FinishProblem, OpenPhoneProblem, UnlockProblem } from './phone-gate.ts';
import type { AddPasskeyError } from './vault/passkey-slot.ts';
import type { SetPinError } from './vault/pin-slot.ts';
import type { TakeAnswerError } from './vault/recovery.ts';
import type { RecoveryMissing, WriteError } from './vault/slots.ts';
import { PIN_TRIES } from './vault/tries.ts';

/** Every way in which a vault, its slots or a backup may refuse. */
export type VaultProblem =
  | UnlockProblem
  | OpenPhoneProblem
  | FinishProblem
  | WriteError
  | SetPinError
  | AddPasskeyError
  | TakeAnswerError
  | RecoveryMissing
  | BackupProblem
  | RestoreProblem;

/** Below a field that asks for the recovery phrase: on a phone of the demo's one tap it says what nobody was given. */
export function phraseHint(phone: Pick<Phone, 'demoWords'>, otherwise?: string): string | undefined {
  return phone.demoWords === undefined ? otherwise : `Bản dùng thử: cụm từ là “${phone.demoWords}”.`;
}

/** What happened and what to do, in one sentence; nothing on this phone is lost by any of it. */
export function sayVaultProblem(problem: VaultProblem): string {
  switch (problem.tag) {
    case 'wrong-secret':
      return 'slot' in problem && problem.slot === 'pin'
        ? sayWrongPin(problem.wrongTries)
        : 'Cụm từ khôi phục không đúng. Xem lại Phiếu khôi phục; không cần gõ dấu.';
    case 'wait':
      return `Thử sai nhiều lần. Chờ đến ${formatTimeWithSeconds(problem.untilMs)} rồi thử lại.`;
    case 'pin-gone':
      return PIN_GONE[problem.reason];
    case 'passkey-failed':
      return problem.reason === 'cancelled'
        ? 'Chưa xác nhận được vân tay hoặc khuôn mặt. Thử lại hoặc dùng mã PIN, cụm từ khôi phục.'
        : 'Máy này không dùng được vân tay để mở khóa. Dùng mã PIN hoặc cụm từ khôi phục.';
    case 'no-slot':
      return 'Máy này chưa đặt cách mở khóa đó. Dùng cách khác.';
    case 'passphrase-weak':
      return problem.reason === 'too-short'
        ? 'Cụm từ quá ngắn. Cần bốn từ khác nhau, hoặc từ 10 ký tự.'
        : 'Cụm từ quá dễ đoán. Dùng bốn từ khác nhau.';
    case 'pin-malformed':
      return 'Mã PIN gồm đúng 6 chữ số.';
    case 'pin-too-simple':
      return 'Mã PIN quá dễ đoán (toàn một số, hoặc số liền nhau). Chọn mã khác.';
    case 'pin-forbidden':
      return 'Tỉnh không cho dùng mã PIN. Dùng cụm từ khôi phục hoặc vân tay.';
    case 'pin-unsupported':
      return 'Trình duyệt này không giữ được mã PIN an toàn. Dùng cụm từ khôi phục.';
    case 'strong-secret-needed':
      return 'Việc này cần mở khóa bằng cụm từ khôi phục hoặc vân tay, không bằng mã PIN.';
    case 'recovery-missing':
      return 'Máy này chưa có khóa khôi phục nên không xin mở hộ được. Chỉ mở được bằng cụm từ khôi phục.';
    case 'recovery-key-invalid':
      return 'Khóa khôi phục của tỉnh không hợp lệ. Báo quản trị viên của tỉnh, rồi cấp máy lại.';
    default:
      return sayStorage(problem);
  }
}

type StorageProblem = Exclude<
  VaultProblem,
  {
    tag:
      | 'wrong-secret'
      | 'wait'
      | 'pin-gone'
      | 'passkey-failed'
      | 'no-slot'
      | 'passphrase-weak'
      | 'pin-malformed'
      | 'pin-too-simple'
      | 'pin-forbidden'
      | 'pin-unsupported'
      | 'strong-secret-needed'
      | 'recovery-missing'
      | 'recovery-key-invalid';
  }
>;

function sayStorage(problem: StorageProblem): string {
  switch (problem.tag) {
    case 'vault-exists':
      return 'Máy này đã được cấp cho người này. Hãy mở khóa thay vì cấp lại.';
    case 'kdf-failed':
      return 'Máy không đủ bộ nhớ để mở khóa. Đóng bớt ứng dụng khác rồi thử lại.';
    case 'storage-failed':
    case 'closed':
      return 'Kho dữ liệu trên máy đang bị đóng. Tải lại trang rồi thử lại; dữ liệu vẫn còn.';
    case 'full':
      return 'Máy đã hết chỗ. Xóa bớt ảnh, ứng dụng khác rồi thử lại.';
    case 'evicted':
      return 'Trình duyệt đã xóa kho dữ liệu trên máy này. Cấp máy lại, rồi khôi phục từ tệp sao lưu nếu có.';
    case 'unreadable':
    case 'unreadable-row':
      return 'Có dữ liệu trên máy không mở được nên ứng dụng dừng lại, không bỏ qua. Báo quản trị viên; khôi phục từ tệp sao lưu.';
    case 'device-key-damaged':
      return 'Khóa của máy bị hỏng. Xuất tệp sao lưu nếu còn mở được, rồi xin cấp máy lại.';
    case 'not-an-answer':
      return 'Đây không phải mã trả lời của quản trị viên. Dán lại toàn bộ mã.';
    case 'other-request':
      return 'Mã trả lời này dành cho một yêu cầu khác. Gửi lại yêu cầu đang hiện trên màn hình.';
    case 'newer-version':
      return 'Tệp hoặc mã này do bản ứng dụng mới hơn tạo ra. Cập nhật ứng dụng rồi thử lại.';
    case 'not-a-backup':
      return 'Tệp này không phải tệp sao lưu của Gần Dân.';
    case 'truncated':
      return 'Tệp sao lưu bị cắt ngắn, không đủ dữ liệu. Chép lại tệp rồi thử lại; chưa có gì bị thay đổi.';
    case 'damaged':
      return 'Tệp hoặc mã bị hỏng. Chép lại rồi thử lại; chưa có gì bị thay đổi.';
    case 'read-failed':
      return 'Không đọc được tệp. Chép tệp vào máy rồi thử lại.';
    case 'foreign-space':
      return `Tệp sao lưu này của đơn vị khác (${problem.label}) nên không khôi phục vào đây.`;
    case 'foreign-user':
      return `Tệp sao lưu này của người khác (${problem.label}) nên không khôi phục vào đây.`;
    default:
      return problem satisfies never;
  }
}

const PIN_GONE = {
  'never-set': 'Máy này chưa đặt mã PIN. Dùng cụm từ khôi phục.',
  'used-up': 'Sai mã 5 lần nên mã PIN đã bị xóa: dùng cụm từ khôi phục, rồi đặt mã PIN mới.',
  expired: 'Mã PIN đã hết hạn (7 ngày): dùng cụm từ khôi phục, rồi đặt mã PIN mới.',
  forbidden: 'Tỉnh không cho dùng mã PIN: dùng cụm từ khôi phục.',
} as const;

function sayWrongPin(wrongTries: number): string {
  const left = Math.max(0, PIN_TRIES - wrongTries);
  return left === 0 ? PIN_GONE['used-up'] : `Mã PIN không đúng. Còn ${left} lần thử.`;
}

/** Why a phone was not enrolled. */
export function sayEnrolProblem(problem: EnrolProblem): string {
  switch (problem.tag) {
    case 'refused':
      return sayProblem(problem.code, problem.params);
    case 'unreachable':
      return 'Chưa nối được với máy chủ. Cấp máy cần có mạng; kiểm tra mạng rồi thử lại.';
    case 'bad-certificate':
      return 'Trả lời của máy chủ không dành cho máy này nên chưa lưu gì. Thử lại; nếu vẫn vậy, báo quản trị viên.';
    case 'no-records-here':
      return 'Tài khoản này không ghi tiếp dân trên máy. Hãy đăng nhập bằng mật khẩu ở trang của tỉnh.';
    case 'already-here':
      return `Máy này đã được cấp cho ${problem.user.name}. Hãy mở khóa.`;
    default:
      return problem satisfies never;
  }
}
