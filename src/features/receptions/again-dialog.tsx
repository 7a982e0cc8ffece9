import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import type { Go } from './visit-form-page.tsx';
import { beginVisitLike } from './visit-likes.ts';

type AgainDialogProps = {
  readonly phone: Phone;
  readonly rid: string;
  readonly go: Go;
  readonly onClose: () => void;
};

/**
 * Two things are meant by "như lần trước": the same citizen is here again, or his neighbour with the same request. Nothing
 * is copied that only one of them means.
 */
export function AgainDialog({ phone, rid, go, onClose }: AgainDialogProps) {
  return (
    <Dialog title="Tạo lượt mới như lần này" closeLabel={WORDS.close} onClose={onClose} closesOnVeil>
      <List>
        <ListRow
          title="Người này đến nữa"
          detail="Điền sẵn họ tên, giấy tờ, địa chỉ. Nội dung ghi mới."
          onOpen={() => go(beginVisitLike(phone, { rid, kept: 'people' }))}
        />
        <ListRow
          title="Người khác, cùng nội dung"
          detail="Điền sẵn loại, lĩnh vực, nội dung, trả lời. Họ tên ghi mới."
          onOpen={() => go(beginVisitLike(phone, { rid, kept: 'matter' }))}
        />
      </List>
    </Dialog>
  );
}
