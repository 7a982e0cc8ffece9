import { MATTER_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Card } from '../../ui/page.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { EarlierVisit } from './find-earlier.ts';
import styles from './form.module.css';

type HistoryDialogProps = {
  readonly visits: readonly EarlierVisit[];
  readonly cases: readonly (readonly EarlierVisit[])[];
  readonly onSameCase: (visit: EarlierVisit) => void;
  readonly onClose: () => void;
};

/** Lịch sử của người này: what was said and answered, case by case, newest first. */
export function HistoryDialog({ visits, cases, onSameCase, onClose }: HistoryDialogProps) {
  return (
    <Dialog
      title={`Các lần trước (${formatNumber(visits.length)})`}
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={<Button onClick={onClose}>{WORDS.close}</Button>}
    >
      {cases.map((of) => {
        const [newest] = of;
        if (newest === undefined) return null;
        return (
          <Card key={newest.rid} padded>
            <div className={styles.fields}>
              {of.map(({ rid, day, matter, said, answer }) => (
                <SummaryList
                  key={rid}
                  items={[
                    { term: day === '' ? 'Không rõ ngày' : formatDate(day), value: MATTER_LABELS[matter] },
                    { term: 'Nội dung', value: said === '' ? WORDS.notFilled : said },
                    { term: 'Trả lời', value: answer === '' ? 'Chưa trả lời' : answer },
                  ]}
                />
              ))}
              <Button onClick={() => onSameCase(newest)}>Cùng vụ việc này</Button>
            </div>
          </Card>
        );
      })}
    </Dialog>
  );
}
