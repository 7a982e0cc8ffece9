import type { DutyState } from '../../contract/wire/duties.ts';
import { IconCheck, IconClock, IconInfo, IconNoNetwork, IconWarning } from '../../ui/icons.tsx';

export type DutySignProps = { readonly state: DutyState; readonly size: number };

/** The sign of a state, the same in table, legend and on the page of a unit. */
export function DutySign({ state, size }: DutySignProps) {
  switch (state) {
    case 'met':
      return <IconCheck size={size} />;
    case 'short':
      return <IconWarning size={size} />;
    case 'running':
      return <IconClock size={size} />;
    case 'unsent':
      return <IconNoNetwork size={size} />;
    case 'partial':
      return <IconInfo size={size} />;
    case 'ahead':
    case 'undeclared':
    case 'none':
      return null;
  }
}
