import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import type { SyncState } from '../../store/phone.ts';
import type { Unsent } from './use-register.ts';

/** How old what is shown may be, and what may be missing: `Số liệu tới 14:05 ngày 21/11/2026. 3 lượt chưa gửi.` */
export function sayFreshness({ phase, lastDoneAtMs }: SyncState, { waiting, look }: Unsent): string {
  const away = phase === 'offline' || phase === 'waiting' || phase === 'stopped';
  const since = lastDoneAtMs === undefined ? undefined : formatInstant(lastDoneAtMs);
  return [
    since === undefined ? 'Máy này chưa nhận số liệu lần nào.' : `Số liệu tới ${since}.`,
    waiting > 0 ? `${formatNumber(waiting)} lượt chưa gửi.` : '',
    look > 0 ? `${formatNumber(look)} lượt cần xem lại.` : '',
    away && since !== undefined ? `Có thể thiếu lượt ghi ở máy khác (chưa có mạng từ ${since}).` : '',
    away && since === undefined ? 'Có thể thiếu lượt ghi ở máy khác.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
