import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Organ } from '../../contract/records/codes.ts';
import { type RegisterRow, receptionRegister, registerText } from '../../documents/register/register.ts';
import { errorsWorkbook } from '../../documents/register-import/errors-sheet.ts';
import { type RowError, sayRowError } from '../../documents/register-import/read-rows.ts';
import type { ReadSheet } from '../../documents/spreadsheet/workbook.ts';
import type { Imported } from '../../domain/receptions/imported-visit.ts';
import { ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconDownload } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { ActionBar, Card, Section } from '../../ui/page.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { ImportColumns } from './import-columns.tsx';
import type { Plan } from './import-plan.ts';
import { type Preview, type Reading, readingOf } from './import-state.ts';
import styles from './register.module.css';

export type ImportPreviewProps = {
  readonly phone: Phone;
  readonly file: { readonly name: string; readonly sheets: readonly ReadSheet[] };
  readonly reading: Reading;
  /** Absent while the columns have to be said first. */
  readonly preview: Preview | undefined;
  readonly problem: string | undefined;
  readonly onReading: (reading: Reading) => void;
  readonly onTake: (preview: Preview, plans: readonly Plan[]) => void;
  readonly onTakeBack: (visits: readonly Imported[]) => void;
  readonly onOther: () => void;
};

/** Rows shown as they would be read; sentences shown of a long list. */
const FIRST_ROWS = 10;
const FIRST_SENTENCES = 50;

/** What a file would bring, before anything is written. */
export function ImportPreview(props: ImportPreviewProps) {
  const { phone, file, reading, preview, problem, onReading, onTake, onOther } = props;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [showColumns, setShowColumns] = useState(false);
  const organs = phone.organs();
  const plans = preview?.plans ?? [];
  const asked = plans.filter(({ standing }) => standing.tag === 'ask');
  const taking = plans.filter(({ row, standing }) =>
    standing.tag === 'ask' ? chosen.has(row.row) : standing.tag === 'take',
  );
  const titleRef = useRef<HTMLParagraphElement>(null);
  // The file button that had it is gone.
  useEffect(() => titleRef.current?.focus(), []);
  const read = (next: Reading) => {
    // Somebody is at the columns: they stay open, also when nothing is wrong with them any more.
    if (problem !== undefined) setShowColumns(true);
    setChosen(new Set());
    onReading(next);
  };
  return (
    <>
      <div className={styles.head}>
        <p ref={titleRef} tabIndex={-1} className={styles.strong}>
          {file.name}
        </p>
        <p className={styles.quiet}>Chưa lưu gì. Xem lại rồi bấm Nhập.</p>
      </div>
      {file.sheets.length > 1 || organs.length > 1 ? (
        <div className={styles.filters}>
          {file.sheets.length > 1 ? (
            <SelectField
              label="Trang tính"
              value={reading.sheet.name}
              choices={file.sheets.map(({ name }) => ({ value: name, label: name }))}
              onChange={(event) => {
                const sheet = file.sheets.find(({ name }) => name === event.target.value);
                if (sheet !== undefined) read(readingOf(sheet, reading.organ));
              }}
            />
          ) : null}
          {organs.length > 1 ? (
            <SelectField
              label="Sổ của cơ quan"
              value={reading.organ}
              choices={organs.map((organ) => ({ value: organ, label: ORGAN_LABELS[organ] }))}
              onChange={(event) => {
                const organ = Organ.safeParse(event.target.value);
                if (organ.success) read({ ...reading, organ: organ.data });
              }}
            />
          ) : null}
        </div>
      ) : null}
      {problem === undefined ? null : (
        <div role="alert">
          <Banner tone="warning">{problem}</Banner>
        </div>
      )}
      {preview === undefined ? null : <Figures preview={preview} onTakeBack={props.onTakeBack} />}
      {problem !== undefined || showColumns ? (
        <ImportColumns reading={reading} onColumns={(columns) => read({ ...reading, columns })} />
      ) : (
        <div className={styles.buttons}>
          <Button onClick={() => setShowColumns(true)}>Sửa cột</Button>
        </div>
      )}
      {preview === undefined ? null : (
        <>
          <FirstRows plans={plans} organ={reading.organ} />
          {asked.length === 0 ? null : <Asked plans={asked} chosen={chosen} onChosen={setChosen} />}
          {preview.errors.length === 0 ? null : <Errors errors={preview.errors} fileName={file.name} />}
        </>
      )}
      <ActionBar>
        {preview === undefined ? null : (
          <Button kind="primary" disabled={taking.length === 0} onClick={() => onTake(preview, taking)}>
            {taking.length === 0 ? 'Không có dòng mới' : `Nhập ${formatNumber(taking.length)} lượt`}
          </Button>
        )}
        <Button onClick={onOther}>Chọn tệp khác</Button>
      </ActionBar>
    </>
  );
}

