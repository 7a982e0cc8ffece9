import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { registerHeading } from '../../documents/register/heading.ts';
import type { Register } from '../../documents/register/register.ts';
import type { RegisterEdition } from '../../documents/register/register-sheet.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { phraseHint, sayVaultProblem, type VaultProblem } from '../../store/vault-words.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconFingerprint } from '../../ui/icons.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { secretHolds } from './ask-again.ts';
import styles from './register.module.css';

/** What leaves the phone, and how. */
export type Wish = { readonly edition: RegisterEdition; readonly cover: boolean };

export type EditionDialogProps = {
  readonly phone: Phone;
  readonly register: Register;
  readonly what: 'print' | 'file';
  readonly onClose: () => void;
  /** Called once the secret was right. */
  readonly onReady: (wish: Wish) => Promise<void> | void;
};

const PAPERS = [
  { value: 'A4', label: 'A4 ngang' },
  { value: 'A3', label: 'A3 ngang' },
];
const TITLES = { print: 'In sổ tiếp công dân', file: 'Xuất tệp Excel' } as const;
const NOT_MADE = {
  print: 'Chưa in được sổ. Hãy thử lại; nếu vẫn lỗi thì tải lại trang.',
  file: 'Chưa xuất được tệp. Hãy thử lại; nếu vẫn lỗi thì tải lại trang.',
} as const;
const ACTIONS = { print: 'In', file: 'Xuất tệp' } as const;

/** How the register goes to paper or into a file. The secret is asked again: it holds everything of a period. */
export function EditionDialog({ phone, register, what, onClose, onReady }: EditionDialogProps) {
  const formId = useId();
  const [failure, setFailure] = useState<string>();
  const secret = useRef<HTMLInputElement>(null);
  // The message stands below the field, which is the last one.
  useEffect(() => {
    if (failure !== undefined) secret.current?.form?.lastElementChild?.scrollIntoView?.({ block: 'end' });
  }, [failure]);
  const [busy, setBusy] = useState(false);
  const { value: slots } = useLoaded(useCallback(() => phone.slots(), [phone]));
  const hasPin = slots?.pinUntilMs !== undefined;
  const label = hasPin ? 'Mã PIN hoặc cụm từ khôi phục' : 'Cụm từ khôi phục';
  const missing = hasPin ? 'Nhập mã PIN hoặc cụm từ khôi phục' : 'Nhập cụm từ khôi phục';

  const run = async (data: FormData, withPasskey: boolean) => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    const typed = String(data.get('secret') ?? '');
    try {
      const held = withPasskey ? await phone.lock.uncoverWithPasskey() : await secretHolds(phone, typed);
      if (held.ok) await onReady(wishOf(phone, register, data));
      else {
        setFailure(held.error.tag === 'missing' ? missing : sayVaultProblem(held.error as VaultProblem));
        secret.current?.focus();
      }
    } catch (error) {
      reportError(error);
      setFailure(NOT_MADE[what]);
    } finally {
      setBusy(false);
    }
  };
  const form = () => document.getElementById(formId);

  return (
    <Dialog
      title={TITLES[what]}
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form={formId} busy={busy}>
            {ACTIONS[what]}
          </Button>
          {slots?.passkey ? (
            <Button
              icon={<IconFingerprint size={1.25} />}
              busy={busy}
              onClick={() => void run(new FormData(form() as HTMLFormElement), true)}
            >
              {ACTIONS[what]} bằng vân tay
            </Button>
          ) : null}
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run(new FormData(event.currentTarget), false);
        }}
      >
        <ChipGroup label="Khổ giấy" name="paper" chips={PAPERS} defaultValue="A4" />
        <TextField label="Quyển số" note="(không bắt buộc)" name="volume" short />
        {what === 'print' ? <CheckboxField label="In trang bìa" name="cover" defaultChecked /> : null}
        <CheckboxField
          label={what === 'print' ? 'In đủ số định danh' : 'Xuất đủ số định danh'}
          name="numbers"
          hint="Không chọn thì chỉ hiện vài số đầu và cuối: 0041••••••99"
        />
        <TextField
          label={label}
          hint={phraseHint(phone, 'Sổ có họ tên, địa chỉ, nội dung của nhiều người nên máy hỏi lại.')}
          name="secret"
          purpose="secret"
          autoComplete="off"
          error={failure}
          ref={secret}
        />
      </form>
    </Dialog>
  );
}

function wishOf(phone: Phone, register: Register, data: FormData): Wish {
  const { spaces, provinceSpace, demo } = phone.profile.getSnapshot();
  const province = spaces.find(({ id }) => id === provinceSpace);
  const { date, doubt } = phone.today();
  return {
    cover: data.get('cover') !== null,
    edition: {
      register,
      heading: registerHeading(register.organ, phone.unit, province),
      volume: normalizeLine(String(data.get('volume') ?? '')),
      paper: data.get('paper') === 'A3' ? 'A3' : 'A4',
      numbers: data.get('numbers') === null ? 'masked' : 'whole',
      today: doubt === undefined ? date : undefined,
      demo,
    },
  };
}
