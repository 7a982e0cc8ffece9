import type { Imported } from '../../domain/receptions/imported-visit.ts';
import { ADDRESS } from '../../domain/text/addresses.ts';
import { formatNumber, formatTime } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import type { Stopped, Taken, TakenBack } from './import-run.ts';
import type { Preview } from './import-state.ts';
import styles from './register.module.css';

/** How an import, or taking one back, ended. */
export type Outcome =
  | {
      readonly tag: 'taken';
      readonly file: string;
      readonly preview: Preview;
      readonly taken: readonly Taken[];
      readonly total: number;
      readonly stopped: Stopped | undefined;
      readonly atMs: number;
    }
  | ({ readonly tag: 'taken back' } & TakenBack);

export type ImportDoneProps = {
  readonly phone: Phone;
  readonly outcome: Outcome;
  readonly go: (address: string) => void;
  readonly onTakeBack: (visits: readonly Imported[]) => Promise<void>;
  readonly onAnother: () => void;
};

/** What was saved, what was not and why, and the way back. */
export function ImportDone({ phone, outcome, go, onTakeBack, onAnother }: ImportDoneProps) {
  if (outcome.tag === 'taken back') {
    return (
      <>
        {outcome.stopped === undefined ? null : <StoppedBanner stopped={outcome.stopped} />}
        <Banner tone="success" announced>
          Đã xóa {formatNumber(outcome.removed)} lượt của lần nhập.{' '}
          {outcome.kept > 0
            ? `Giữ lại ${formatNumber(outcome.kept)} lượt đã có người sửa hoặc do người khác nhập. `
            : ''}
          Nhập lại cùng tệp thì các lượt này được khôi phục.
        </Banner>
        <Ways go={go} address={ADDRESS.register} onAnother={onAnother} />
      </>
    );
  }
  const { taken, total, stopped, preview, file, atMs } = outcome;
  const codes = codesOf(taken);
  return (
    <>
      {stopped === undefined ? null : <StoppedBanner stopped={stopped} />}
      <Banner tone={stopped === undefined ? 'success' : 'info'} announced>
        Đã lưu trên máy này ✓ {formatTime(atMs)}: {formatNumber(taken.length)}
        {stopped === undefined ? '' : `/${formatNumber(total)}`} lượt từ tệp {file}.{' '}
        {preview.errors.length > 0
          ? `${formatNumber(new Set(preview.errors.map(({ row }) => row)).size)} dòng lỗi không lấy. `
          : ''}
        Máy tự gửi khi có mạng.
      </Banner>
      {codes.length === 0 ? null : (
        <Section title="Mã tố cáo: chép vào sổ giấy">
          <ul className={styles.list}>
            {codes.map(({ row, code }) => (
              <li key={row}>
                Dòng {row}: {code}
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{WORDS.denunciationNote}</p>
        </Section>
      )}
      {taken.length === 0 || phone.withdrawn ? null : (
        <div className={styles.buttons}>
          <Button onClick={() => void onTakeBack(taken.map(({ visit }) => visit))}>Hoàn tác lần nhập này</Button>
        </div>
      )}
      <Ways go={go} address={registerOf(outcome)} onAnother={onAnother} />
    </>
  );
}

type WaysProps = Pick<ImportDoneProps, 'go' | 'onAnother'> & { readonly address: string };

function Ways({ go, address, onAnother }: WaysProps) {
  return (
    <div className={styles.buttons}>
      <Button kind="primary" onClick={() => go(address)}>
        Xem sổ tiếp công dân
      </Button>
      <Button onClick={onAnother}>Nhập tệp khác</Button>
    </div>
  );
}

function StoppedBanner({ stopped }: { readonly stopped: Stopped }) {
  return (
    <div role="alert">
      <Banner tone={stopped === 'asked' ? 'warning' : 'danger'}>{sayStopped(stopped)}</Banner>
    </div>
  );
}

const GO_ON = 'Chọn lại cùng tệp để làm tiếp; dòng đã lấy không bị lấy lần hai.';

function sayStopped(stopped: Stopped): string {
  switch (stopped) {
    case 'asked':
      return `Đã dừng giữa chừng. ${GO_ON}`;
    case 'full':
      return `Máy đã hết chỗ nên phải dừng; những gì đã lưu vẫn còn. Xóa bớt ảnh, ứng dụng khác trên máy. ${GO_ON}`;
    case 'closed':
      return `Kho dữ liệu trên máy vừa bị đóng nên phải dừng; những gì đã lưu vẫn còn. Tải lại trang. ${GO_ON}`;
    case 'withdrawn':
      return WORDS.withdrawn;
    case 'redacted':
    case 'failed':
      return `Có lỗi trong ứng dụng nên phải dừng; những gì đã lưu vẫn còn. ${GO_ON}`;
    default:
      return stopped satisfies never;
  }
}

/** Codes of denunciations, by the row of the book that each belongs to. */
function codesOf(taken: readonly Taken[]): readonly { readonly row: number; readonly code: string }[] {
  return taken.flatMap(({ row, visit }) => {
    const { localCode } = visit.change.patch;
    return typeof localCode === 'string' ? [{ row, code: localCode }] : [];
  });
}

/** The register of the days that were imported. */
function registerOf({ taken, preview }: Extract<Outcome, { tag: 'taken' }>): string {
  const days = taken.flatMap(({ visit }) => dayOf(visit)).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return ADDRESS.register;
  return `${ADDRESS.register}?${new URLSearchParams({ tu: from, den: to, 'co-quan': preview.organ })}`;
}

function dayOf({ change }: Imported): readonly string[] {
  const visited = change.patch.visited as { readonly date?: string } | undefined;
  return visited?.date === undefined ? [] : [visited.date];
}
