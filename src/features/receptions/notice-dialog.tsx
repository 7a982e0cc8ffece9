import { useState } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

type NoticeProps = {
  readonly what: 'postpone' | 'cancel';
  readonly onClose: () => void;
  readonly onSay: (notice: { readonly reason: string; readonly noticeNo: string }) => Promise<string | undefined>;
};

/** Postponing and cancelling are posted on the notice board: they need a reason. */
export function NoticeDialog({ what, onClose, onSay }: NoticeProps) {
  const [error, setError] = useState<string>();
  const formId = 'session-notice';
  return (
    <Dialog
      title={what === 'postpone' ? 'Hoãn buổi tiếp' : 'Hủy buổi tiếp'}
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form={formId}>
            {what === 'postpone' ? 'Hoãn' : 'Hủy buổi'}
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const notice = { reason: String(data.get('reason') ?? ''), noticeNo: String(data.get('noticeNo') ?? '') };
          void onSay(notice).then(setError);
        }}
      >
        <TextField label="Lý do" name="reason" error={error} data-autofocus />
        <TextField label="Số thông báo" note="(không bắt buộc)" name="noticeNo" />
      </form>
    </Dialog>
  );
}
