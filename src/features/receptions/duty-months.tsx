import { type DutyCount, type DutyHolder, dutyLines } from '../../domain/duties/duty-words.ts';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card } from '../../ui/page.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';

export type DutyMonthsProps = DutyCount & { readonly chairs: readonly DutyHolder[] };

/** The duty days of each chair in one month. */
export function DutyMonths({ chairs, ...count }: DutyMonthsProps) {
  const lines = dutyLines(chairs, count);
  if (lines.length === 0) return null;
  return (
    <Card>
      <List label="Ngày tiếp dân trong tháng">
        {lines.map(({ key, title, detail, standing }) => (
          <ListRow
            key={key}
            title={title}
            detail={detail}
            trailing={
              standing === undefined ? undefined : <StatusChip tone={standing.tone}>{standing.words}</StatusChip>
            }
          />
        ))}
      </List>
    </Card>
  );
}
