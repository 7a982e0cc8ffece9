import type { ReactNode } from 'react';
import type { Phone } from '../../store/phone.ts';
import { DutiesWaiting, DutyMonthToday, useTodaysDuties } from './duties-today.tsx';
import type { DutyParts } from './duty-parts.ts';
import { Todos } from './todos.tsx';

export type WithDutiesProps = {
  readonly phone: Phone;
  readonly go: (address: string) => void;
  readonly mayRecord: boolean;
  /** undefined = not known yet. */
  readonly children: (parts: DutyParts | undefined) => ReactNode;
};

/** The parts of the home screen that the duty calendar knows. */
export function WithDuties({ phone, go, mayRecord, children }: WithDutiesProps) {
  const duties = useTodaysDuties(phone);
  if (!duties.settled) return children(undefined);
  return children({
    todos: <Todos phone={phone} go={go} data={duties.data} past={duties.past} />,
    waiting:
      duties.waiting.length === 0 ? undefined : (
        <DutiesWaiting phone={phone} go={go} mayRecord={mayRecord} duties={duties} />
      ),
    next: duties.next?.date,
    month: <DutyMonthToday phone={phone} go={go} duties={duties} />,
  });
}
