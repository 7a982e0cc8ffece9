import { useCallback } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { type EarlierVisit, recentVisitors, sayEarlier } from './find-earlier.ts';
import { villageOf } from './person-parts.ts';

type RecentsDialogProps = {
  readonly phone: Phone;
  readonly chips: readonly string[];
  readonly onChoose: (visit: EarlierVisit) => void;
  readonly onClose: () => void;
};

/** Khách gần đây: the people of the last visits on this phone, from its sealed records. */
export function RecentsDialog({ phone, chips, onChoose, onClose }: RecentsDialogProps) {
  const load = useCallback(() => recentVisitors(phone, chips), [phone, chips]);
  const recent = useLoaded(load).value;
  return (
    <Dialog title="Khách gần đây" closeLabel={WORDS.close} onClose={onClose} closesOnVeil>
      {recent === undefined ? <p>{WORDS.loading}</p> : null}
      {recent?.length === 0 ? <p>Chưa có lượt nào ghi họ tên trên máy này.</p> : null}
      {recent === undefined || recent.length === 0 ? null : (
        <List label="Khách gần đây">
          {recent.map((visit) => (
            <ListRow
              key={`${visit.rid} ${visit.person.id}`}
              title={[visit.person.name, villageOf(visit.person)].filter(Boolean).join(' – ')}
              detail={sayEarlier(visit)}
              onOpen={() => onChoose(visit)}
            />
          ))}
        </List>
      )}
    </Dialog>
  );
}
