import { useCallback, useState } from 'react';
import { fromBase64Url } from '../../store/vault/bytes.ts';
import { type RecoveryKeyPorts, recoveryKeyId } from '../../store/vault/recovery-key.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import type { RecoveryKeyApi } from './admin-api.ts';
import { Failure } from './failure.tsx';
import { RecoveryKeyForm } from './recovery-key-form.tsx';
import { shortKeyId } from './recovery-key-names.ts';

export type RecoveryKeyProps = {
  readonly api: RecoveryKeyApi;
  readonly nowMs: () => number;
  readonly ports?: RecoveryKeyPorts;
};

/** Which recovery key phones are sealed to now, and making another. For the province's administrator. */
export function RecoveryKey({ api, nowMs, ports }: RecoveryKeyProps) {
  const [making, setMaking] = useState(false);
  const [done, setDone] = useState(false);
  const load = useCallback(async () => {
    const key = await api.recoveryKey();
    const point = key.ok ? fromBase64Url(key.value.publicKey) : undefined;
    return { key, id: point?.ok ? await recoveryKeyId(point.value) : undefined };
  }, [api]);
  const { value, again } = useLoaded(load);
  return (
    <Section title="Khóa khôi phục">
      <p>
        Mở hộ máy của cán bộ quên cả mã PIN và cụm từ khôi phục. Nửa bí mật của khóa nằm trong tệp do quản trị viên tỉnh
        cất; máy chủ không giữ.
      </p>
      {value !== undefined && !value.key.ok ? <Failure words={value.key.error.words} /> : null}
      {value?.id === undefined ? null : (
        <p>
          Khóa đang dùng: <strong>{shortKeyId(value.id)}</strong> (tên tệp kết thúc bằng các ký tự này).
        </p>
      )}
      {done ? (
        <Banner tone="success" announced>
          Máy cấp từ bây giờ dùng khóa mới. Giữ cả tệp khóa cũ cho những máy đã cấp trước đó.
        </Banner>
      ) : null}
      {making ? (
        <RecoveryKeyForm
          api={api}
          nowMs={nowMs}
          {...(ports === undefined ? {} : { ports })}
          onDone={() => {
            setMaking(false);
            setDone(true);
            again();
          }}
        />
      ) : (
        <div>
          <Button onClick={() => setMaking(true)}>Tạo khóa khôi phục mới</Button>
        </div>
      )}
    </Section>
  );
}
