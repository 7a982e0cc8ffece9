import { useCallback, useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import type { WireConflict } from '../../contract/wire/sync.ts';
import { parseHlc } from '../../domain/merge/hlc.ts';
import { groupLabel } from '../../domain/receptions/labels.ts';
import { formatInstant } from '../../domain/text/format.ts';
import { normalizeText } from '../../domain/text/normalize.ts';
import { savedHere, WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import { isPlainText, sayValue } from './conflict-words.ts';
import { recordAddress, recordTitle } from './record-names.ts';
import styles from './sync.module.css';

export type ConflictPageProps = {
  readonly phone: Phone;
  readonly rid: string;
  readonly go: (address: string) => void;
  readonly onBack: () => void;
};

/** Hai bản khác nhau: both values of each group, until a person chooses. */
export function ConflictPage({ phone, rid, go, onBack }: ConflictPageProps) {
  const { value, again } = useLoaded(
    useCallback(async () => ({ record: await phone.records.open(rid) }), [phone, rid]),
  );
  const summary = useSource(phone.summary);
  const showSnackbar = useSnackbar();
  const [failure, setFailure] = useState<string>();
  const record = value?.record;
  const groups = record === undefined ? [] : byGroup(record.view.conflicts);

  const decide = async (group: string, chosen: Json) => {
    if (record === undefined) return;
    const closes = record.view.conflicts.filter((one) => one.group === group).map(({ mid }) => ({ mid, group }));
    const saved = await phone.records.resolve(record, { patch: { [group]: chosen }, closes });
    setFailure(saved.ok ? undefined : WORDS[saved.error.tag]);
    if (!saved.ok) return;
    showSnackbar({ text: savedHere(phone.nowMs()), durationMs: 5_000 });
    again();
  };
  const address = recordAddress(summary, rid);

  return (
    <Screen title="Hai bản khác nhau" onBack={onBack}>
      <Page>
        <h2>{recordTitle(summary, rid)}</h2>
        {failure === undefined ? null : (
          <div role="alert">
            <Banner tone="danger">{failure}</Banner>
          </div>
        )}
        {value !== undefined && groups.length === 0 ? (
          <EmptyState
            title="Không còn mục nào khác nhau"
            action={address === undefined ? null : <Button onClick={() => go(address)}>Mở hồ sơ</Button>}
          >
            Đã chọn xong. Máy sẽ tự gửi.
          </EmptyState>
        ) : null}
        {record === undefined
          ? null
          : groups.map(([group, offers]) => (
              <GroupChoice
                key={group}
                phone={phone}
                record={record}
                group={group}
                offers={offers}
                onDecide={(chosen) => void decide(group, chosen)}
              />
            ))}
      </Page>
    </Screen>
  );
}

function byGroup(conflicts: readonly WireConflict[]): [string, WireConflict[]][] {
  const groups = new Map<string, WireConflict[]>();
  for (const conflict of conflicts) groups.set(conflict.group, [...(groups.get(conflict.group) ?? []), conflict]);
  return [...groups];
}

type GroupChoiceProps = {
  readonly phone: Phone;
  readonly record: OpenRecord;
  readonly group: string;
  readonly offers: readonly WireConflict[];
  readonly onDecide: (chosen: Json) => void;
};

function GroupChoice({ phone, record, group, offers, onDecide }: GroupChoiceProps) {
  const { cells } = record.view;
  const [rewriting, setRewriting] = useState(false);
  const present = cells[group] ?? null;
  const plain = offers.every((offer) => isPlainText(group, cells, offer.offered));
  return (
    <Section title={groupLabel(group)}>
      <div className={styles.two}>
        <Value
          heading="Bản đang dùng"
          words={sayValue(group, present)}
          button="Giữ bản này"
          onChoose={() => onDecide(present)}
        />
        {offers.map((offer) => (
          <Value
            key={offer.mid}
            heading={`Bản của ${whoOf(phone, cells, offer.author)}${whenOf(offer.hlc)}`}
            words={sayValue(group, offer.offered)}
            button="Giữ bản kia"
            onChoose={() => onDecide(offer.offered)}
          />
        ))}
      </div>
      {plain && !rewriting ? (
        <Button kind="quiet" onClick={() => setRewriting(true)}>
          Viết lại
        </Button>
      ) : null}
      {rewriting ? (
        <Card padded>
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              const text = normalizeText(String(new FormData(event.currentTarget).get('text') ?? ''));
              onDecide(text === '' ? null : text);
            }}
          >
            <TextAreaField
              label={`${groupLabel(group)}, viết lại`}
              name="text"
              defaultValue={[present, ...offers.map((offer) => offer.offered)].filter(Boolean).join('\n')}
            />
            <Button kind="primary" type="submit">
              Dùng bản viết lại
            </Button>
          </form>
        </Card>
      ) : null}
    </Section>
  );
}

type ValueProps = {
  readonly heading: string;
  readonly words: string;
  readonly button: string;
  readonly onChoose: () => void;
};

function Value({ heading, words, button, onChoose }: ValueProps) {
  return (
    <div className={styles.value}>
      <span className={styles.quiet}>{heading}</span>
      <span>{words}</span>
      <Button onClick={onChoose}>{button}</Button>
    </div>
  );
}

/** Of the few people of one unit this phone knows only its own user and who first recorded. */
function whoOf(phone: Phone, cells: Cells, author: string): string {
  if (author === phone.recordedBy.userId) return 'bạn';
  const by = cells.recordedBy as { readonly userId?: string; readonly name?: string } | null | undefined;
  return by?.userId === author && by.name ? by.name : 'người khác';
}

function whenOf(hlc: string): string {
  const when = parseHlc(hlc);
  return when === undefined ? '' : `, ${formatInstant(when.ms)}`;
}
