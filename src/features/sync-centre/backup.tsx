import { useState } from 'react';
import { formatNumber } from '../../domain/text/format.ts';
import { sayBytes, WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { phraseHint, sayVaultProblem } from '../../store/vault-words.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { IconDownload } from '../../ui/icons.tsx';
import { Section } from '../../ui/page.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './sync.module.css';

/** A file for the days without a network, and back. Both ask for the passphrase: it holds everything. */
export function Backup({ phone }: { readonly phone: Phone }) {
  const [asking, setAsking] = useState<'export' | 'restore'>();
  const [done, setDone] = useState<string>();
  const close = () => setAsking(undefined);
  return (
    <Section title="Sao lưu">
      <p>Tệp sao lưu được mã hóa; chỉ mở bằng cụm từ khôi phục. Dùng khi lâu ngày không có mạng hoặc đổi máy.</p>
      {done === undefined ? null : (
        <Banner tone="success" announced>
          {done}
        </Banner>
      )}
      <div className={styles.buttons}>
        <Button icon={<IconDownload size={1.25} />} onClick={() => setAsking('export')}>
          Xuất tệp sao lưu
        </Button>
        <Button onClick={() => setAsking('restore')}>Khôi phục từ tệp</Button>
      </div>
      {asking === undefined ? null : (
        <BackupDialog
          phone={phone}
          what={asking}
          onClose={close}
          onDone={(words) => {
            setDone(words);
            close();
          }}
        />
      )}
    </Section>
  );
}

type BackupDialogProps = {
  readonly phone: Phone;
  readonly what: 'export' | 'restore';
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
};

function BackupDialog({ phone, what, onClose, onDone }: BackupDialogProps) {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [file, setFile] = useState<File>();
  const title = what === 'export' ? 'Xuất tệp sao lưu' : 'Khôi phục từ tệp';

  const submit = async (data: FormData) => {
    if (busy) return;
    const passphrase = String(data.get('words') ?? '');
    if (what === 'restore' && file === undefined) {
      setFailure('Chọn tệp sao lưu (.gandan)');
      return;
    }
    setBusy(true);
    const done = file === undefined ? await exported(phone, passphrase) : await restored(phone, file, passphrase);
    setBusy(false);
    if (done.ok) onDone(done.words);
    else setFailure(done.words);
  };

  return (
    <Dialog
      title={title}
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form="backup" busy={busy}>
            {title}
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id="backup"
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        <Alarm>{failure}</Alarm>
        {what === 'restore' ? (
          <div className={styles.buttons}>
            <FileButton
              label={file === undefined ? 'Chọn tệp sao lưu' : 'Chọn tệp khác'}
              accept=".gandan,application/octet-stream"
              ownScreen={phone.lock.ownScreen}
              onFile={setFile}
            />
            {file === undefined ? null : <p className={styles.fileName}>{file.name}</p>}
          </div>
        ) : null}
        <TextField
          label={what === 'export' ? 'Cụm từ khôi phục' : 'Cụm từ khôi phục của tệp'}
          hint={phraseHint(phone)}
          name="words"
          autoCapitalize="off"
          data-autofocus
        />
      </form>
    </Dialog>
  );
}

type Outcome = { readonly ok: boolean; readonly words: string };

async function exported(phone: Phone, passphrase: string): Promise<Outcome> {
  const made = await phone.exportBackup(passphrase);
  if (!made.ok) return { ok: false, words: sayVaultProblem(made.error) };
  const { fileName, blob } = made.value;
  saveFile(fileName, blob);
  return { ok: true, words: `Đã xuất ${fileName} (${sayBytes(blob.size)}). Cất tệp ở nơi an toàn.` };
}

async function restored(phone: Phone, file: File, passphrase: string): Promise<Outcome> {
  const done = await phone.restoreBackup(file, passphrase);
  if (!done.ok) return { ok: false, words: sayVaultProblem(done.error) };
  const { records, waiting, drafts, skipped } = done.value;
  const parts = [
    `${formatNumber(records)} hồ sơ`,
    `${formatNumber(waiting)} mục chưa gửi`,
    `${formatNumber(drafts)} bản nháp`,
  ];
  return { ok: true, words: `Đã khôi phục ${parts.join(', ')}. ${formatNumber(skipped)} mục đã có sẵn, giữ nguyên.` };
}
