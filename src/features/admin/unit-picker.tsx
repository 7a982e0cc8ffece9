import type { ReactNode } from 'react';
import type { Space } from '../../contract/wire/session.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './admin.module.css';

export type UnitPickerProps = {
  /** Those whose affairs the administrator may manage here. */
  readonly units: readonly Space[];
  /** The one that the address names. */
  readonly chosen: string | undefined;
  readonly onChoose: (unit: string) => void;
  readonly children: (unit: Space) => ReactNode;
};

/** What stands below is about one unit; whoever has only one is not asked. */
export function UnitPicker({ units, chosen, onChoose, children }: UnitPickerProps) {
  const unit = units.find(({ id }) => id === chosen) ?? units.find(({ level }) => level === 'commune') ?? units[0];
  if (unit === undefined) return <EmptyState title="Chưa có đơn vị nào">Thêm đơn vị ở mục Đơn vị trước.</EmptyState>;
  return (
    <div className={styles.sections}>
      {units.length < 2 ? null : (
        <SelectField
          label="Đơn vị"
          value={unit.id}
          choices={units.map((one) => ({ value: one.id, label: unitName(one) }))}
          onChange={(event) => onChoose(event.target.value)}
        />
      )}
      {/* Another unit's forms begin anew. */}
      <div key={unit.id} className={styles.sections}>
        {children(unit)}
      </div>
    </div>
  );
}
