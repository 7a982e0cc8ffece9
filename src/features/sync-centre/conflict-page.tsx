import { useCallback, useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import type { WireConflict } from '../../contract/wire/sync.ts';
import { sameValue } from '../../domain/merge/cells.ts';
import { groupLabel } from '../../domain/receptions/labels.ts';
import { takenBack } from '../../domain/records/take-back.ts';
import { normalizeText } from '../../domain/text/normalize.ts';
import { NOT_DONE, savedHere, UNDO } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { type Authors, loadAuthors, sayWriter } from './authors.ts';
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
  const load = useCallback(async () => {
    const record = await phone.records.open(rid);
    return { shown: record && { record, authors: await loadAuthors(phone, record) } };
  }, [phone, rid]);
  const { value, again } = useLoaded(load);
  const summary = useSource(phone.summary);
  const sayOther = useUndo(OTHER);
  const [failure, setFailure] = useState<string>();
  const shown = value?.shown;
  const record = shown?.record;
  const groups = record === undefined ? [] : byGroup(record.view.conflicts);

  const decide = async (group: string, chosen: Json) => {
    if (record === undefined) return;
    const offers = record.view.conflicts.filter((one) => one.group === group);
    const closes = offers.map(({ mid }) => ({ mid, group }));
    const saved = await phone.records.resolve(record, { patch: { [group]: chosen }, closes });
    setFailure(saved.ok ? undefined : NOT_DONE[saved.error.tag]);
    if (!saved.ok) return;
    // The question itself cannot be opened again; the other answer can be given.
    const present = record.view.cells[group] ?? null;
    const other = sameValue(chosen, present) ? (offers[0]?.offered ?? null) : present;
    sayOther(savedHere(phone.nowMs()), () => chooseOther(phone, rid, { [group]: chosen }, { [group]: other }));
    again();
  };
  const address = recordAddress(summary, rid);

  return (
    <Screen title="Hai bản khác nhau" onBack={onBack}>
      <Page>
        <h2>{recordTitle(summary, rid)}</h2>
        <Alarm>{failure}</Alarm>
        {value !== undefined && groups.length === 0 ? (
          <EmptyState
            title="Không còn mục nào khác nhau"
            action={address === undefined ? null : <Button onClick={() => go(address)}>Mở hồ sơ</Button>}
          >
            Đã chọn xong. Máy sẽ tự gửi.
          </EmptyState>
        ) : null}
        {shown === undefined
          ? null
          : groups.map(([group, offers]) => (
              <GroupChoice
                key={group}
                {...shown}
                group={group}
                offers={offers}
                onDecide={(chosen) => void decide(group, chosen)}
              />
            ))}
      </Page>
    </Screen>
  );
}

const OTHER = { ...UNDO, undo: 'Đổi sang bản kia', done: 'Đã đổi sang bản kia.' };

/** By an ordinary change, unless something else stands there by now. */
async function chooseOther(phone: Phone, rid: string, chosen: Cells, other: Cells): Promise<boolean> {
  const record = await phone.records.open(rid);
  const patch = record && takenBack(chosen, other, record.view.cells);
  if (record === undefined || patch === undefined) return false;
  const { kind, opened } = record;
  return (await phone.records.save({ rid, kind, change: { op: 'patch', patch }, opened })).ok;
}

function byGroup(conflicts: readonly WireConflict[]): [string, WireConflict[]][] {
  const groups = new Map<string, WireConflict[]>();
  for (const conflict of conflicts) groups.set(conflict.group, [...(groups.get(conflict.group) ?? []), conflict]);
  return [...groups];
}

type GroupChoiceProps = {
  readonly record: OpenRecord;
  readonly authors: Authors;
  readonly group: string;
  readonly offers: readonly WireConflict[];
  readonly onDecide: (chosen: Json) => void;
};

function GroupChoice({ record, authors, group, offers, onDecide }: GroupChoiceProps) {
  const { cells } = record.view;
  const [rewriting, setRewriting] = useState(false);
  const present = cells[group] ?? null;
  const standing = authors.ownByGroup.get(group) ?? offers.find((offer) => offer.standing)?.standing;
  const plain = offers.every((offer) => isPlainText(group, cells, offer.offered));
  return (
    <Section title={groupLabel(group)}>
      <div className={styles.two}>
        <Value
          heading="Bản đang dùng"
          writer={sayWriter(standing, authors)}
          words={sayValue(group, present)}
          button="Giữ bản này"
          onChoose={() => onDecide(present)}
        />
        {offers.map((offer, index) => (
          <Value
            key={offer.mid}
            heading={offers.length === 1 ? 'Bản kia' : `Bản kia ${index + 1}`}
            writer={sayWriter(offer, authors)}
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
  /** Who wrote it, when, on which device. */
  readonly writer: string;
  readonly words: string;
  readonly button: string;
  readonly onChoose: () => void;
};

function Value({ heading, writer, words, button, onChoose }: ValueProps) {
  return (
    <div className={styles.value}>
      <strong>{heading}</strong>
      <span className={styles.quiet}>{writer}</span>
      <span>{words}</span>
      <Button onClick={onChoose}>{button}</Button>
    </div>
  );
}