type FiguresProps = { readonly preview: Preview } & Pick<ImportPreviewProps, 'onTakeBack'>;

function Figures({ preview, onTakeBack }: FiguresProps) {
  const { plans, errors, skipped } = preview;
  const count = (tag: Plan['standing']['tag']) => plans.filter(({ standing }) => standing.tag === tag).length;
  const wrong = new Set(errors.map(({ row }) => row)).size;
  const unchanged = plans.filter(({ standing }) => 'unchanged' in standing && standing.unchanged === true);
  const sum = (of: (plan: Plan) => number) => plans.reduce((total, plan) => total + of(plan), 0);
  const denunciations = sum(({ row }) => (row.form.matter === 'denunciation' ? 1 : 0));
  const mended = sum(({ row }) => row.mended);
  const hidden = sum(({ row }) => row.hidden);
  const remarks = [
    denunciations > 0
      ? `${formatNumber(denunciations)} dòng tố cáo: chỉ lấy ngày, số người, tiến độ; không lấy họ tên, nội dung.`
      : '',
    mended > 0 ? `${formatNumber(mended)} số định danh, điện thoại mất số 0 ở đầu đã được thêm lại.` : '',
    hidden > 0 ? `${formatNumber(hidden)} số định danh bị che trong tệp nên không lấy.` : '',
    skipped.length > 0
      ? `Bỏ qua ${formatNumber(skipped.length)} dòng không phải lượt tiếp (tiêu đề, dòng cộng): ${rowList(skipped)}.`
      : '',
  ].filter(Boolean);
  return (
    <>
      <div className={styles.figures}>
        <Figure label="Sẽ nhập" value={count('take')} />
        <Figure label="Dòng lỗi" value={wrong} />
        <Figure label="Đã có" value={count('here')} />
        <Figure label="Cần xem" value={count('ask')} />
      </div>
      {remarks.length === 0 ? null : (
        <ul className={styles.list}>
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {unchanged.length === 0 ? null : (
        <Banner
          tone="info"
          action={
            <Button onClick={() => onTakeBack(unchanged.map(({ row }) => row.visit))}>
              Hoàn tác lần nhập trước ({formatNumber(unchanged.length)} lượt)
            </Button>
          }
        >
          Tệp này đã được nhập trên máy này. Những lượt đã nhập mà chưa ai sửa có thể hoàn tác.
        </Banner>
      )}
    </>
  );
}

const ROWS_NAMED = 12;

function rowList(rows: readonly number[]): string {
  const named = rows.slice(0, ROWS_NAMED).join(', ');
  return rows.length > ROWS_NAMED ? `dòng ${named}…` : `dòng ${named}`;
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div className={styles.figure}>
      <span className={styles.number}>{formatNumber(value)}</span>
      <span>{label}</span>
    </div>
  );
}

/** The line of the register that a row would become. */
function lineOf({ row }: Plan, organ: Reading['organ']): RegisterRow | undefined {
  const { rid, change } = row.visit;
  const whole = { from: '1900-01-01', to: '2099-12-31' };
  return receptionRegister({ ...whole, organ, visits: [{ rid, cells: change.patch }], sessions: [] }).rows[0];
}

function FirstRows({ plans, organ }: { readonly plans: readonly Plan[]; readonly organ: Reading['organ'] }) {
  const first = plans.slice(0, FIRST_ROWS);
  if (first.length === 0) return null;
  return (
    <Section title="Các dòng đầu, như sẽ được đọc">
      <Card>
        <List>
          {first.map((plan) => {
            const line = lineOf(plan, organ);
            if (line === undefined) return null;
            return (
              <ListRow
                key={plan.row.row}
                title={<span className={styles.text}>{line.texts.people}</span>}
                status={
                  <span className={styles.quiet}>
                    Dòng {plan.row.row} · {formatDate(line.day)} · {line.texts.kind}
                  </span>
                }
                detail={<LineDetail line={line} />}
              />
            );
          })}
        </List>
      </Card>
    </Section>
  );
}

const SHOWN_COLUMNS = [
  ['identity', 'Số định danh'],
  ['settled', 'Đã giải quyết'],
  ['accept', 'Thụ lý'],
  ['returnGuide', 'Trả lại, hướng dẫn'],
  ['forward', 'Chuyển'],
  ['followUp', 'Theo dõi'],
  ['note', 'Ghi chú'],
] as const;

function LineDetail({ line }: { readonly line: RegisterRow }) {
  const parts = SHOWN_COLUMNS.flatMap(([key, label]) => {
    const text = registerText(line, key, 'masked').replaceAll('\n', '; ');
    return text === '' ? [] : [`${label}: ${text}`];
  });
  return (
    <span className={styles.card}>
      <span className={styles.content}>{line.texts.content}</span>
      <span className={styles.text}>{parts.join(' · ')}</span>
    </span>
  );
}

type AskedProps = {
  readonly plans: readonly Plan[];
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
};

/** Rows that are only taken when somebody says so. */
function Asked({ plans, chosen, onChosen }: AskedProps) {
  const [shown, setShown] = useState(FIRST_SENTENCES);
  const rows = plans.map(({ row }) => row.row);
  const all = rows.every((row) => chosen.has(row));
  const flip = (row: number, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(row);
    else next.delete(row);
    onChosen(next);
  };
  return (
    <Section title="Cần xem: chỉ lấy dòng được chọn" count={formatNumber(plans.length)}>
      <CheckboxField
        label="Lấy tất cả các dòng này"
        checked={all}
        onChange={(event) => onChosen(new Set(event.target.checked ? rows : []))}
      />
      {plans.slice(0, shown).map((plan) => (
        <CheckboxField
          key={plan.row.row}
          label={`Dòng ${plan.row.row}: ${whoOf(plan)}`}
          hint={plan.standing.tag === 'ask' ? plan.standing.why : undefined}
          checked={chosen.has(plan.row.row)}
          onChange={(event) => flip(plan.row.row, event.target.checked)}
        />
      ))}
      <More left={plans.length - shown} onMore={() => setShown(shown + FIRST_SENTENCES)} />
    </Section>
  );
}

/** Of a denunciation nothing but its day: its name was not even read. */
function whoOf({ row }: Plan): string {
  const { matter, people, visited } = row.form;
  const day = visited?.date === undefined ? '' : formatDate(visited.date);
  const name = people?.find((person) => person.name)?.name;
  return `${matter === 'denunciation' ? 'Tố cáo' : name || 'Không nêu tên'}, ${day}`;
}

function More({ left, onMore }: { readonly left: number; readonly onMore: () => void }): ReactNode {
  return left > 0 ? (
    <Button onClick={onMore}>Hiện thêm {formatNumber(Math.min(left, FIRST_SENTENCES))} dòng</Button>
  ) : null;
}

function Errors({ errors, fileName }: { readonly errors: readonly RowError[]; readonly fileName: string }) {
  const [shown, setShown] = useState(FIRST_SENTENCES);
  const sentences = errors.map(sayRowError);
  const download = async () =>
    saveFile(`dong-loi-${fileName.replace(/\.xlsx$/i, '')}.xlsx`, await errorsWorkbook(errors));
  return (
    <Section title="Dòng lỗi: không lấy" count={formatNumber(errors.length)}>
      <ul className={styles.list}>
        {sentences.slice(0, shown).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <More left={errors.length - shown} onMore={() => setShown(shown + FIRST_SENTENCES)} />
      <div className={styles.buttons}>
        <Button icon={<IconDownload size={1.25} />} onClick={() => void download()}>
          Tải danh sách lỗi
        </Button>
        <CopyButton text={sentences.join('\n')} label="Sao chép danh sách" doneLabel="Đã sao chép" />
      </div>
      <p className={styles.quiet}>Sửa các dòng này trong tệp rồi chọn lại tệp: dòng đã nhập không bị nhập lần hai.</p>
    </Section>
  );
}
