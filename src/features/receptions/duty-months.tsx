import type { DutyLine } from '../../domain/duties/duty-words.ts';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card } from '../../ui/page.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';

/** The duty days of each chair in one month. */
export function DutyMonths({ lines }: { readonly lines: readonly DutyLine[] }) {
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
