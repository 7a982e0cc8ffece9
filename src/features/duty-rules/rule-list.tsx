import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts';
import { requiredDays } from '../../domain/duties/duty-minimum.ts';
import { chairLabel } from '../../domain/duties/duty-words.ts';
import { plannedMonths } from '../../domain/duties/rule-months.ts';
import { SHIFT_LABELS, sayDutyDays } from '../../domain/duties/rule-words.ts';
import { PART_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber, uncapitalised } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCalendar, IconPlus } from '../../ui/icons.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import styles from './duty-rules.module.css';
import { PlannedMonths } from './planned-months.tsx';
import type { Chair } from './rule-editor.tsx';
import type { ShownRule } from './shown-rule.ts';

export type RuleListProps = {
  readonly rules: readonly ShownRule[];
  /** Who holds an office for which a calendar may be made. */
  readonly chairs: readonly Chair[];
  readonly calendar: WorkingCalendar;
  readonly today: PlainDate;
  readonly busy: boolean;
  readonly mayWrite: (chair: Chair) => boolean;
  readonly onAdd: (chair?: Chair) => void;
  readonly onEdit: (rule: ShownRule) => void;
  readonly onEnd: (rule: ShownRule) => void;
  readonly onRemove: (rule: ShownRule) => void;
};

const MONTHS_SHOWN = 3;

/** Chair by chair: the rules in force, what they ask for in the next months, and what is missing. */
export function RuleList(props: RuleListProps) {
  const { rules, chairs, today, mayWrite, onAdd } = props;
  const writes = chairs.some(mayWrite);
  const isOver = ({ rule }: ShownRule) => (rule.period?.to ?? today) < today;
  const ended = rules.filter(isOver);
  const live = rules.filter((one) => !isOver(one));
  const shown = chairsShown(chairs, live, today);
  return (
    <Section
      title="Lịch tiếp"
      action={
        writes ? (
          <Button kind="primary" icon={<IconPlus />} onClick={() => onAdd()}>
            Thêm lịch
          </Button>
        ) : undefined
      }
    >
      {chairs.length === 0 ? (
        <EmptyState title="Chưa khai chức danh" icon={<IconCalendar size={2} />}>
          Khai bí thư, chủ tịch của đơn vị ở mục Chức danh rồi xếp lịch tiếp.
        </EmptyState>
      ) : null}
      {shown.map((chair) => (
        <ChairCard key={`${chair.officialId} ${chair.capacity}`} {...props} rules={live} chair={chair} />
      ))}
      {ended.length === 0 ? null : (
        <details className={styles.ended}>
          <summary>Lịch đã hết hạn ({formatNumber(ended.length)})</summary>
          <Card padded>
            <div className={styles.rules}>
              {ended.map((one) => (
                <RuleRow key={one.record.rid} {...props} shown={one} named />
              ))}
            </div>
          </Card>
        </details>
      )}
    </Section>
  );
}

/** Those who have a calendar, and those who owe days. */
function chairsShown(chairs: readonly Chair[], live: readonly ShownRule[], today: PlainDate): readonly Chair[] {
  const byKey = new Map<string, Chair>();
  const add = (chair: Chair) => {
    const key = `${chair.officialId} ${chair.capacity}`;
    if (!byKey.has(key)) byKey.set(key, chair);
  };
  for (const chair of chairs) {
    const planned = live.some(({ rule }) => isOf(rule, chair));
    if (planned || requiredDays(chair.capacity, today) !== undefined) add(chair);
  }
  for (const { rule } of live) if (rule.chair) add(rule.chair);
  return [...byKey.values()];
}

function isOf({ chair }: DutyRule, { officialId, capacity }: Chair): boolean {
  return chair?.officialId === officialId && chair.capacity === capacity;
}

type ChairCardProps = RuleListProps & { readonly chair: Chair };

function ChairCard(props: ChairCardProps) {
  const { chair, rules, chairs, calendar, today, mayWrite, onAdd } = props;
  const own = rules.filter(({ rule }) => isOf(rule, chair));
  const months = plannedMonths(
    chair,
    own.map(({ rule }) => rule),
    { from: today, count: MONTHS_SHOWN },
    calendar,
  );
  const holds = chairs.some((one) => one.officialId === chair.officialId && one.capacity === chair.capacity);
  return (
    <Card padded>
      <div className={styles.stack}>
        <h3>{chairLabel(chair)}</h3>
        {holds ? null : (
          <Banner tone="warning">Không còn giữ chức danh này. Kết thúc lịch, rồi xếp cho người mới.</Banner>
        )}
        {own.length === 0 ? (
          <EmptyState
            title="Chưa xếp lịch"
            action={mayWrite(chair) ? <Button onClick={() => onAdd(chair)}>Xếp lịch</Button> : undefined}
          >
            {sayOwed(chair, today)}
          </EmptyState>
        ) : (
          <>
            <div className={styles.rules}>
              {own.map((one) => (
                <RuleRow key={one.record.rid} {...props} shown={one} />
              ))}
            </div>
            <PlannedMonths months={months} />
          </>
        )}
      </div>
    </Card>
  );
}

function sayOwed({ capacity }: Chair, today: PlainDate): string | undefined {
  const required = requiredDays(capacity, today);
  return required === undefined ? undefined : `Phải tiếp ít nhất ${required} ngày mỗi tháng.`;
}

type RuleRowProps = RuleListProps & { readonly shown: ShownRule; readonly named?: boolean };

function RuleRow({ shown, named, today, busy, mayWrite, onEdit, onEnd, onRemove }: RuleRowProps) {
  const { rule } = shown;
  const { hours, period, place, note, shift, chair } = rule;
  const time = hours?.from ? `, ${hours.from}${hours.to ? `–${hours.to}` : ''}` : '';
  const part = hours ? `${PART_LABELS[hours.part]}${time}` : undefined;
  const isAhead = period !== undefined && period !== null && period.from > today;
  return (
    <div className={styles.item}>
      {named && chair ? <h4>{chairLabel(chair)}</h4> : null}
      <p className={styles.days}>{sayDutyDays(rule.days)}</p>
      {isAhead ? (
        <div>
          <StatusChip tone="info">Từ {formatDate(period.from)}</StatusChip>
        </div>
      ) : null}
      <div>
        <p>{[part, place].filter(Boolean).join(' · ')}</p>
        <p className={styles.quiet}>{sayPeriod(period)}</p>
        <p className={styles.quiet}>Trùng ngày nghỉ: {uncapitalised(SHIFT_LABELS[shift ?? 'next_working_day'])}</p>
        {note ? <p className={styles.quiet}>{note}</p> : null}
      </div>
      {chair && mayWrite(chair) ? (
        <div className={styles.buttons}>
          <Button busy={busy} onClick={() => onEdit(shown)}>
            Sửa
          </Button>
          {period?.to === undefined ? (
            <Button kind="quiet" onClick={() => onEnd(shown)}>
              Kết thúc…
            </Button>
          ) : null}
          <Button kind="quiet" busy={busy} onClick={() => onRemove(shown)}>
            Xóa
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function sayPeriod(period: DutyRule['period']): string {
  if (!period) return '';
  return period.to === undefined
    ? `Từ ${formatDate(period.from)}, chưa định ngày hết`
    : `Từ ${formatDate(period.from)} đến hết ${formatDate(period.to)}`;
}
