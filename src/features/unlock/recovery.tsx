import { useCallback, useState } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { LockedPhone } from '../../store/phone-gate.ts';
import { sayVaultProblem } from '../../store/vault-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './unlock.module.css';

export type RecoveryProps = {
  readonly locked: LockedPhone;
  readonly onOpened: (phone: Phone) => void;
  readonly onBack: () => void;
};

/** Both secrets are forgotten: a request for the administrator of the province, his answer, a new passphrase. */
export function Recovery({ locked, onOpened, onBack }: RecoveryProps) {
  const { value: asked } = useLoaded(useCallback(() => locked.requestRecovery(), [locked]));
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const pending = asked?.ok ? asked.value : undefined;

  const submit = async (data: FormData) => {
    if (pending === undefined || busy) return;
    setBusy(true);
    const answer = String(data.get('answer') ?? '');
    const opened = await locked.openWithRecovery(pending, answer, String(data.get('passphrase') ?? ''));
    setBusy(false);
    if (opened.ok) onOpened(opened.value);
    else setFailure(sayVaultProblem(opened.error));
  };

  return (
    <Screen title="Xin mở hộ" withoutTabs onBack={onBack}>
      <Page>
        {asked !== undefined && !asked.ok ? <Banner tone="danger">{sayVaultProblem(asked.error)}</Banner> : null}
        {pending === undefined ? null : (
          <>
            <Section title="1. Gửi yêu cầu cho quản trị viên của tỉnh">
              <p>
                Đọc mã kiểm tra qua điện thoại: <strong>{pending.checkCode}</strong>. Dữ liệu chưa gửi trên máy được giữ
                nguyên. Không đóng trang này trước khi có trả lời.
              </p>
              <p className={styles.request}>{pending.request}</p>
              <Button onClick={() => void navigator.clipboard?.writeText(pending.request)}>Sao chép yêu cầu</Button>
            </Section>
            <Section title="2. Dán mã trả lời và đặt cụm từ mới">
              <form
                className={styles.form}
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                  void submit(new FormData(event.currentTarget));
                }}
              >
                {failure === undefined ? null : (
                  <div role="alert">
                    <Banner tone="danger">{failure}</Banner>
                  </div>
                )}
                <TextAreaField label="Mã trả lời" name="answer" autoCapitalize="off" />
                <TextField
                  label="Cụm từ khôi phục mới"
                  hint="Bốn từ khác nhau, hoặc từ 10 ký tự"
                  name="passphrase"
                  autoCapitalize="off"
                />
                <Button kind="primary" type="submit" wide busy={busy}>
                  Mở khóa
                </Button>
              </form>
            </Section>
          </>
        )}
        {asked === undefined ? <p>{WORDS.loading}</p> : null}
      </Page>
    </Screen>
  );
}
