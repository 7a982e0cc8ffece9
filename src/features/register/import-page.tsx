import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReadSheet } from '../../documents/spreadsheet/workbook.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useUnkept } from '../../ui/unkept.ts';
import { ImportDone, type Outcome } from './import-done.tsx';
import type { Plan } from './import-plan.ts';
import { ImportPreview } from './import-preview.tsx';
import { takeBack, takeRows } from './import-run.ts';
import { columnsProblem, type Preview, previewOf, type Reading, readingOf } from './import-state.ts';
import { readFile, sayFileProblem } from './read-file.ts';
import styles from './register.module.css';

type Go = (address: string) => void;

export type ImportPageProps = { readonly phone: Phone; readonly go: Go; readonly onBack: () => void };

type File_ = { readonly name: string; readonly sheets: readonly ReadSheet[] };

type Looked =
  | { readonly tag: 'preview'; readonly file: File_; readonly preview: Preview }
  /** The columns have to be said first. */
  | { readonly tag: 'columns'; readonly file: File_; readonly reading: Reading; readonly problem: string };

/** Where an import stands. */
type Stage =
  | { readonly tag: 'choose'; readonly problem?: string }
  /** Something runs: reading, comparing, saving, taking back. */
  | {
      readonly tag: 'busy';
      readonly words: string;
      readonly done?: number;
      readonly total?: number;
      /** What is looked at anew: it stays below, as it stands. */
      readonly over?: Looked | undefined;
    }
  | Looked
  | { readonly tag: 'done'; readonly outcome: Outcome };

const LOOKING = { reading: 'Đang đọc các dòng', comparing: 'Đang so với máy này' } as const;
const ACCEPT = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An existing register is read from an .xlsx file: shown first, then taken, and taken back as long as nobody changed it. */
export function ImportPage({ phone, go, onBack }: ImportPageProps) {
  const [stage, setStage] = useState<Stage>({ tag: 'choose' });
  useUnkept(stage.tag !== 'choose' && stage.tag !== 'done');
  const running = useRef(new AbortController());
  // Whoever leaves stops it; what was saved stays saved, and beginning again finds it.
  useEffect(() => {
    running.current = new AbortController();
    return () => running.current.abort();
  }, []);
  const begin = () => {
    running.current.abort();
    running.current = new AbortController();
    return running.current.signal;
  };
  const busy = (words: string) => (done: number, total: number) =>
    setStage((now) => ({ tag: 'busy', words, done, total, over: now.tag === 'busy' ? now.over : undefined }));

  const look = async (file: File_, reading: Reading) => {
    const problem = columnsProblem(reading.columns);
    if (problem !== undefined) {
      setStage({ tag: 'columns', file, reading, problem });
      return;
    }
    const signal = begin();
    setStage((now) => ({ tag: 'busy', words: LOOKING.reading, over: lookedOf(now) }));
    const preview = await previewOf(phone, reading, (what, done, total) => {
      if (!signal.aborted) busy(LOOKING[what])(done, total);
    });
    if (!signal.aborted) setStage({ tag: 'preview', file, preview });
  };
  const choose = async (chosen: File) => {
    const signal = begin();
    setStage({ tag: 'busy', words: 'Đang đọc tệp' });
    const read = await readFile(chosen, signal);
    if (signal.aborted) return;
    if (!read.ok) {
      setStage({ tag: 'choose', problem: sayFileProblem(read.error) });
      return;
    }
    const file = { name: normalizeLine(chosen.name), sheets: read.value };
    // Of several sheets the one with the most rows is the book, until somebody says another.
    const [sheet] = [...read.value].sort((a, b) => b.rows.length - a.rows.length);
    if (sheet !== undefined) await look(file, readingOf(sheet, phone.organs()[0] ?? 'committee'));
  };
  const take = async (file: File_, preview: Preview, plans: readonly Plan[]) => {
    const signal = begin();
    const total = plans.length;
    busy('Đang nhập')(0, total);
    const onProgress = (done: number) => busy('Đang nhập')(done, total);
    const { taken, stopped } = await takeRows(phone, plans, { signal, onProgress });
    setStage({
      tag: 'done',
      outcome: { tag: 'taken', file: file.name, preview, taken, total, stopped, atMs: phone.nowMs() },
    });
  };
  const undo: Parameters<typeof ImportDone>[0]['onTakeBack'] = async (visits) => {
    const signal = begin();
    const total = visits.length;
    busy('Đang hoàn tác')(0, total);
    const onProgress = (done: number) => busy('Đang hoàn tác')(done, total);
    const back = await takeBack(phone, visits, { signal, onProgress });
    setStage({ tag: 'done', outcome: { tag: 'taken back', ...back } });
  };

  const looked = lookedOf(stage);
  return (
    <Screen title="Nhập sổ từ Excel" onBack={onBack}>
      <Page wide={looked !== undefined}>
        {!mayBegin(phone, 'visit.create') ? (
          <EmptyState title="Máy này không ghi được lượt mới">Việc nhập sổ do người ghi tiếp dân làm.</EmptyState>
        ) : stage.tag === 'choose' ? (
          <Choose problem={stage.problem} onFile={(file) => void choose(file)} />
        ) : stage.tag === 'done' ? (
          <ImportDone
            phone={phone}
            outcome={stage.outcome}
            go={go}
            onTakeBack={undo}
            onAnother={() => setStage({ tag: 'choose' })}
          />
        ) : (
          <>
            {stage.tag === 'busy' ? (
              <Busy {...stage} onStop={() => running.current.abort()} onGone={() => setStage({ tag: 'choose' })} />
            ) : null}
            {looked === undefined ? null : (
              <Kept isHidden={stage.tag === 'busy'}>
                <ImportPreview
                  key={looked.file.name}
                  phone={phone}
                  file={looked.file}
                  reading={looked.tag === 'preview' ? looked.preview : looked.reading}
                  preview={looked.tag === 'preview' ? looked.preview : undefined}
                  problem={looked.tag === 'columns' ? looked.problem : undefined}
                  onReading={(reading) => void look(looked.file, reading)}
                  onTake={(preview, plans) => void take(looked.file, preview, plans)}
                  onTakeBack={(visits) => void undo(visits)}
                  onOther={() => setStage({ tag: 'choose' })}
                />
              </Kept>
            )}
          </>
        )}
      </Page>
    </Screen>
  );
}

