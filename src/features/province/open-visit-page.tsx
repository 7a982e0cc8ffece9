import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import { LEAST_REASON, type OpenVisitAnswer } from '../../contract/wire/drill-down.ts';
import { SESSION_KIND_LABELS } from '../../domain/receptions/labels.ts';
import { type Line, peopleLines, visitLines } from '../../domain/receptions/visit-words.ts';
import { formatDate, formatInstant } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { setInputValue } from '../../ui/set-input-value.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PROVINCE_ADDRESS } from './addresses.ts';
import { Crumbs } from './crumbs.tsx';
import { Failure } from './failure.tsx';
import type { ListPageProps } from './list-page.tsx';
import styles from './province.module.css';
import type { NoAnswer } from './province-api.ts';

export type OpenVisitPageProps = Omit<ListPageProps, 'who'> & {
  readonly unit: string;
  readonly id: string;
  /** The reason given last, offered again. */
  readonly reason: string;
  readonly onReason: (reason: string) => void;
};

type Opened = { readonly visit: OpenVisitAnswer; readonly atMs: number; readonly reason: string };

/** One visit whole: first why it is opened, which is logged, then what was recorded. */
export function OpenVisitPage(props: OpenVisitPageProps) {
  const { unitOf, unit, api, id, nowMs, onReason, onSignedOut } = props;
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState<NoAnswer>();
  const [busy, setBusy] = useState(false);
  const open = async (reason: string) => {
    if (busy) return;
    setBusy(true);
    onReason(reason);
    const answer = await api.openVisit(id, { unit, reason });
    setBusy(false);
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) setOpened({ visit: answer.value, atMs: nowMs(), reason });
    else if (answer.error.tag === 'signed-out') onSignedOut();
  };
  return (
    <div className={styles.opened}>
      <Crumbs
        trail={[
          { label: 'Tỉnh', href: PROVINCE_ADDRESS.receptions },
          { label: unitOf(unit) },
          { label: 'Nội dung lượt tiếp' },
        ]}
      />
      <h2>Nội dung lượt tiếp – {unitOf(unit)}</h2>
      <Failure failure={failure} onRetry={() => void open(props.reason)} />
      {opened === undefined ? (
        <ReasonForm reason={props.reason} busy={busy} onSubmit={(reason) => void open(reason)} />
      ) : (
        <Content {...opened} />
      )}
    </div>
  );
}

const REASONS = [
  'Kiểm tra theo kế hoạch',
  'Giải quyết đơn, phản ánh gửi tỉnh',
  'Đối chiếu số liệu báo cáo',
  'Theo yêu cầu của lãnh đạo tỉnh',
];
const FIELD = 'open-reason';

type ReasonFormProps = {
  readonly reason: string;
  readonly busy: boolean;
  readonly onSubmit: (reason: string) => void;
};

function ReasonForm({ reason, busy, onSubmit }: ReasonFormProps) {
  const [error, setError] = useState<string>();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const typed = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
        const wrong =
          typed.length < LEAST_REASON
            ? 'Nhập lý do xem'
            : typed.length > LIMITS.lineCharacters
              ? 'Viết ngắn hơn'
              : undefined;
        setError(wrong);
        if (wrong === undefined) onSubmit(typed);
        else document.getElementById(FIELD)?.focus();
      }}
    >
      <p>
        Nội dung có họ tên và lời trình bày của công dân. Ai xem, lúc nào và vì sao được ghi vào nhật ký trước khi hiện
        nội dung.
      </p>
      <ChipGroup
        label="Lý do thường dùng"
        name="usual-reason"
        chips={REASONS.map((words) => ({ value: words, label: words }))}
        onChange={(event) => {
          const field = document.getElementById(FIELD);
          if (field instanceof HTMLInputElement) setInputValue(field, event.target.value);
          setError(undefined);
        }}
      />
      <TextField
        id={FIELD}
        label="Lý do xem"
        name="reason"
        hint="Không ghi họ tên công dân ở đây."
        defaultValue={reason}
        error={error}
      />
      <Button kind="primary" type="submit" busy={busy}>
        Ghi nhật ký và xem
      </Button>
    </form>
  );
}

/** What a line of a denunciation may not name: it is not in the answer either. */
const NOT_OF_DENUNCIATION: ReadonlySet<string> = new Set(['Buổi tiếp', 'Người tiếp', 'Người ghi']);

function Content({ visit: { cells, session }, atMs, reason }: Opened) {
  const secret = cells.matter === 'denunciation';
  const label = session && `${SESSION_KIND_LABELS[session.kind]}, ${formatDate(session.day)}`;
  const lines = visitLines(cells, label).filter(({ term }) => !secret || !NOT_OF_DENUNCIATION.has(term));
  return (
    <>
      <Banner tone="info" announced>
        Đã ghi nhật ký lúc {formatInstant(atMs)}. Lý do: {reason}
      </Banner>
      <Section title="Lượt tiếp">
        <Card padded>
          <SummaryList items={lines.map(saidOf)} />
        </Card>
      </Section>
      {secret
        ? null
        : peopleLines(cells).map(({ id, lines: person }, place) => (
            <Section key={id} title={place === 0 ? 'Công dân' : `Công dân ${place + 1}`}>
              <Card padded>
                <SummaryList items={person.map(saidOf)} />
              </Card>
            </Section>
          ))}
    </>
  );
}

/** What was not entered is said, too. */
function saidOf({ term, value }: Line): Line {
  return { term, value: value === '' ? WORDS.notFilled : value };
}
