import { recordStateLabel } from '../../domain/receptions/list-words.ts';
import { IconOnDevice, IconSend, IconSuccess, IconWarning } from '../../ui/icons.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';

export type RecordState = 'refused' | 'decide' | 'local' | 'sent';

/** Đã lưu trên máy · Đang gửi · Đã gửi · Cần xem lại. */
export function RecordChip({ state, sending }: { readonly state: RecordState | undefined; readonly sending: boolean }) {
  if (state === undefined) return null;
  const words = recordStateLabel(state, sending);
  if (state === 'local') {
    return <StatusChip icon={sending ? <IconSend size={1} /> : <IconOnDevice size={1} />}>{words}</StatusChip>;
  }
  if (state === 'sent') return <StatusChip icon={<IconSuccess size={1} />}>{words}</StatusChip>;
  return (
    <StatusChip tone="warning" icon={<IconWarning size={1} />}>
      {words}
    </StatusChip>
  );
}
