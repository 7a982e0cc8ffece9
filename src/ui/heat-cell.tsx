import type { ReactNode } from 'react';
import styles from './heat-cell.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Five steps of one colour, from nothing done to more than was asked; `none` = not known, hatched. */
export type HeatLevel = 0 | 1 | 2 | 3 | 4 | 'none';

export interface HeatCellProps {
  readonly level: HeatLevel;
  /** What stands in the cell: `1/2`. */
  readonly figure: string;
  readonly icon?: ReactNode;
  /** What colour and icon say, for who hears it or points at it. */
  readonly words: string;
}

/** A cell of a heat map: the figure, a sign and a colour; never the colour alone. */
export function HeatCell({ level, figure, icon, words }: HeatCellProps) {
  return (
    <span className={styles.cell} data-level={level} title={words}>
      <span>{figure}</span>
      {icon}
      <VisuallyHidden>, {words}</VisuallyHidden>
    </span>
  );
}

/** The step of a share: 0 nothing, 1 less than half, 2 more, 3 all, 4 more than all. */
export function heatLevel(done: number, required: number | undefined): HeatLevel {
  if (required === undefined || required === 0) return 'none';
  const share = done / required;
  if (share === 0) return 0;
  if (share < 0.5) return 1;
  if (share < 1) return 2;
  return share > 1 ? 4 : 3;
}
