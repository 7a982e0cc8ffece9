import type { MatterKind } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { LogAct, LogEntry } from '../../contract/wire/administration.ts';
import { groupLabel, MATTER_LABELS } from '../receptions/labels.ts';
import { formatDate, uncapitalised } from '../text/format.ts';

const EVENTS: { readonly [what: string]: (subject: string) => string } = {
  'user.created': (who) => `thêm người dùng ${who}`,
  'user.locked': (who) => `khóa tài khoản ${who}`,
  'user.unlocked': (who) => `mở khóa tài khoản ${who}`,
  'user.changed': (who) => `sửa vai trò của ${who}`,
  'enrolment.issued': (who) => `cấp mã máy cho ${who}`,
  'device.enrolled': (device) => `bắt đầu dùng máy ${device}`,
  'device.locked': (device) => `khóa máy ${device}`,
  'device.unlocked': (device) => `mở khóa máy ${device}`,
  'device.revoked': (device) => `thu hồi máy ${device}`,
  'quarantine.accept': () => 'nhận vào số liệu một mục chờ xử lý',
  'quarantine.discard': () => 'bỏ một mục chờ xử lý',
  'space.created': () => 'thêm một đơn vị',
  'recovery-key.replaced': () => 'đổi khóa khôi phục của tỉnh',
  'recovery-key.first-shown': () => 'mở khóa khôi phục đầu tiên của máy chủ để cất',
  'recovery.answered': () => 'mở hộ một máy bằng khóa khôi phục',
  'visit.opened': (which) => `xem ${which}`,
};

/** The sorts of acts, for choosing among them. */
export const LOG_ACT_LABELS: { readonly [act in LogAct]: string } = {
  receptions: 'Lượt tiếp, buổi tiếp',
  reference: 'Đơn vị, chức danh, lịch, ngày nghỉ',
  users: 'Người dùng',
  devices: 'Máy, mã cấp máy',
  other: 'Việc quản trị khác',
};

const KINDS: { readonly [kind: string]: string } = {
  'reception-visit': 'lượt tiếp',
  'reception-session': 'buổi tiếp',
  unit: 'đơn vị',
  'office-holding': 'chức danh',
  'duty-rule': 'lịch tiếp',
  'holiday-year': 'ngày nghỉ',
};

const OPERATIONS: { readonly [op: string]: (thing: string) => string } = {
  create: (thing) => `ghi ${thing}`,
  patch: (thing) => `sửa ${thing}`,
  delete: (thing) => `xóa ${thing}`,
  restore: (thing) => `khôi phục ${thing}`,
  join: (thing) => `gộp ${thing} trùng`,
  resolve: (thing) => `chọn một trong hai bản của ${thing}`,
  redact: () => 'chuyển một bản ghi thành tố cáo',
  salvage: (thing) => `gửi lại ${thing} sau khi máy chủ khôi phục`,
  assign: (thing) => `giao ${thing}`,
};

/** Groups named in one line; the rest is counted. */
const MOST_GROUPS = 4;

/** What was done, without who and when: `sửa lượt tiếp: Nội dung, Điện thoại`. An unknown code is shown as it is. */
export function sayDeed({ what, kind, subject, groups, reason }: LogEntry): string {
  const op = what.startsWith('record.') ? what.slice('record.'.length) : undefined;
  if (op === undefined) {
    const unknown = what === 'visit.opened' ? 'một hồ sơ tiếp dân' : 'không còn trong danh sách';
    const event = (EVENTS[what] ?? (() => what))(subject ?? unknown);
    return reason === undefined ? event : `${event}. Lý do: ${reason}`;
  }
  const thing = [KINDS[kind ?? ''] ?? 'bản ghi', subject].filter(Boolean).join(' ');
  const deed = (OPERATIONS[op] ?? ((one: string) => `${op} ${one}`))(thing);
  const labels = [...new Set((groups ?? []).map(groupLabel))];
  if (labels.length === 0) return deed;
  const more = labels.length - MOST_GROUPS;
  return `${deed}: ${labels.slice(0, MOST_GROUPS).join(', ')}${more > 0 ? ` và ${more} mục khác` : ''}`;
}

/** Which visit was opened: `lượt tiếp ngày 06/07/2026 (phản ánh)`. Of a denunciation nothing is told. */
export function sayOpenedVisit({ matter, day }: { readonly matter: MatterKind; readonly day: PlainDate }): string {
  return `lượt tiếp ngày ${formatDate(day)} (${uncapitalised(MATTER_LABELS[matter])})`;
}

/** Who did it; the server does some things by itself, and some people are no longer listed. */
export function sayDoer({ actor }: LogEntry): string {
  if (actor === undefined) return 'Máy chủ';
  return actor.name ?? 'Người không còn trong danh sách';
}