/** The preview that is shown, or that stands below while it is read anew. */
function lookedOf(stage: Stage): Looked | undefined {
  if (stage.tag === 'busy') return stage.over;
  return stage.tag === 'preview' || stage.tag === 'columns' ? stage : undefined;
}

/** Hidden for a moment; what had the focus has it again afterwards. */
function Kept({ isHidden, children }: { readonly isHidden: boolean; readonly children: ReactNode }) {
  const before = useRef<Element>(null);
  // Before the browser notices that it is hidden.
  useLayoutEffect(() => {
    if (isHidden) before.current = document.activeElement;
    else if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
  }, [isHidden]);
  return (
    <div className={styles.kept} hidden={isHidden}>
      {children}
    </div>
  );
}

type ChooseProps = { readonly problem: string | undefined; readonly onFile: (file: File) => void };

function Choose({ problem, onFile }: ChooseProps) {
  return (
    <>
      <Alarm>{problem}</Alarm>
      <p>
        Chọn tệp Excel (.xlsx) của sổ tiếp công dân đã có: sổ do ứng dụng này xuất ra, hoặc sổ của cơ quan có dòng tiêu
        đề (Ngày tiếp, Họ tên – Địa chỉ, Nội dung…).
      </p>
      <p>
        Ứng dụng cho xem trước; dòng lỗi bị bỏ ra và nói rõ lý do; dòng đã có không bị nhập lần hai. Dòng tố cáo chỉ lấy
        ngày, số người và tiến độ: họ tên, nội dung để ở sổ giấy.
      </p>
      <div className={styles.buttons}>
        <FileButton label="Chọn tệp Excel" kind="primary" accept={ACCEPT} onFile={onFile} />
      </div>
    </>
  );
}

type BusyProps = Extract<Stage, { tag: 'busy' }> & { readonly onStop: () => void; readonly onGone: () => void };

function Busy({ words, done, total, onStop, onGone }: BusyProps) {
  const counted = done !== undefined && total !== undefined;
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={words}
        value={counted ? done : undefined}
        max={counted ? Math.max(1, total) : undefined}
        amount={counted ? `${formatNumber(done)}/${formatNumber(total)}` : undefined}
      />
      <Button
        onClick={() => {
          onStop();
          // Saving and taking back say themselves how far they came.
          if (words !== 'Đang nhập' && words !== 'Đang hoàn tác') onGone();
        }}
      >
        Dừng
      </Button>
    </div>
  );
}
