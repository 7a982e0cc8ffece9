import { type ReactNode, Suspense, useState } from 'react';
import { ROLE_LABELS, unitName } from '../../domain/receptions/labels.ts';
import { ADDRESS } from '../../domain/text/addresses.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { type Phone, REMOVE_WORDS } from '../../store/phone.ts';
import { phraseHint, sayVaultProblem } from '../../store/vault-words.ts';
import type { TextSize, Theme } from '../../ui/appearance.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconBook, IconDownload, IconEye, IconLock, IconTrash } from '../../ui/icons.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useUnkept } from '../../ui/unkept.ts';
import { useSource } from '../../ui/use-source.ts';
import { useWide } from '../../ui/use-wide.ts';
import styles from './settings.module.css';

export type Appearance = { readonly theme: Theme; readonly textSize: TextSize };

export type MorePageProps = {
  readonly phone: Phone;
  readonly appearance: Appearance;
  readonly onAppearance: (appearance: Appearance) => void;
  readonly version: string;
  readonly newVersionWaits: boolean;
  /** How this page becomes an app; undefined where it is one. */
  readonly install?: ReactNode;
  readonly onRemoved: () => void;
  readonly onShortcuts: () => void;
  readonly go: (address: string) => void;
};

const THEMES = [
  { value: 'auto', label: 'Tự động' },
  { value: 'light', label: 'Sáng' },
  { value: 'dark', label: 'Tối' },
  { value: 'sunlight', label: 'Ngoài trời' },
];
const SIZES = [
  { value: 'small', label: 'A−' },
  { value: 'normal', label: 'A' },
  { value: 'large', label: 'A+' },
  { value: 'largest', label: 'A++' },
];

/** Thêm: who works here, how it looks, how it is locked, how it leaves. */
export function MorePage(props: MorePageProps) {
  const { phone, appearance, onAppearance, version, newVersionWaits, install, go, onShortcuts } = props;
  // Where no keyboard is likely, nobody needs to read of keys; `?` opens the sheet all the same.
  const isWide = useWide();
  const profile = useSource(phone.profile);
  const roles = profile.memberships.map(({ role }) => ROLE_LABELS[role]).join('\n');
  return (
    <Screen title="Thêm">
      <Page>
        <Section title="Người dùng">
          <Card>
            <SummaryList
              items={[
                { term: 'Họ và tên', value: profile.user.name },
                { term: 'Đơn vị', value: unitName(phone.unit) },
                { term: 'Vai trò', value: roles },
              ]}
            />
          </Card>
          <div className={styles.buttons}>
            <Button icon={<IconEye />} onClick={phone.lock.cover}>
              Che nhanh
            </Button>
            <Button icon={<IconLock />} onClick={() => void phone.signOut()}>
              Khóa máy
            </Button>
          </div>
        </Section>
        <Section title="Sổ sách">
          <div className={styles.buttons}>
            <Button icon={<IconBook />} onClick={() => go(ADDRESS.register)}>
              Sổ tiếp công dân
            </Button>
            <Button icon={<IconTrash />} onClick={() => go(ADDRESS.trash)}>
              Thùng rác
            </Button>
          </div>
        </Section>
        <Section title="Hiển thị">
          <ChipGroup
            label="Cỡ chữ"
            name="text-size"
            value={appearance.textSize}
            chips={SIZES}
            onChange={(event) => onAppearance({ ...appearance, textSize: event.target.value as TextSize })}
          />
          <ChipGroup
            label="Nền"
            name="theme"
            value={appearance.theme}
            chips={THEMES}
            onChange={(event) => onAppearance({ ...appearance, theme: event.target.value as Theme })}
          />
        </Section>
        {isWide ? (
          <Section title="Bàn phím">
            <div className={styles.buttons}>
              <Button onClick={onShortcuts}>Phím tắt</Button>
            </div>
          </Section>
        ) : null}
        <Suspense fallback={null}>{install}</Suspense>
        <PinSection phone={phone} mayUsePin={profile.policy.unlock !== 'strict'} />
        <Section title="Dữ liệu">
          <p>
            Hồ sơ nằm trên máy này dưới dạng mã hóa và ở máy chủ của tỉnh. Người của đơn vị được xem theo quyền; tỉnh
            xem số liệu, không xem nội dung nếu không có quyền giám sát. Ứng dụng không lấy vị trí, không theo dõi.
          </p>
          <div className={styles.buttons}>
            <Button icon={<IconDownload />} onClick={() => go(ADDRESS.sync)}>
              Sao lưu, khôi phục, bộ nhớ
            </Button>
          </div>
          <Remove {...props} />
        </Section>
        <Section title="Phiên bản">
          {newVersionWaits ? (
            <Banner tone="info" action={<Button onClick={() => void phone.signOut()}>Khóa máy và cập nhật</Button>}>
              {WORDS.newVersion}
            </Banner>
          ) : null}
          <p className={styles.quiet}>Phiên bản {version}.</p>
        </Section>
      </Page>
    </Screen>
  );
}

