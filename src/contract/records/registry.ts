import { dutyRule } from './duty-rule.ts';
import { holidayYear } from './holiday-year.ts';
import type { KindDefinition } from './kind.ts';
import { officeHolding } from './office-holding.ts';
import { receptionSession } from './reception-session.ts';
import { receptionVisit } from './reception-visit.ts';
import { unit } from './unit.ts';

/** Every kind of record that this program understands. Others are stored opaque and shown after an update. */
export const KINDS: { readonly [kind: string]: KindDefinition } = {
  [unit.kind]: unit,
  [officeHolding.kind]: officeHolding,
  [dutyRule.kind]: dutyRule,
  [holidayYear.kind]: holidayYear,
  [receptionSession.kind]: receptionSession,
  [receptionVisit.kind]: receptionVisit,
};
