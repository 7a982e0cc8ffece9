import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Before a record that exists becomes a denunciation: what will be gone, and where. */
export function RedactQuestion({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  return (
    <Dialog
      title="Chuyển hồ sơ này thành tố cáo?"
      closeLabel={WORDS.close}
      onClose={onNo}
      actions={
        <>
          <Button kind="danger" onClick={onYes}>
            Chuyển thành tố cáo
          </Button>
          <Button onClick={onNo}>{WORDS.cancel}</Button>
        </>
      }
    >
      <p>
        Họ tên, địa chỉ, nội dung và mọi thông tin khác của người đến sẽ bị xóa khỏi máy này, khỏi máy chủ và khỏi mọi
        máy khác. Không lấy lại được, không đổi lại loại khác được.
      </p>
      <p>Còn lại: mã hồ sơ, ngày, buổi tiếp, số người, lĩnh vực, tiến độ. Hãy chép danh tính vào sổ giấy trước.</p>
    </Dialog>
  );
}
