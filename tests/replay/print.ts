import path from 'node:path';
import type { ReceptionReport } from '../../src/contract/wire/reports.ts';
import { REPORT_PERIOD, SOURCE } from '../../src/domain/statistics/published-figures.ts';
import { formatDate, formatNumber } from '../../src/domain/text/format.ts';
import { type Compared, type Comparison, labelOf, sayDifference, UNIT_WORD } from './comparison.ts';
import type { Outcome } from './run-replay.ts';

const MEMORY_LIMIT = 400e6;
/** Other figures are many: only how many there are, and those that differ. */
const MOST_SHOWN = 10;

/** Published and computed side by side, the sums of each level, and whether all else agrees. */
export function showTables({ rows, others }: Comparison, report: ReceptionReport): void {
  const period = `${formatDate(REPORT_PERIOD.from)} – ${formatDate(REPORT_PERIOD.to)}`;
  console.log(`\nTiếp công dân ${period} (${SOURCE.article}, ${formatDate(SOURCE.publishedOn)})\n`);
  console.log(line('Mã', 'Phạm vi', '', 'Công bố', 'Tính được', ''));
  for (const { figure, expected, got } of rows)
    console.log(
      line(
        figure.id,
        labelOf(figure),
        UNIT_WORD[figure.metric],
        formatNumber(expected),
        formatNumber(got),
        expected === got ? '✓' : '✗',
      ),
    );
  console.log(`\nCộng các cấp: ${levels(report)}`);
  const wrong = others.filter(({ expected, got }) => expected !== got);
  console.log(
    `Từng đơn vị và các phép cộng: ${formatNumber(others.length - wrong.length)}/${formatNumber(others.length)} khớp`,
  );
  for (const other of wrong.slice(0, MOST_SHOWN)) console.log(`  ✗ ${sayDifference(other)}`);
}

function line(id: string, scope: string, unit: string, published: string, got: string, mark: string): string {
  return `  ${id.padEnd(5)} ${scope.padEnd(20)} ${unit.padEnd(5)} ${published.padStart(9)} ${got.padStart(11)} ${mark}`.trimEnd();
}

function levels({ units }: ReceptionReport): string {
  const of = (kinds: readonly string[]) => units.filter(({ space }) => kinds.includes(space.kind));
  return [
    ['tỉnh', of(['tinh'])],
    ['huyện', of(['huyen'])],
    ['xã', of(['xa', 'phuong', 'thi_tran'])],
  ]
    .map(([name, own]) => {
      const figures = own as typeof units;
      const sessions = figures.reduce((sum, { total }) => sum + total.sessions, 0);
      const visits = figures.reduce((sum, { total }) => sum + total.visits, 0);
      return `${name as string} ${formatNumber(sessions)} cuộc, ${formatNumber(visits)} lượt`;
    })
    .join('; ');
}

export type End = {
  readonly outcome: Outcome;
  readonly difference: Compared | undefined;
  readonly folder: string;
  readonly seconds: number;
};

/** What the run went through, what it cost, the verdict, and how to look at it. */
export function showEnd({ outcome, difference, folder, seconds }: End): void {
  const { fleet, phones, memory } = outcome;
  const { requests, lostRequests, lostReplies, doubled } = fleet.lines;
  console.log(
    `\n${phones} máy, ${formatNumber(fleet.saved)} lần lưu; ${formatNumber(requests)} yêu cầu: ${formatNumber(lostRequests)} mất khi gửi, ${formatNumber(lostReplies)} mất câu trả lời, ${formatNumber(doubled)} đến hai lần.`,
  );
  for (const refusal of outcome.refused) console.log(`Bị từ chối: ${refusal}`);
  if (memory !== undefined) console.log(sayMemory(memory));
  console.log(`Thời gian: ${formatNumber(Math.round(seconds * 10) / 10)} giây.`);
  if (difference !== undefined) {
    console.log(`\n✗ KHÔNG KHỚP. Chỗ lệch đầu tiên: ${sayDifference(difference)}`);
    return;
  }
  console.log('\n✓ Mọi con số đều khớp với số đã công bố.');
  console.log(`
Xem kết quả trong trình duyệt:
  DATA_DIR=${shown(folder)} npm start
  rồi mở http://localhost:8080/tinh?tu=${REPORT_PERIOD.from}&den=${REPORT_PERIOD.to}
  và chọn “Xem báo cáo toàn tỉnh (giả lập)” (tài khoản tinh.xem, không cần mật khẩu).
Dưới các tổng đã công bố, mọi số của từng đơn vị đều là phân bổ giả lập.`);
}

function sayMemory({ now, most }: NonNullable<Outcome['memory']>): string {
  const megabytes = (bytes: number) => formatNumber(Math.round(bytes / 1e6));
  const verdict = now <= MEMORY_LIMIT ? 'trong mức 400 MB' : 'VƯỢT mức 400 MB';
  return `Bộ nhớ máy chủ (PGlite) lúc kết thúc: ${megabytes(now)} MB, ${verdict}; cao nhất trong lúc chạy: ${megabytes(most)} MB.`;
}

function shown(folder: string): string {
  const relative = path.relative(process.cwd(), folder);
  return relative.startsWith('..') ? folder : relative;
}
