import { useEffect, useRef, useState } from 'react';
import { partsOf } from '../../domain/calendar/plain-date.ts';
import type { IdentityCard } from '../../domain/text/identity-card.ts';
import { checkIdentityNumber } from '../../domain/text/identity-number.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconScan } from '../../ui/icons.tsx';
import { type CardPart, cardParts } from './card-parts.ts';
import styles from './form.module.css';
import { IdentityScan } from './identity-scan.tsx';
import { useVisitForm } from './visit-context.ts';
import type { PersonValues } from './visit-values.ts';

type Filled = {
  readonly parts: readonly CardPart[];
  /** Still to be decided by the official. */
  readonly asks: readonly CardPart[];
  /** What the fields held before, for "Hoàn tác". */
  readonly before: Partial<PersonValues>;
  /** What else is to be looked at on the card. */
  readonly remarks: readonly string[];
};

/** "Quét QR căn cước": fills what is empty, asks where something else is written, and takes all of it back. */
export function CardFill({ index, onFilled }: { readonly index: number; readonly onFilled: () => void }) {
  const { phone, form, today, villages, nearVillages, onRefilled } = useVisitForm();
  const [scanning, setScanning] = useState(false);
  const [filled, setFilled] = useState<Filled>();
  const button = useRef<HTMLButtonElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  // Under the dialog that has just closed it may lie below the edge of a small screen.
  useEffect(() => {
    if (filled !== undefined) outcome.current?.scrollIntoView?.({ block: 'center' });
  }, [filled]);

  const put = (values: Partial<PersonValues>) => {
    for (const key of keysOf(values))
      form.setValue(`people.${index}.${key}`, values[key] as never, { shouldDirty: true });
    onRefilled();
    onFilled();
  };
  const held = (values: Partial<PersonValues>): Partial<PersonValues> => {
    const present = form.getValues(`people.${index}`);
    return Object.fromEntries(keysOf(values).map((key) => [key, present[key]]));
  };
  const take = (card: IdentityCard) => {
    const { fills, asks } = cardParts(form.getValues(`people.${index}`), card, {
      today,
      unitName: phone.unit.name,
      villages: villages.map(({ name }) => name),
      chips: nearVillages,
    });
    const values = merged(fills);
    setFilled({ parts: fills, asks, before: held(values), remarks: remarksOn(card, partsOf(today).year) });
    put(values);
    setScanning(false);
  };
  const decide = (now: Filled, decided: readonly CardPart[], byCard: boolean) => {
    const asks = now.asks.filter((part) => !decided.includes(part));
    // The buttons that had the focus are gone.
    button.current?.focus();
    if (!byCard) {
      setFilled(asks.length + now.parts.length === 0 ? undefined : { ...now, asks });
      return;
    }
    const values = merged(decided);
    setFilled({ ...now, asks, parts: [...now.parts, ...decided], before: { ...held(values), ...now.before } });
    put(values);
  };
  const undo = ({ parts, before }: Filled) => {
    const present = form.getValues(`people.${index}`);
    const written = merged(parts);
    // What was typed since stays.
    const back = keysOf(before).filter((key) => present[key] === written[key]);
    setFilled(undefined);
    put(Object.fromEntries(back.map((key) => [key, before[key]])));
    button.current?.focus();
  };

  return (
    <>
      <div className={styles.offers}>
        <Button ref={button} icon={<IconScan size={1.25} />} onClick={() => setScanning(true)}>
          Quét QR căn cước
        </Button>
      </div>
      {scanning ? <IdentityScan phone={phone} onCard={take} onClose={() => setScanning(false)} /> : null}
      {filled === undefined ? null : (
        <div ref={outcome} className={styles.fields}>
          <WhatWasFilled filled={filled} onUndo={() => undo(filled)} />
          <Asks asks={filled.asks} onDecide={(parts, byCard) => decide(filled, parts, byCard)} />
        </div>
      )}
    </>
  );
}

function WhatWasFilled({ filled, onUndo }: { readonly filled: Filled; readonly onUndo: () => void }) {
  const { parts, asks, remarks } = filled;
  const words = parts.map(({ label, onCard }) => `${label} ${onCard}`).join(' · ');
  if (parts.length === 0 && asks.length > 0) return null;
  return (
    <Banner
      tone={remarks.length > 0 ? 'warning' : 'success'}
      announced
      action={
        parts.length === 0 ? undefined : (
          <Button kind="quiet" onClick={onUndo}>
            {WORDS.undo}
          </Button>
        )
      }
    >
      {parts.length === 0 ? 'Phiếu đã ghi đúng như trên thẻ.' : `Đã điền theo thẻ: ${words}.`} {remarks.join(' ')}
    </Banner>
  );
}

type AsksProps = {
  readonly asks: readonly CardPart[];
  readonly onDecide: (parts: readonly CardPart[], byCard: boolean) => void;
};

/** Where the form says something else than the card: both are shown, nothing is overwritten unasked. */
function Asks({ asks, onDecide }: AsksProps) {
  const name = asks.find(({ key }) => key === 'name');
  const questions =
    name === undefined
      ? asks.map((part) => ({
          words: `${part.label}: phiếu ghi ${part.onForm}; thẻ ghi ${part.onCard}.`,
          about: [part],
        }))
      : [{ words: `Thẻ này của ${name.onCard}, phiếu đang ghi ${name.onForm}.`, about: asks }];
  if (asks.length === 0) return null;
  return (
    <div role="alert" className={styles.fields}>
      {questions.map(({ words, about }) => (
        <Banner
          key={words}
          tone="warning"
          action={
            <div className={styles.offers}>
              <Button onClick={() => onDecide(about, true)}>Ghi theo thẻ</Button>
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

/** From this day addresses name no district any more, and most communes have other names (Luật 72/2025/QH15). */
const TWO_TIERS_SINCE = '2025-07-01';

function remarksOn({ number, birth, sex, issuedOn, address }: IdentityCard, thisYear: number): readonly string[] {
  const check = checkIdentityNumber(number, { thisYear, birthYear: birth.year, sex });
  const odd = check.tag === 'twelve-digits' && check.warnings.length > 0;
  const before = address !== '' && issuedOn !== undefined && issuedOn < TWO_TIERS_SINCE;
  return [
    odd ? 'Số định danh không khớp năm sinh hoặc giới tính: đối chiếu với thẻ.' : '',
    before ? 'Thẻ cấp trước 01/07/2025: địa chỉ có thể theo tên xã, huyện cũ.' : '',
  ].filter(Boolean);
}

function merged(parts: readonly CardPart[]): Partial<PersonValues> {
  return Object.assign({}, ...parts.map(({ values }) => values));
}

function keysOf(values: Partial<PersonValues>): readonly (keyof PersonValues)[] {
  return Object.keys(values) as (keyof PersonValues)[];
}
