import type { AnswerError, readRecoveryRequest } from '../../store/vault/recovery.ts';
import type { RecoveryKeyFileError } from '../../store/vault/recovery-key.ts';
import { sayVaultProblem } from '../../store/vault-words.ts';
import { recoveryKeyFileName, shortKeyId } from './recovery-key-names.ts';

type RequestError = Extract<Awaited<ReturnType<typeof readRecoveryRequest>>, { readonly ok: false }>['error'];

/** Why a request is not answered: what happened, and what the administrator does next. */
export function sayAnswerProblem(problem: RequestError | AnswerError): string {
  switch (problem.tag) {
    case 'not-a-request':
      return 'Đây không phải yêu cầu mở hộ. Chép lại toàn bộ đoạn bắt đầu bằng GDYC1 trên máy của cán bộ.';
    case 'damaged':
      return 'Yêu cầu bị thiếu hoặc sai ký tự. Nhờ cán bộ sao chép và gửi lại toàn bộ.';
    case 'newer-version':
      return 'Yêu cầu này do bản ứng dụng mới hơn tạo ra. Tải lại trang quản trị rồi thử lại.';
    case 'other-recovery-key':
      return `Máy này được cấp với khóa khôi phục ${shortKeyId(problem.wantedKeyId)}. Chọn tệp ${recoveryKeyFileName(problem.wantedKeyId)}.`;
    case 'slot-damaged':
      return 'Yêu cầu này đã bị sửa: tên, đơn vị không khớp với máy đã tạo ra nó. Không trả lời; gọi cho cán bộ và xin yêu cầu mới.';
    default:
      return problem satisfies never;
  }
}

/** Why a file of a recovery key does not open. */
export function sayKeyFileProblem(problem: RecoveryKeyFileError): string {
  switch (problem.tag) {
    case 'not-a-key-file':
      return 'Tệp này không phải tệp khóa khôi phục, hoặc đã bị hỏng. Chọn tệp gan-dan-khoa-khoi-phuc-….json.';
    case 'newer-version':
      return 'Tệp khóa này do bản ứng dụng mới hơn tạo ra. Tải lại trang quản trị rồi thử lại.';
    case 'wrong-passphrase':
      return 'Cụm từ giữ khóa không đúng. Xem lại tờ giấy đã ghi; không cần gõ dấu.';
    case 'kdf-failed':
      return sayVaultProblem(problem);
    default:
      return problem satisfies never;
  }
}
