import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { isEmptyQuestion, readQuestion } from '../../domain/search/question.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { SHORTCUTS } from '../../domain/text/shortcuts.ts';
import type { Phone, SummarySnapshot } from '../../store/phone.ts';
import { loadPlaces } from '../../store/reference.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isComposing } from '../../ui/is-composing.ts';
import { Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { PhoneSearch } from './phone-search.ts';
import { Results } from './results.tsx';
import styles from './search.module.css';

export type SearchPageProps = {
  readonly phone: Phone;
  readonly go: (address: string) => void;
  readonly onBack: () => void;
};

/** Tìm: everything on this phone by any of its words, without marks, in any order. */
export function SearchPage({ phone, go, onBack }: SearchPageProps) {
  const search = PhoneSearch.of(phone);
  const summary = useSource(phone.summary);
  const version = useSource(search);
  const { value: places = NONE } = useLoaded(useCallback(() => loadPlaces(phone), [phone]));
  const [typed, setTyped] = useState(search.typed);
  const [group, setGroup] = useState(search.group);
  const asked = useDeferredValue(typed);
  const boxRef = useRef<HTMLInputElement>(null);
  const pageRef = useRef<HTMLDivElement>(null);

  useEffect(() => void search.prepare(), [search]);
  useEffect(() => {
    const row = search.openedKey === undefined ? null : rowOf(pageRef.current, search.openedKey);
    search.openedKey = undefined;
    if (row !== null) row.focus();
    else {
      boxRef.current?.focus();
      boxRef.current?.select();
    }
  }, [search]);
  useShortcut(SHORTCUTS.search.keys, () => {
    boxRef.current?.focus();
    boxRef.current?.select();
  });
  useShortcut(SHORTCUTS.leave.keys, onBack);

  const question = useMemo(() => readQuestion(asked, places), [asked, places]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer follows the summary by itself, and is better ordered once there is an index
  const found = useMemo(() => search.find(question), [search, question, summary, version]);

  const showGroup = (kind: string | undefined): void => {
    search.group = kind;
    setGroup(kind);
  };
  const ask = (words: string): void => {
    search.typed = words;
    setTyped(words);
    showGroup(undefined);
  };
  const fill = (words: string): void => {
    if (boxRef.current !== null) boxRef.current.value = words;
    ask(words);
    boxRef.current?.focus();
  };
  const open = (address: string, key: string): void => {
    search.remember(search.typed);
    search.openedKey = key;
    go(address);
  };

  const isEmpty = isEmptyQuestion(question);
  return (
    <Screen title="Tìm" filled onBack={onBack}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows go from the box into the results and back */}
      <div ref={pageRef} className={styles.whole} onKeyDown={(event) => moveByArrows(event, boxRef.current)}>
        <div className={styles.box}>
          <TextField
            ref={boxRef}
            label="Tìm trên máy này"
            labelHidden
            purpose="search"
            placeholder="Tên, xóm, điện thoại, 12/05…"
            defaultValue={search.typed}
            onChange={(event) => ask(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isComposing(event)) return;
              event.preventDefault();
              resultsIn(pageRef.current)[0]?.click();
            }}
          />
        </div>
        <VisuallyHidden>
          <span role="status">{isEmpty ? '' : `${formatNumber(found.length)} kết quả`}</span>
        </VisuallyHidden>
        {isEmpty ? (
          <Before search={search} onAsk={fill} />
        ) : (
          <Results
            phone={phone}
            summary={summary}
            search={search}
            question={question}
            places={places}
            found={found}
            group={group}
            onGroup={showGroup}
            onOpen={open}
            onAsk={fill}
            nothing={<Nothing summary={summary} typed={asked} />}
          />
        )}
      </div>
    </Screen>
  );
}

const NONE: readonly never[] = [];

type BeforeProps = { readonly search: PhoneSearch; readonly onAsk: (words: string) => void };

/** Before anything is typed: what was looked for before, or how to look. */
function Before({ search, onAsk }: BeforeProps) {
  return (
    <div className={styles.results}>
      <Page>
        {search.recent.length > 0 ? (
          <Section title="Tìm gần đây">
            <div className={styles.recent}>
              {search.recent.map((words) => (
                <Button key={words} onClick={() => onAsk(words)}>
                  {words}
                </Button>
              ))}
            </div>
          </Section>
        ) : null}
        <p className={styles.quiet}>
          Không cần gõ dấu, không cần đúng thứ tự: <strong>dao na phao</strong> tìm thấy Nông Thị Đào, xóm Nà Pháo. Gõ
          ngày hoặc tháng để lọc: <strong>12/05</strong>, <strong>05/2026</strong>. Tên cũ của xóm, xã cũng tìm được.
        </p>
      </Page>
    </div>
  );
}

/** Says where was looked, so that nobody takes "not here" for "not recorded". */
function Nothing({ summary, typed }: { readonly summary: SummarySnapshot; readonly typed: string }) {
  const oldest = summary.newestFirst.findLast(({ day, kind }) => day !== '' && kind === receptionVisit.kind);
  return (
    <EmptyState title={`Không thấy “${typed.trim()}” trên máy này`}>
      {oldest === undefined
        ? 'Máy này chưa có lượt tiếp nào. '
        : `Máy này giữ các lượt tiếp từ ${formatDate(oldest.day)}. `}
      Chỉ tìm trong họ tên, xóm, điện thoại, tổ chức và phần đầu của nội dung. Thử ít chữ hơn.
    </EmptyState>
  );
}

/** What can be opened, in the order of the screen. */
function resultsIn(page: HTMLElement | null): readonly HTMLElement[] {
  return [...(page?.querySelectorAll<HTMLElement>('[data-results] a, [data-results] button') ?? [])];
}

function rowOf(page: HTMLElement | null, key: string): HTMLElement | null {
  return page?.querySelector<HTMLElement>(`a[href$="/${CSS.escape(key)}"]`) ?? null;
}

/** ↓ from the box into the results, ↑ ↓ between them, ↑ from the first one back. A long list moves by itself. */
function moveByArrows(event: KeyboardEvent<HTMLElement>, box: HTMLInputElement | null): void {
  if (event.defaultPrevented || isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const results = resultsIn(event.currentTarget);
  const at = results.indexOf(document.activeElement as HTMLElement);
  const isBox = document.activeElement === box;
  if (at < 0 && !(isBox && step > 0)) return;
  event.preventDefault();
  const target = at + step < 0 ? box : results[Math.min(at + step, results.length - 1)];
  target?.focus();
}
