import { useCallback, useState } from 'react';
import type { DeviceList, UserList } from '../../contract/wire/administration.ts';
import type { Profile } from '../../contract/wire/session.ts';
import { err, type Result } from '../../domain/result.ts';
import { formatInstant } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Argon2 } from '../../store/vault/argon2.ts';
import { answerRecoveryRequest, type RecoveryRequest } from '../../store/vault/recovery.ts';
import { openRecoveryKeyFile, readRecoveryKeyId } from '../../store/vault/recovery-key.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { Card } from '../../ui/page.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './admin.module.css';
import type { NoAnswer, RecoveryAnswerApi } from './admin-api.ts';
import { sayAnswerProblem, sayKeyFileProblem } from './answer-words.ts';
import { Failure } from './failure.tsx';
import { recoveryKeyFileName } from './recovery-key-names.ts';
import { useAct } from './use-act.ts';

/** A request as it came, and what it says. */
export type Asked = { readonly text: string; readonly request: RecoveryRequest };

export type CheckRequestProps = {
  readonly api: RecoveryAnswerApi;
  readonly profile: Profile;
  readonly argon2: Argon2;
  readonly asked: Asked;
  readonly onAnswered: (answer: string) => void;
  readonly onDrop: () => void;
};

/** Who asks, the check by telephone, and the recovery key: an answer only after all three. */
export function CheckRequest({ api, profile, argon2, asked, onAnswered, onDrop }: CheckRequestProps) {
  const { request } = asked;
  const [checked, setChecked] = useState(false);
  const [file, setFile] = useState<File>();
  const { busy, failure, act } = useAct();
  const fileName = recoveryKeyFileName(request.recoveryKeyId);
  return (
    <form
      className={styles.item}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const passphrase = String(new FormData(event.currentTarget).get('passphrase') ?? '');
        act('answer', () => answerOf(api, argon2, { asked, file, passphrase }), onAnswered);
      }}
    >
      <Asker api={api} profile={profile} asked={asked} />
      <p>
        Gọi cho người này theo số đã biết từ trước, không theo số ghi trong tin nhắn. Nhờ đọc mã kiểm tra đang hiện trên
        máy và so với mã này:
      </p>
      <p className={styles.words} role="img" aria-label={`Mã kiểm tra ${[...request.checkCode].join(' ')}`}>
        {request.checkCode}
      </p>
      <CheckboxField
        label="Đúng người này, và mã đọc qua điện thoại giống hệt"
        checked={checked}
        onChange={(event) => setChecked(event.target.checked)}
      />
      <div className={styles.buttons}>
        <FileButton label="Chọn tệp khóa khôi phục" accept=".json,application/json" onFile={setFile} />
      </div>
      <p className={styles.quiet}>
        {file === undefined ? (
          <>
            Máy này cần tệp <strong>{fileName}</strong>
          </>
        ) : (
          <>
            Đã chọn tệp <strong>{file.name}</strong>
          </>
        )}
      </p>
      <TextField
        label="Cụm từ giữ khóa"
        hint="Trên tờ giấy cất cùng lúc tạo khóa; gõ không dấu cũng được"
        name="passphrase"
        autoCapitalize="off"
      />
      <Failure words={failure} />
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" busy={busy !== undefined} disabled={!checked}>
          Tạo mã trả lời
        </Button>
        <Button kind="quiet" onClick={onDrop}>
          Không trả lời
        </Button>
      </div>
    </form>
  );
}

/** Whose phone it is, by the server's list; what the phone calls itself proves nothing. */
function Asker({ api, profile, asked }: Pick<CheckRequestProps, 'api' | 'profile' | 'asked'>) {
  const { identity, label } = asked.request;
  const { value } = useLoaded(
    useCallback(async () => ({ users: await api.users(), devices: await api.devices() }), [api]),
  );
  if (value === undefined) return <p>{WORDS.loading}</p>;
  const { users, devices } = value;
  const known = users.ok ? users.value.users.find(({ user }) => user.id === identity.user) : undefined;
  const unit = profile.spaces.find(({ id }) => id === identity.space);
  return (
    <>
      <Failure words={users.ok ? undefined : users.error.words} />
      <Card>
        <SummaryList
          items={[
            { term: 'Người dùng', value: known ? `${known.user.name} (${known.user.username})` : 'Chưa rõ' },
            { term: 'Đơn vị', value: unit?.name ?? 'Chưa rõ' },
            { term: 'Máy tự ghi', value: label },
          ]}
        />
      </Card>
      {users.ok
        ? doubtsOf(known, identity.user, devices.ok ? devices.value.devices : []).map((doubt) => (
            <Banner key={doubt} tone="warning">
              {doubt}
            </Banner>
          ))
        : null}
    </>
  );
}

/** Why this may be a lost phone in other hands. The administrator decides: what is unsent may exist there only. */
function doubtsOf(
  known: UserList['users'][number] | undefined,
  userId: string,
  devices: DeviceList['devices'],
): readonly string[] {
  const withdrawn = devices.filter(({ user, revokedAt, locked }) => user.id === userId && (revokedAt || locked));
  return [
    ...(known === undefined
      ? ['Máy chủ không có người dùng này. Chỉ trả lời khi biết chắc máy này là của ai.']
      : known.locked
        ? ['Tài khoản này đang bị khóa. Hỏi lại người khóa trước khi trả lời.']
        : []),
    ...withdrawn.map(({ name, revokedAt }) =>
      revokedAt === undefined
        ? `“${name}” của người này đang bị khóa. Nếu đó là máy bị mất, không trả lời.`
        : `“${name}” của người này đã bị thu hồi lúc ${formatInstant(Date.parse(revokedAt))}. Nếu đó là máy bị mất, không trả lời.`,
    ),
  ];
}

type Opening = { readonly asked: Asked; readonly file: File | undefined; readonly passphrase: string };

/** Opens the key for this one answer. Nobody sees it before the server has written down that it was given. */
async function answerOf(
  api: RecoveryAnswerApi,
  argon2: Argon2,
  { asked, file, passphrase }: Opening,
): Promise<Result<string, NoAnswer>> {
  const { text, request } = asked;
  if (file === undefined) return refuse(`Chọn tệp khóa khôi phục: ${recoveryKeyFileName(request.recoveryKeyId)}.`);
  const keyFile = await file.text();
  const keyId = readRecoveryKeyId(keyFile);
  if (!keyId.ok) return refuse(sayKeyFileProblem(keyId.error));
  // Told before the passphrase is tried: there is a paper for each file.
  if (keyId.value !== request.recoveryKeyId) {
    return refuse(sayAnswerProblem({ tag: 'other-recovery-key', wantedKeyId: request.recoveryKeyId }));
  }
  const key = await openRecoveryKeyFile(argon2, keyFile, passphrase);
  if (!key.ok) return refuse(sayKeyFileProblem(key.error));
  const answer = await answerRecoveryRequest(key.value, text);
  if (!answer.ok) return refuse(sayAnswerProblem(answer.error));
  const noted = await api.noteRecoveryAnswer(request.identity);
  return noted.ok ? answer : noted;
}

function refuse(words: string): Result<never, NoAnswer> {
  return err({ tag: 'refused', words });
}
