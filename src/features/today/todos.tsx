import { type ReactNode, useMemo, useState } from 'react';
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts';
import type { DutyEntry } from '../../domain/duties/duty-entries.ts';
import { entryTitle } from '../../domain/duties/duty-words.ts';
import { may } from '../../domain/permissions/may.ts';
import { sessionTitle, visitDetail, visitTitle } from '../../domain/receptions/list-words.ts';
import { isDueCertain } from '../../domain/receptions/notice-due.ts';
import { type Todo, todosOf } from '../../domain/receptions/todo.ts';
import { scheduleAddress, sessionAddress, visitAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { DUE_IN_DOUBT } from '../../domain/text/wording.ts';
import type { DutyData } from '../../store/duties.ts';
import type { Phone } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';
import { useSource } from '../../ui/use-source.ts';

export type TodosProps = {
  readonly phone: Phone;
  readonly go: (address: string) => void;
  readonly data: DutyData;
  /** Of the weeks up to yesterday. */
  readonly past: readonly DutyEntry[];
};

/** So many rows, then one that leads on: a phone's first screen is short. */
const SHOWN = 6;
/** A unit that is behind may have hundreds, and each save draws them anew. */
const MORE_AT_A_TIME = 50;

/** Cần làm: what is overdue, due, to be approved, to be made up; nothing is hidden behind colour alone. */
export function Todos({ phone, go, data, past }: TodosProps) {
  const summary = useSource(phone.summary);
  const { date: today } = phone.today();
  const todos = useMemo(() => {
    const approves = !phone.withdrawn && may(phone.actor(), 'session.approve', phone.place);
    return todosOf({ rows: summary.newestFirst, entries: past, today, calendar: data.calendar, approves });
  }, [phone, summary, past, today, data]);
  const [shown, setShown] = useState(SHOWN);
  const left = Math.min(MORE_AT_A_TIME, todos.length - shown);
  if (todos.length === 0) return null;
  return (
    <Section title="Cần làm" count={formatNumber(todos.length)}>
      <Card>
        <List label="Cần làm">
          {todos.slice(0, shown).map((todo) => {
            const { key, address, status, title, detail } = wordsOf(todo, data.calendar);
            return (
              <ListRow
                key={key}
                status={status}
                title={title}
                detail={detail}
                href={address}
                onOpen={() => go(address)}
              />
            );
          })}
        </List>
        {left > 0 ? (
          <Button kind="quiet" wide onClick={() => setShown(shown + MORE_AT_A_TIME)}>
            Xem thêm {formatNumber(left)} việc
          </Button>
        ) : null}
      </Card>
    </Section>
  );
}

type Words = {
  readonly key: string;
  readonly address: string;
  readonly status: ReactNode;
  readonly title: string;
  readonly detail: string;
};

function wordsOf(todo: Todo, calendar: WorkingCalendar): Words {
  switch (todo.tag) {
    case 'notice': {
      const { row, owed, due } = todo;
      const certain = isDueCertain(owed.from, due, calendar);
      return {
        key: `notice ${row.rid}`,
        address: visitAddress(row.rid),
        status: chip(...dueWords(todo.left)),
        title: `Thông báo kết quả – ${visitTitle(row)}`,
        detail: `Hạn ${formatDate(due)}${certain ? '' : DUE_IN_DOUBT} · ${visitDetail(row)}`,
      };
    }
    case 'approve':
    case 'returned':
      return {
        key: `approval ${todo.row.rid}`,
        address: sessionAddress(todo.row.rid),
        status: todo.tag === 'approve' ? chip('info', 'Chờ duyệt') : chip('warning', 'Trả lại để sửa'),
        title: sessionTitle(todo.row),
        detail: todo.row.day === '' ? '' : formatDate(todo.row.day),
      };
    case 'make-up':
    case 'unrecorded': {
      const { entry } = todo;
      return {
        key: `duty ${entry.key}`,
        address: scheduleAddress(entry.date),
        status: todo.tag === 'make-up' ? chip('warning', 'Chưa xếp tiếp bù') : chip('warning', 'Chưa ghi'),
        title: entryTitle(entry),
        detail:
          todo.tag === 'make-up'
            ? `Hoãn ngày ${formatDate(entry.date)}`
            : `Lịch tiếp ngày ${formatDate(entry.date)}, chưa ghi đã tiếp hay hoãn`,
      };
    }
  }
}

function chip(tone: Tone, words: string): ReactNode {
  return <StatusChip tone={tone}>{words}</StatusChip>;
}

function dueWords(left: number): [Tone, string] {
  if (left < 0) return ['danger', `Quá hạn ${formatNumber(-left)} ngày làm việc`];
  return left === 0 ? ['warning', 'Hạn hôm nay'] : ['neutral', `Còn ${formatNumber(left)} ngày làm việc`];
}
