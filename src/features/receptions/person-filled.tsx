import { useEffect, useRef } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './form.module.css';
import type { Filled, PersonFill } from './use-person-fill.ts';

type PersonFilledProps = {
  readonly fill: PersonFill;
  /** A button that was pressed here is gone now: the focus must go somewhere. */
  readonly onPressed: () => void;
};

/** What was filled in, with the way back; and where something else is written, both of it. */
export function PersonFilled({ fill, onPressed }: PersonFilledProps) {
  const { filled } = fill;
  const outcome = useRef<HTMLDivElement>(null);
  // Under the dialog that has just closed it may lie below the edge of a small screen.
  useEffect(() => {
    if (filled !== undefined) outcome.current?.scrollIntoView?.({ block: 'nearest' });
  }, [filled]);
  if (filled === undefined) return null;
  return (
    <div ref={outcome} className={styles.fields}>
      <Done
        filled={filled}
        onUndo={() => {
          fill.undo();
          onPressed();
        }}
      />
      <Asks
        filled={filled}
        onDecide={(...decision) => {
          fill.decide(...decision);
          onPressed();
        }}
      />
    </div>
  );
}

function Done({ filled, onUndo }: { readonly filled: Filled; readonly onUndo: () => void }) {
  const { parts, asks, source } = filled;
  const words = parts.map(({ label, known }) => `${label} ${known}`).join(' · ');
  if (parts.length === 0 && asks.length > 0) return null;
  return (
    <Banner
      tone={source.remarks.length > 0 ? 'warning' : 'success'}
      announced
      action={
        parts.length === 0 ? undefined : (
          <Button kind="quiet" onClick={onUndo}>
            {WORDS.undo}
          </Button>
        )
      }
    >
      {parts.length === 0 ? 'Phiếu đã ghi đúng như vậy.' : `${source.done}: ${words}.`} {source.remarks.join(' ')}
    </Banner>
  );
}

type AsksProps = { readonly filled: Filled; readonly onDecide: PersonFill['decide'] };

/** Where the form says something else than what is known: both are shown, nothing is overwritten unasked. */
function Asks({ filled: { asks, source }, onDecide }: AsksProps) {
  const name = asks.find(({ key }) => key === 'name');
  const questions =
    name === undefined
      ? asks.map((part) => ({
          words: `${part.label}: phiếu ghi ${part.onForm}; ${source.says} ${part.known}.`,
          about: [part],
        }))
      : [{ words: `${source.isOf} ${name.known}, phiếu đang ghi ${name.onForm}.`, about: asks }];
  if (asks.length === 0) return null;
  return (
    <div role="alert" className={styles.fields}>
      {questions.map(({ words, about }) => (
        <Banner
          key={words}
          tone="warning"
          action={
            <div className={styles.offers}>
              <Button onClick={() => onDecide(about, true)}>{source.take}</Button>
              <Button onClick={() => onDecide(about, false)}>Giữ như phiếu</Button>
            </div>
          }
        >
          {words}
        </Banner>
      ))}
    </div>
  );
}
