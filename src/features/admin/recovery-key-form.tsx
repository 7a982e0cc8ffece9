import { useRef, useState } from 'react';
import { err, ok, type Result } from '../../domain/result.ts';
import { hashWasmArgon2 } from '../../store/vault/argon2.ts';
import { fromBase64Url, systemRandom, toBase64Url } from '../../store/vault/bytes.ts';
import { proposePassphrase } from '../../store/vault/passphrase.ts';
import {
  makeRecoveryKey,
  type NewRecoveryKey,
  type RecoveryKeyPorts,
  sealRecoveryKey,
} from '../../store/vault/recovery-key.ts';
import { sayVaultProblem } from '../../store/vault-words.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { IconDownload } from '../../ui/icons.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { setInputValue } from '../../ui/set-input-value.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './admin.module.css';
import type { NoAnswer, RecoveryKeyApi } from './admin-api.ts';
import { Failure } from './failure.tsx';
import { recoveryKeyFileName, shortKeyId } from './recovery-key-names.ts';
import { useAct } from './use-act.ts';

/** The browser's own; tests bring a cheaper hash. */
export const browserKeyPorts: RecoveryKeyPorts = { random: systemRandom, argon2: hashWasmArgon2 };

export type RecoveryKeyFormProps = {
  readonly api: RecoveryKeyApi;
  readonly nowMs: () => number;
  readonly ports?: RecoveryKeyPorts;
  readonly onDone: () => void;
};

/** `first`: the server's own key of its first start, under the same passphrase; phones enrolled until now need it. */
type Keys = { readonly key: NewRecoveryKey; readonly first: NewRecoveryKey | undefined };
type Made = Keys & { readonly passphrase: string };

/**
 * Makes the province's recovery key here in the browser: its private half leaves it only as a file under the
 * administrator's passphrase, the server gets the public half. Two steps, so that no phone is ever sealed to a key
 * whose file nobody has, and the server forgets its own first key only after its file is kept.
 */
export function RecoveryKeyForm({ api, nowMs, ports = browserKeyPorts, onDone }: RecoveryKeyFormProps) {
  const [made, setMade] = useState<Made>();
  const [kept, setKept] = useState(false);
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const { busy, failure, act } = useAct();

  const make = (passphrase: string) => {
    setError(undefined);
    const at = new Date(nowMs()).toISOString();
    const work = async (): Promise<Result<Keys | undefined, NoAnswer>> => {
      const key = await makeRecoveryKey(ports, passphrase, at);
      if (key.ok) {
        const first = await keepFirst(api, ports, passphrase, at);
        return first.ok ? ok({ key: key.value, first: first.value }) : first;
      }
      setError(sayVaultProblem(key.error));
      input.current?.focus();
      return ok(undefined);
    };
    act('make', work, (keys) => {
      if (keys === undefined) return;
      setMade({ ...keys, passphrase });
      download(keys.key);
      if (keys.first !== undefined) download(keys.first);
    });
  };
  const send = ({ key, first }: Made) =>
    act('send', () => api.replaceRecoveryKey(toBase64Url(key.publicKey), first !== undefined), onDone);

  if (made === undefined) {
    return (
      <form
        className={styles.item}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          make(String(new FormData(event.currentTarget).get('passphrase') ?? ''));
        }}
      >
        <Failure words={failure} />
        <TextField
          ref={input}
          label="Cụm từ giữ khóa"
          hint="Bốn từ khác nhau, hoặc từ 10 ký tự. Ghi ra giấy trước khi bấm; gõ không dấu cũng mở được."
          name="passphrase"
          autoCapitalize="off"
          error={error}
        />
        <div className={styles.buttons}>
          <Button kind="primary" type="submit" busy={busy !== undefined} icon={<IconDownload size={1.25} />}>
            Tạo khóa và tải tệp
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              if (input.current) setInputValue(input.current, proposePassphrase(ports.random));
            }}
          >
            Gợi ý cụm từ
          </Button>
        </div>
      </form>
    );
  }
  return (
    <form
      className={styles.item}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(made);
      }}
    >
      <Failure words={failure} />
      <p>
        Tệp <strong>{recoveryKeyFileName(made.key.keyId)}</strong> đã được tải về máy này.
      </p>
      {made.first === undefined ? null : (
        <p>
          Kèm tệp <strong>{recoveryKeyFileName(made.first.keyId)}</strong>: khóa máy chủ tự tạo lúc khởi động lần đầu,
          mở được những máy cấp bằng khóa đó. Máy chủ sẽ xóa khóa này khi bấm “Dùng khóa này”, nên phải cất cả hai tệp.
        </p>
      )}
      <p>Cụm từ giữ khóa:</p>
      <p className={styles.words}>{made.passphrase}</p>
      <ul className={styles.effects}>
        <li>
          Chép {made.first === undefined ? 'tệp' : 'cả hai tệp'} vào hai thẻ nhớ cất ở hai tủ hồ sơ mật, rồi xóa khỏi
          máy này.
        </li>
        <li>Ghi cụm từ ra giấy, cất riêng, không cất cùng tệp.</li>
        <li>Mất cả hai thì không ai mở hộ được máy của cán bộ quên cụm từ khôi phục.</li>
      </ul>
      <CheckboxField
        label="Đã cất tệp và cụm từ ở nơi an toàn"
        checked={kept}
        onChange={(event) => setKept(event.target.checked)}
      />
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" busy={busy !== undefined} disabled={!kept}>
          Dùng khóa này
        </Button>
        {[made.key, made.first].map((key) =>
          key === undefined ? null : (
            <Button key={key.keyId} icon={<IconDownload size={1.25} />} onClick={() => download(key)}>
              Tải lại tệp {made.first === undefined ? '' : shortKeyId(key.keyId)}
            </Button>
          ),
        )}
      </div>
    </form>
  );
}

/** The file of the key that the server made at its first start, while the server still has it. */
async function keepFirst(
  api: RecoveryKeyApi,
  ports: RecoveryKeyPorts,
  passphrase: string,
  createdAt: string,
): Promise<Result<NewRecoveryKey | undefined, NoAnswer>> {
  const asked = await api.firstRecoveryKey();
  if (!asked.ok) return asked;
  const { first } = asked.value;
  if (first === undefined) return ok(undefined);
  const pkcs8 = fromBase64Url(first.privateKey);
  const publicKey = fromBase64Url(first.publicKey);
  if (!pkcs8.ok || !publicKey.ok) return err({ tag: 'refused', words: FIRST_KEY_UNREADABLE });
  const ready = { publicKey: publicKey.value, pkcs8: pkcs8.value, createdAt };
  const sealed = await sealRecoveryKey(ports, passphrase, ready);
  return sealed.ok ? sealed : err({ tag: 'refused', words: sayVaultProblem(sealed.error) });
}

const FIRST_KEY_UNREADABLE =
  'Khóa đầu tiên của máy chủ không đọc được nên chưa đổi khóa. Hãy báo bộ phận kỹ thuật của tỉnh.';

function download(key: NewRecoveryKey): void {
  saveFile(recoveryKeyFileName(key.keyId), new Blob([key.file], { type: 'application/json' }));
}
