import { SessionStatus } from '../../contract/records/codes.ts';
import { WORDS } from '../text/wording.ts';
import { MATTER_LABELS, SESSION_KIND_LABELS, SESSION_STATUS_LABELS } from './labels.ts';
import type { Summary } from './summary.ts';

/** The first line of a visit in a list. */
export function visitTitle(row: Pick<Summary, 'title' | 'matter'>): string {
  if (row.matter === 'denunciation') return `Tố cáo ${row.title}`;
  return row.title === '' ? 'Không nêu tên' : row.title;
}

/** The second line: kind and what is known. */
export function visitDetail(row: Pick<Summary, 'sub' | 'matter' | 'status'>): string {
  const matter = row.matter === undefined || row.matter === 'denunciation' ? undefined : MATTER_LABELS[row.matter];
  return [matter, row.sub, row.matter === 'denunciation' ? 'danh tính ghi ở sổ giấy' : ''].filter(Boolean).join(' · ');
}

/** `Tiếp định kỳ – Nông Văn An` */
export function sessionTitle(row: Pick<Summary, 'sessionKind' | 'title'>): string {
  const kind =
    row.sessionKind === undefined
      ? 'Buổi tiếp'
      : `Tiếp ${SESSION_KIND_LABELS[row.sessionKind].toLocaleLowerCase('vi')}`;
  return row.title === '' ? kind : `${kind} – ${row.title}`;
}

export function statusLabel(status: string): string {
  const parsed = SessionStatus.safeParse(status);
  return parsed.success ? SESSION_STATUS_LABELS[parsed.data] : status;
}

/** Where a record stands (sync.md §1.5), in the words of every screen. */
export function recordStateLabel(state: 'refused' | 'decide' | 'local' | 'sent' | undefined, sending: boolean): string {
  switch (state) {
    case undefined:
      return '';
    case 'local':
      return sending ? WORDS.sending : WORDS.onPhone;
    case 'sent':
      return WORDS.sent;
    case 'refused':
    case 'decide':
      return WORDS.needsLook;
    default:
      return state satisfies never;
  }
}

/** Whether every word of the question begins some word of the record, without marks, in any order. */
export function matchesWords(words: string, question: readonly string[]): boolean {
  return question.every((word) => words.startsWith(word) || words.includes(` ${word}`));
}