function PinSection({ phone, mayUsePin }: { readonly phone: Phone; readonly mayUsePin: boolean }) {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<{ readonly tone: 'success' | 'danger'; readonly words: string }>();
  const [busy, setBusy] = useState(false);
  useUnkept(open);
  if (!mayUsePin) return null;
  const submit = async (data: FormData) => {
    if (busy) return;
    const [pin, again] = [String(data.get('pin') ?? ''), String(data.get('again') ?? '')];
    if (pin !== again) {
      setSaid({ tone: 'danger', words: 'Hai lần nhập không giống nhau. Nhập lại mã PIN.' });
      return;
    }
    setBusy(true);
    const done = await phone.setPin(String(data.get('words') ?? ''), pin);
    setBusy(false);
    setSaid(
      done.ok
        ? { tone: 'success', words: 'Đã đặt mã PIN mới, dùng trong 7 ngày.' }
        : { tone: 'danger', words: sayVaultProblem(done.error) },
    );
    if (done.ok) setOpen(false);
  };
  return (
    <Section title="Mã PIN">
      {said === undefined ? null : (
        <Banner tone={said.tone} announced>
          {said.words}
        </Banner>
      )}
      {open ? (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit(new FormData(event.currentTarget));
          }}
        >
          <TextField label="Cụm từ khôi phục" hint={phraseHint(phone)} name="words" autoCapitalize="off" />
          <TextField
            label="Mã PIN mới (6 số)"
            name="pin"
            purpose="secret"
            inputMode="numeric"
            autoComplete="off"
            short
          />
          <TextField
            label="Nhập lại mã PIN"
            name="again"
            purpose="secret"
            inputMode="numeric"
            autoComplete="off"
            short
          />
          <Button kind="primary" type="submit" busy={busy}>
            Đặt mã PIN
          </Button>
        </form>
      ) : (
        <Button onClick={() => setOpen(true)}>Đặt mã PIN mới</Button>
      )}
    </Section>
  );
}

function Remove({ phone, onRemoved }: MorePageProps) {
  const { waiting, refused } = useSource(phone.sync);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  const unsent = waiting + refused;
  const submit = async (typed: string) => {
    const done = await phone.removeFromPhone(typed.normalize('NFC').trim().toLocaleUpperCase('vi'));
    if (done.ok) onRemoved();
    else if (done.error.tag === 'blocked') setError('Đóng các thẻ khác của ứng dụng rồi thử lại');
    else if (done.error.tag === 'unsent') setError(sayUnsent(done.error));
    else setError(`Gõ đúng: ${REMOVE_WORDS}`);
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        Xóa dữ liệu trên máy này
      </Button>
      {asking ? (
        <Dialog
          title="Xóa dữ liệu trên máy này?"
          closeLabel={WORDS.close}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button kind="danger" type="submit" form="remove">
                Xóa khỏi máy này
              </Button>
              <Button onClick={() => setAsking(false)}>{WORDS.cancel}</Button>
            </>
          }
        >
          <form
            id="remove"
            className={styles.form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void submit(String(new FormData(event.currentTarget).get('typed') ?? ''));
            }}
          >
            <p>Những gì đã gửi vẫn còn ở máy chủ. Muốn dùng lại máy này phải xin mã cấp máy mới.</p>
            {unsent > 0 ? (
              <Banner tone="danger">
                {formatNumber(unsent)} mục chưa gửi sẽ mất. Hãy gửi hết, hoặc xuất tệp sao lưu ở trang Gửi và nhận dữ
                liệu trước.
              </Banner>
            ) : null}
            <TextField label={`Gõ ${REMOVE_WORDS}`} name="typed" error={error} data-autofocus />
          </form>
        </Dialog>
      ) : null}
    </>
  );
}

function sayUnsent({ waiting, refused, drafts }: { waiting: number; refused: number; drafts: number }): string {
  const parts = [
    ...(waiting + refused > 0 ? [`${formatNumber(waiting + refused)} mục chưa gửi`] : []),
    ...(drafts > 0 ? [`${formatNumber(drafts)} bản nháp`] : []),
  ];
  return `Còn ${parts.join(', ')} chưa có trong tệp sao lưu nào. Hãy xuất tệp sao lưu ở trang Gửi và nhận dữ liệu trước.`;
}
