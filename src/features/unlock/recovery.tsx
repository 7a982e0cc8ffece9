import { useRef, useState } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { LockedPhone } from '../../store/phone-gate.ts';
import { systemRandom } from '../../store/vault/bytes.ts';
import { proposePassphrase } from '../../store/vault/passphrase.ts';
import type { PendingRecovery } from '../../store/vault/recovery.ts';
import { sayVaultProblem } from '../../store/vault-words.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconDownload } from '../../ui/icons.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Screen } from '../../ui/screen.tsx';
import { setInputValue } from '../../ui/set-input-value.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './unlock.module.css';

export type RecoveryProps = {
  readonly locked: LockedPhone;
  /** The same request each time, until this page is loaded anew. */
  readonly request: LockedPhone['requestRecovery'];
  readonly onOpened: (phone: Phone) => void;
  readonly onBack: () => void;
};

/** Both secrets are forgotten: a request for the administrator of the province, his answer, new secrets. */
export function Recovery({ locked, request, onOpened, onBack }: RecoveryProps) {
  const { value: asked } = useLoaded(request);
  return (
    <Screen title="Xin mở hộ" withoutTabs onBack={onBack}>
      <Page>
        {asked !== undefined && !asked.ok ? <Banner tone="danger">{sayVaultProblem(asked.error)}</Banner> : null}
        {asked?.ok ? (
          <>
            <Request pending={asked.value} />
            <AnswerForm locked={locked} pending={asked.value} onOpened={onOpened} />
          </>
        ) : null}
        {asked === undefined ? <p>{WORDS.loading}</p> : null}
      </Page>
    </Screen>
  );
}

function Request({ pending }: { readonly pending: PendingRecovery }) {
  const { request, checkCode } = pending;
  return (
    <Section title="1. Gửi yêu cầu cho quản trị viên của tỉnh">
      <p>
        Gửi đoạn mã dưới đây, rồi chờ quản trị viên gọi lại và đọc mã kiểm tra: <strong>{checkCode}</strong>. Dữ liệu
        chưa gửi trên máy được giữ nguyên. Không đóng trang này trước khi có trả lời.
      </p>
      <QrCode text={request} label="Mã QR của yêu cầu" large />
      <p className={styles.request}>{request}</p>
      <div className={styles.buttons}>
        <CopyButton text={request} label="Sao chép yêu cầu" doneLabel="Đã sao chép" />
        {navigator.share === undefined ? null : (
          // Whoever closes the share sheet again has not failed at anything.
          <Button onClick={() => void navigator.share({ text: request }).catch(() => undefined)}>Chia sẻ</Button>
        )}
        <Button
          icon={<IconDownload size={1.25} />}
          onClick={() => saveFile(REQUEST_FILE, new Blob([request], { type: 'text/plain' }))}
        >
          Lưu thành tệp
        </Button>
      </div>
    </Section>
  );
}

const REQUEST_FILE = 'gan-dan-yeu-cau-mo-ho.txt';

type AnswerFormProps = Pick<RecoveryProps, 'locked' | 'onOpened'> & { readonly pending: PendingRecovery };

function AnswerForm({ locked, pending, onOpened }: AnswerFormProps) {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const words = useRef<HTMLInputElement>(null);

  const submit = async (data: FormData) => {
    if (busy) return;
    const text = (name: string) => String(data.get(name) ?? '');
    const newPin = text('newPin').trim();
    setBusy(true);
    const opened = await locked.openWithRecovery(
      pending,
      text('answer'),
      text('passphrase'),
      newPin === '' ? undefined : newPin,
    );
    setBusy(false);
    if (opened.ok) onOpened(opened.value);
    else setFailure(sayVaultProblem(opened.error));
  };

  return (
    <Section title="2. Nhận mã trả lời và đặt cụm từ mới">
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        <CodeField
          label="Mã trả lời"
          name="answer"
          hint="Dán, hoặc gõ theo lời đọc; chữ hoa, chữ thường, cách quãng đều được"
          words={{
            openFile: 'Mở tệp mã trả lời',
            openFileOrPhoto: 'Mở ảnh mã QR',
            noQr: 'Không đọc được mã QR trong ảnh này. Chụp gần và rõ hơn, hoặc gõ theo lời đọc.',
            notText: 'Tệp này không phải mã trả lời.',
          }}
        />
        <TextField
          ref={words}
          label="Cụm từ khôi phục mới"
          hint="Bốn từ khác nhau, hoặc từ 10 ký tự. Chép vào Phiếu khôi phục mới, cất ở văn phòng."
          name="passphrase"
          autoCapitalize="off"
        />
        <div>
          <Button
            kind="quiet"
            onClick={() => {
              if (words.current) setInputValue(words.current, proposePassphrase(systemRandom));
            }}
          >
            Gợi ý cụm từ
          </Button>
        </div>
        <TextField
          label="Mã PIN mới (6 số)"
          note="(không bắt buộc)"
          hint="Để lần sau mở nhanh hơn, trong 7 ngày. Mã PIN cũ không dùng được nữa."
          name="newPin"
          purpose="secret"
          inputMode="numeric"
          autoComplete="off"
          short
        />
        <Alarm>{failure}</Alarm>
        <Button kind="primary" type="submit" wide busy={busy}>
          Mở khóa
        </Button>
      </form>
    </Section>
  );
}
