import { useEffect, useState } from 'react';
import { type Register, totalsText } from '../../documents/register/register.ts';
import { registerFileName, registerWorkbook } from '../../documents/register/register-sheet.ts';
import { ADDRESS } from '../../domain/text/addresses.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconDownload, IconPrint } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Screen } from '../../ui/screen.tsx';
import { useSource } from '../../ui/use-source.ts';
import { EditionDialog, type Wish } from './edition-dialog.tsx';
import { PeriodFilter } from './period-filter.tsx';
import { PrintSheet } from './print-sheet.tsx';
import styles from './register.module.css';
import { RegisterLines } from './register-lines.tsx';
import { useRegisterView } from './register-view.ts';
import { sayFreshness } from './register-words.ts';
import { type RegisterState, useRegister } from './use-register.ts';

type Go = (address: string) => void;

export type RegisterPageProps = { readonly phone: Phone; readonly go: Go; readonly onBack: () => void };

/** Sổ tiếp công dân (Mẫu 03) of any period: to read, to print, as a file. */
export function RegisterPage({ phone, go, onBack }: RegisterPageProps) {
  const [view, change, organs] = useRegisterView(phone);
  const state = useRegister(phone, view);
  const [asking, setAsking] = useState<'print' | 'file'>();
  const [printing, setPrinting] = useState<Wish>();
  const [said, setSaid] = useState<string>();
  const { register } = state;
  const filled = register !== undefined && register.rows.length > 0;
  useEffect(() => printWhole(printing, () => setPrinting(undefined)), [printing]);

  const ready = async (wish: Wish) => {
    setSaid(undefined);
    if (asking === 'print') setPrinting(wish);
    else setSaid(await exportFile(wish));
    setAsking(undefined);
  };

  return (
    <Screen title="Sổ tiếp công dân" onBack={onBack}>
      {/* While a sheet is printed, the screen is not. */}
      <div data-screen-only={printing === undefined ? undefined : true}>
        <Page wide>
          <PeriodFilter today={phone.today().date} view={view} organs={organs} onChange={change} />
          <div className={styles.buttons}>
            {filled ? (
              <>
                <Button icon={<IconPrint size={1.25} />} onClick={() => setAsking('print')}>
                  In
                </Button>
                <Button icon={<IconDownload size={1.25} />} onClick={() => setAsking('file')}>
                  Xuất Excel
                </Button>
              </>
            ) : null}
            {mayBegin(phone, 'visit.create') ? (
              <Button onClick={() => go(ADDRESS.registerImport)}>Nhập từ Excel</Button>
            ) : null}
          </div>
          {said === undefined ? null : (
            <Banner tone="success" announced>
              {said}
            </Banner>
          )}
          <Content phone={phone} state={state} go={go} from={view.from} to={view.to} />
        </Page>
      </div>
      {asking === undefined || register === undefined ? null : (
        <EditionDialog
          phone={phone}
          register={register}
          what={asking}
          onClose={() => setAsking(undefined)}
          onReady={ready}
        />
      )}
      {printing === undefined ? null : <PrintSheet edition={printing.edition} cover={printing.cover} />}
    </Screen>
  );
}

type ContentProps = {
  readonly phone: Phone;
  readonly state: RegisterState;
  readonly go: Go;
  readonly from: string;
  readonly to: string;
};

function Content({ phone, state, go, from, to }: ContentProps) {
  const { register, progress, stopped, failed, unsent } = state;
  const sync = useSource(phone.sync);
  if (stopped) {
    return (
      <Banner tone="warning" action={<Button onClick={state.again}>Mở tiếp</Button>}>
        Đã dừng mở sổ, nên chưa có số liệu của kỳ này.
      </Banner>
    );
  }
  if (register === undefined && failed) {
    return (
      <div role="alert">
        <Banner tone="danger" action={<Button onClick={state.again}>{WORDS.retry}</Button>}>
          Chưa mở được sổ. Hãy thử lại; nếu vẫn lỗi thì tải lại trang.
        </Banner>
      </div>
    );
  }
  if (register === undefined) {
    const { done, total } = progress ?? { done: 0, total: 0 };
    return (
      <div className={styles.progress}>
        <ProgressBar
          label="Đang mở sổ"
          value={total === 0 ? undefined : done}
          max={Math.max(1, total)}
          amount={total === 0 ? undefined : `${formatNumber(done)}/${formatNumber(total)}`}
        />
        <Button onClick={state.stop}>Dừng</Button>
      </div>
    );
  }
  return (
    <>
      <div className={styles.head}>
        {register.rows.length === 0 ? null : <p className={styles.strong}>{totalsText(register.totals)}</p>}
        <p className={styles.quiet}>{sayFreshness(sync, unsent)}</p>
      </div>
      {register.rows.length === 0 ? (
        <EmptyState title="Kỳ này chưa có lượt tiếp nào trên máy này">
          {`Từ ${formatDate(from)} đến ${formatDate(to)}. Chọn kỳ khác, hoặc nhập sổ cũ từ tệp Excel.`}
        </EmptyState>
      ) : (
        <RegisterLines key={keyOf(register)} register={register} go={go} />
      )}
    </>
  );
}

/** Another period begins at its first line. */
function keyOf({ organ, from, to }: Register): string {
  return `${organ} ${from} ${to}`;
}

async function exportFile({ edition }: Wish): Promise<string> {
  const name = registerFileName(edition.register);
  saveFile(name, await registerWorkbook(edition));
  const count = formatNumber(edition.register.rows.length);
  return `Đã xuất ${count} lượt ra tệp ${name}. Tệp không mã hóa: cất ở nơi an toàn, gửi qua kênh của cơ quan.`;
}

/** Prints the sheet once it stands; it goes when the browser has taken it. */
function printWhole(wish: Wish | undefined, onPrinted: () => void): (() => void) | undefined {
  if (wish === undefined) return undefined;
  window.addEventListener('afterprint', onPrinted);
  window.print();
  return () => window.removeEventListener('afterprint', onPrinted);
}
