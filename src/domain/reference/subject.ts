import { dutyRule } from '../../contract/records/duty-rule.ts';
import { holidayYear } from '../../contract/records/holiday-year.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import { unit } from '../../contract/records/unit.ts';
import { CAPACITY_LABELS, unitName } from '../receptions/labels.ts';
import { assemble } from '../records/assemble.ts';

/** Whom or what a reference record is about, in words: officials and units, which are public. */
export function subjectOf(kind: string, cells: Cells): string | undefined {
  switch (kind) {
    case unit.kind: {
      const { identity } = assemble(unit, cells);
      return identity ? unitName(identity) : undefined;
    }
    case officeHolding.kind: {
      const { official, capacity } = assemble(officeHolding, cells);
      return official && capacity ? `${CAPACITY_LABELS[capacity]} ${official.name}` : undefined;
    }
    case dutyRule.kind: {
      const { chair } = assemble(dutyRule, cells);
      return chair ? `${CAPACITY_LABELS[chair.capacity]} ${chair.name}` : undefined;
    }
    case holidayYear.kind: {
      const { year } = assemble(holidayYear, cells);
      return year ? `năm ${year.year}` : undefined;
    }
    default:
      return undefined;
  }
}
