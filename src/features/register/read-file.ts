import { type ReadSheet, WORKBOOK_LIMITS, type WorkbookProblem } from '../../documents/spreadsheet/workbook.ts';
import { err, type Result } from '../../domain/result.ts';

export type FileProblem = WorkbookProblem | { readonly tag: 'unreadable' | 'too-slow' };

export type ReadFile = Result<readonly ReadSheet[], FileProblem>;

/** A slow phone reads the largest register that is allowed in a fraction of it. */
const LONGEST_MS = 90_000;

/** The sheets of a file that somebody chose, read beside the page; `signal` ends it. */
export async function readFile(file: File, signal: AbortSignal): Promise<ReadFile> {
  if (file.size > WORKBOOK_LIMITS.fileBytes) return err({ tag: 'too-large' });
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return err({ tag: 'unreadable' });
  return readBeside(bytes, signal);
}

function readBeside(bytes: ArrayBuffer, signal: AbortSignal): Promise<ReadFile> {
  const worker = new Worker(new URL('./read-workbook.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ReadFile>((resolve) => {
    const end = (read: ReadFile) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(read);
    };
    const timer = setTimeout(() => end(err({ tag: 'too-slow' })), LONGEST_MS);
    worker.onmessage = ({ data }: MessageEvent<ReadFile>) => end(data);
    worker.onerror = () => end(err({ tag: 'damaged' }));
    signal.addEventListener('abort', () => end(err({ tag: 'unreadable' })), { once: true });
    worker.postMessage(bytes, [bytes]);
  });
}

const MEGABYTE = 1024 * 1024;

/** What is wrong with a file, and what to do. */
export function sayFileProblem({ tag }: FileProblem): string {
  switch (tag) {
    case 'too-large':
      return `Tệp lớn quá ${WORKBOOK_LIMITS.fileBytes / MEGABYTE} MB. Chia sổ thành nhiều tệp (mỗi năm một tệp) rồi nhập từng tệp.`;
    case 'too-much':
    case 'too-slow':
      return `Bảng trong tệp quá lớn (được tối đa 20.000 dòng, 256 cột). Chép phần sổ sang một tệp mới rồi nhập tệp đó.`;
    case 'not-xlsx':
      return 'Đây không phải tệp Excel dạng .xlsx. Mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi chọn lại.';
    case 'password':
      return 'Tệp có mật khẩu nên không đọc được. Mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại.';
    case 'damaged':
      return 'Tệp bị hỏng hoặc chép chưa hết. Mở thử bằng Excel, lưu lại rồi chọn lại.';
    case 'old-browser':
      return 'Trình duyệt này cũ quá, không mở được tệp Excel. Cập nhật trình duyệt hoặc dùng máy khác.';
    case 'empty':
      return 'Tệp không có dòng nào. Chọn tệp khác.';
    case 'unreadable':
      return 'Không đọc được tệp. Chép tệp vào máy này rồi chọn lại.';
    default:
      return tag satisfies never;
  }
}
