import { useMemo, useRef, useState } from 'react';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { partsOf } from '../../domain/calendar/plain-date.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { IdentityCard } from '../../domain/text/identity-card.ts';
import { checkIdentityNumber } from '../../domain/text/identity-number.ts';
import { Button } from '../../ui/button.tsx';
import { IconPeople, IconScan } from '../../ui/icons.tsx';
import type { EarlierVisit } from './find-earlier.ts';
import styles from './form.module.css';
import { IdentityScan } from './identity-scan.tsx';
import { PersonFilled } from './person-filled.tsx';
import { knownOfCard } from './person-parts.ts';
import { RecentsDialog } from './recents-dialog.tsx';
import type { PersonFill } from './use-person-fill.ts';
import { useVisitForm } from './visit-context.ts';

/** Quicker than typing a person: a card's QR, the last visitors. */
export function PersonOffers({ fill }: { readonly fill: PersonFill }) {
  const { phone, today, villages, nearVillages } = useVisitForm();
  const [open, setOpen] = useState<'scan' | 'recents'>();
  const scanButton = useRef<HTMLButtonElement>(null);
  const focusBack = () => scanButton.current?.focus();
  const names = useMemo(() => villages.map(({ name }) => name), [villages]);
  const chips = nearVillages.length > 0 ? nearVillages : names;
  const hasVisits = useMemo(
    () => phone.summary.getSnapshot().newestFirst.some(({ kind }) => kind === receptionVisit.kind),
    [phone],
  );

  const takeCard = (card: IdentityCard) => {
    setOpen(undefined);
    const around = { unitName: phone.unit.name, villages: names, chips: nearVillages };
    fill.fill(knownOfCard(card, around), {
      done: 'Đã điền theo thẻ',
      says: 'thẻ ghi',
      isOf: 'Thẻ này của',
      take: 'Ghi theo thẻ',
      remarks: remarksOn(card, partsOf(today).year),
    });
  };
  const takeVisitor = ({ person, day }: EarlierVisit) => {
    setOpen(undefined);
    fill.fill(person, {
      done: `Đã điền theo lần tiếp ${day === '' ? 'trước' : formatDate(day)}`,
      says: 'lần trước ghi',
      isOf: 'Vừa chọn',
      take: 'Ghi theo lần trước',
      remarks: [],
    });
  };
  return (
    <>
      <div className={styles.offers}>
        <Button ref={scanButton} icon={<IconScan size={1.25} />} onClick={() => setOpen('scan')}>
          Quét QR căn cước
        </Button>
        {hasVisits ? (
          <Button icon={<IconPeople size={1.25} />} onClick={() => setOpen('recents')}>
            Khách gần đây
          </Button>
        ) : null}
      </div>
      {open === 'scan' ? <IdentityScan phone={phone} onCard={takeCard} onClose={() => setOpen(undefined)} /> : null}
      {open === 'recents' ? (
        <RecentsDialog phone={phone} chips={chips} onChoose={takeVisitor} onClose={() => setOpen(undefined)} />
      ) : null}
      <PersonFilled fill={fill} onPressed={focusBack} />
    </>
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
