import { useState } from 'react';
import { sayVaultProblem, type VaultProblem } from '../../store/vault-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** The demo asks for nothing, and says what a real phone does. */
export function DemoUnlock({ onOpen }: { readonly onOpen: () => Promise<VaultProblem | undefined> }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<VaultProblem>();
  const open = async () => {
    setBusy(true);
    setFailure(await onOpen());
    setBusy(false);
  };
  return (
    <>
      <Banner tone="info">
        Bản dùng thử mở ngay bằng một lần bấm. Máy thật hỏi mã PIN, vân tay hoặc cụm từ khôi phục ở đây.
      </Banner>
      {failure === undefined ? null : <p role="alert">{sayVaultProblem(failure)}</p>}
      <Button kind="primary" wide busy={busy} onClick={() => void open()}>
        Mở ngay
      </Button>
    </>
  );
}
