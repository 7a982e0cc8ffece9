import { useCallback, useState } from 'react';
import type { DeviceList } from '../../contract/wire/administration.ts';
import { foldedWords, foldForSearch } from '../../domain/text/fold.ts';
import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { Failure } from './failure.tsx';
import { useAct } from './use-act.ts';

type Device = DeviceList['devices'][number];

/** Every phone and PC that keeps records: lock it for a while, or withdraw it for good. `onEnrol`: to the list of users. */
export function Devices({ api, onEnrol }: { readonly api: AdminApi; readonly onEnrol: () => void }) {
  const { value: list, again } = useLoaded(useCallback(() => api.devices(), [api]));
  const [revoking, setRevoking] = useState<Device>();
  const { busy, failure, act } = useAct();
  const [wanted, setWanted] = useState('');
  const showSnackbar = useSnackbar();
  const devices = list?.ok ? list.value.devices : [];
  const shown = devices.filter((device) => isFound(device, wanted));
  const setLock = (device: Device, locked: boolean) =>
    act(
      device.id,
      () => api.lockDevice(device.id, locked),
      () => {
        again();
        const text = `${locked ? 'Đã khóa' : 'Đã mở khóa'} ${device.name}.`;
        showSnackbar({ text, action: { label: WORDS.undo, run: () => setLock(device, !locked) } });
      },
    );
  return (
    <Section
      title="Thiết bị"
      count={list?.ok ? formatNumber(devices.length) : undefined}
      action={
        <Button kind="primary" icon={<IconPlus />} onClick={onEnrol}>
          Cấp máy
        </Button>
      }
    >
      <Failure words={failure} />
      {list === undefined ? <ProgressBar label={WORDS.loading} /> : null}
      {list !== undefined && !list.ok ? (
        <Failure words={list.error.words} action={<Button onClick={again}>{WORDS.retry}</Button>} />
      ) : null}
      {list?.ok && devices.length === 0 ? (
        <EmptyState title="Chưa có máy nào">Bấm “Cấp máy”, chọn người sẽ cầm máy, rồi cho người đó quét mã.</EmptyState>
      ) : null}
      {devices.length >= SEARCH_FROM ? (
        <TextField
          label="Tìm theo người dùng, tên máy"
          purpose="search"
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      ) : null}
      {devices.length > 0 && shown.length === 0 ? <EmptyState title="Không có máy nào khớp với từ tìm" /> : null}
      {shown.map((device) => (
        <DeviceCard
          key={device.id}
          device={device}
          busy={busy === device.id}
          onLock={() => setLock(device, !device.locked)}
          onRevoke={() => setRevoking(device)}
        />
      ))}
      {revoking === undefined ? null : (
        <RevokeDialog
          device={revoking}
          busy={busy === revoking.id}
          onClose={() => setRevoking(undefined)}
          onRevoke={(wipe) => {
            const { id } = revoking;
            act(
              id,
              () => api.revokeDevice(id, wipe),
              () => {
                again();
                showSnackbar({ text: `Đã thu hồi ${revoking.name}.` });
              },
            );
            setRevoking(undefined);
          }}
        />
      )}
    </Section>
  );
}

/** From this many on a list is searched rather than read. */
const SEARCH_FROM = 8;

function isFound({ name, user }: Device, wanted: string): boolean {
  const words = foldedWords([name, user.username, user.name ?? ''].join(' '));
  return foldedWords(wanted).every((part) => words.some((word) => word.startsWith(part)));
}

function sayUser({ known, username, name }: Device['user']): string {
  if (!known) return `${username} – chưa có trong danh sách người dùng`;
  return name === undefined ? username : `${name} (${username})`;
}

type DeviceCardProps = {
  readonly device: Device;
  readonly busy: boolean;
  readonly onLock: () => void;
  readonly onRevoke: () => void;
};

function DeviceCard({ device, busy, onLock, onRevoke }: DeviceCardProps) {
  const { user, lastSeen, enrolledAt, revokedAt, locked, appVersion, waiting = 0 } = device;
  return (
    <Card padded>
      <div className={styles.item}>
        <div className={styles.head}>
          <h3>{device.name}</h3>
          <DeviceChip device={device} />
        </div>
        <div>
          <p>{sayUser(user)}</p>
          <p className={styles.quiet}>
            {lastSeen === undefined ? 'Chưa gửi lần nào' : `Gửi, nhận lần cuối ${formatInstant(Date.parse(lastSeen))}`}
          </p>
          <p className={styles.quiet}>
            Cấp {formatInstant(Date.parse(enrolledAt))}
            {appVersion === undefined ? '' : ` · phiên bản ${appVersion}`}
          </p>
        </div>
        {waiting === 0 ? null : <p>{formatNumber(waiting)} mục của máy này đang ở “Chờ xử lý”.</p>}
        {locked && revokedAt === undefined ? (
          <p>Máy đang khóa: không gửi, không nhận. Dữ liệu trên máy vẫn còn; mở khóa là máy tự gửi tiếp.</p>
        ) : null}
        {revokedAt === undefined ? (
          <div className={styles.buttons}>
            <Button busy={busy} onClick={onLock}>
              {locked ? 'Mở khóa' : 'Khóa'}
            </Button>
            <Button kind="quiet" onClick={onRevoke}>
              Thu hồi…
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function DeviceChip({ device }: { readonly device: Device }) {
  if (device.revokedAt !== undefined) return <StatusChip tone="danger">Đã thu hồi</StatusChip>;
  if (device.locked) return <StatusChip tone="warning">Đã khóa</StatusChip>;
  if (device.reregisteredAt !== undefined) return <StatusChip tone="info">Nhận lại sau khôi phục</StatusChip>;
  return null;
}

/** Typed before a device is withdrawn; marks and capitals do not matter. */
const REVOKE_WORDS = 'THU HỒI';

type RevokeDialogProps = {
  readonly device: Device;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onRevoke: (wipe: boolean) => void;
};

function RevokeDialog({ device, busy, onClose, onRevoke }: RevokeDialogProps) {
  const [wipe, setWipe] = useState(false);
  const [error, setError] = useState<string>();
  const submit = (data: FormData) => {
    const typed = foldForSearch(String(data.get('confirm') ?? '')).trim();
    if (typed === foldForSearch(REVOKE_WORDS)) onRevoke(wipe);
    else {
      setError(`Gõ ${REVOKE_WORDS} để xác nhận`);
      document.getElementById('confirm')?.focus();
    }
  };
  return (
    <Dialog
      title={`Thu hồi ${device.name}?`}
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" type="submit" form="revoke" busy={busy}>
            Thu hồi
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id="revoke"
        className={styles.item}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <ul className={styles.effects}>
          <li>
            Máy của <strong>{device.user.username}</strong> không gửi và nhận được nữa. Không hoàn tác được.
          </li>
          <li>Những gì máy còn giữ mà chưa gửi sẽ vào mục “Chờ xử lý”, không vào số liệu ngay.</li>
          <li>Muốn dùng lại máy này phải cấp mã mới. Nếu chỉ tạm ngừng, hãy chọn “Khóa”.</li>
        </ul>
        <CheckboxField
          label="Xóa dữ liệu trên máy khi máy có mạng"
          hint="Máy chỉ xóa sau khi những gì chưa gửi đã được giữ an toàn"
          checked={wipe}
          onChange={(event) => setWipe(event.target.checked)}
        />
        <TextField label={`Gõ ${REVOKE_WORDS} để xác nhận`} name="confirm" autoCapitalize="off" error={error} />
      </form>
    </Dialog>
  );
}
