import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { OpenedReference } from '../../domain/reference/desk.ts';

/** One rule as it is shown, with the record it came from. */
export type ShownRule = { readonly record: OpenedReference; readonly rule: DutyRule };
