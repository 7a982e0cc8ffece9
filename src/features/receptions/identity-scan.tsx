import { useState } from 'react';
import { type IdentityCard, parseIdentityCard, sayIdentityCardError } from '../../domain/text/identity-card.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { type CameraState, QrCamera } from '../../ui/qr-camera.tsx';
import { readQr } from '../../ui/read-qr.ts';
import { useSource } from '../../ui/use-source.ts';

export type IdentityScanProps = {
  readonly phone: Phone;
  readonly onCard: (card: IdentityCard) => void;
  readonly onClose: () => void;
};

const CAMERA_WORDS: { readonly [state in CameraState]: string } = {
  asking: 'Đang mở camera… Nếu máy hỏi, chọn Cho phép.',
  live: 'Đưa mã QR trên thẻ vào giữa khung. Thẻ cũ: mặt trước; thẻ mới: mặt sau.',
  refused: 'Camera chưa được cho phép. Mở quyền Camera của trang này trong trình duyệt, hoặc chọn ảnh, hoặc nhập tay.',
  none: 'Máy này không có camera dùng được. Chọn ảnh chụp thẻ, hoặc nhập tay.',
  busy: 'Camera đang bận ở ứng dụng khác. Đóng ứng dụng đó rồi thử lại, hoặc chọn ảnh, hoặc nhập tay.',
  broken: 'Trình duyệt này không quét được mã QR. Nhập tay.',
};

/**
 * The QR code of an identity card, by camera or from a picture. What was seen and the text of the code live in this
 * dialog only, for the moment of reading: an image of a card is sensitive personal data (NĐ 356/2025) and is never kept.
 */
export function IdentityScan({ phone, onCard, onClose }: IdentityScanProps) {
  const lock = useSource(phone.lock);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const take = (text: string) => {
    const parsed = parseIdentityCard(text);
    if (parsed.ok) onCard(parsed.value);
    else setProblem(sayIdentityCardError(parsed.error));
  };
  const open = async (picture: File) => {
    setBusy(true);
    setProblem(undefined);
    const reading = await readQr(picture);
    setBusy(false);
    if (reading.tag === 'text') take(reading.text);
    else setProblem(reading.tag === 'nothing' ? NO_CODE : NO_PICTURE);
  };
  return (
    <Dialog
      title="Quét QR căn cước"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <FileButton
            label="Chọn ảnh"
            accept="image/*"
            busy={busy}
            ownScreen={phone.lock.ownScreen}
            onFile={(file) => void open(file)}
          />
          <Button onClick={onClose}>Nhập tay</Button>
        </>
      }
    >
      <QrCamera
        label="Hình từ camera"
        // One sentence at a time: both would not fit on a small screen.
        words={problem === undefined ? CAMERA_WORDS : { ...CAMERA_WORDS, live: '' }}
        retryLabel={WORDS.retry}
        paused={lock !== 'open'}
        onText={take}
      />
      {problem === undefined ? null : (
        <div role="alert">
          <Banner tone="warning">{problem}</Banner>
        </div>
      )}
    </Dialog>
  );
}

const NO_CODE = 'Không thấy mã QR trong ảnh. Chụp lại gần hơn, đủ sáng, không lóa, hoặc nhập tay.';
const NO_PICTURE = 'Không mở được tệp này như một ảnh. Chọn ảnh JPG hoặc PNG, hoặc nhập tay.';
