import type { VisitForm } from '../../../domain/receptions/visit-form.ts';

type Field = NonNullable<NonNullable<VisitForm['field']>>;
export type Matter = 'proposal' | 'feedback' | 'complaint';
export type Level = 'province' | 'district' | 'commune';

/**
 * One kind of affair that people bring: what a clerk notes of it, what is asked for, and what the chair says. Braces
 * name slots (`slots.ts`); `[a|b]` is a choice on the spot. Request and answer of one place in the lists belong to the
 * content of that place (counted round where a list is shorter).
 */
export type Affair = {
  readonly name: string;
  readonly weight: number;
  readonly matters: { readonly [M in Matter]?: number };
  readonly field: Field;
  readonly content: readonly string[];
  readonly request: readonly string[];
  readonly answer: readonly string[];
  /** Years in which it could happen; absent = all. */
  readonly from?: string;
  readonly to?: string;
  readonly documents?: readonly string[];
  /** Concerns many at once: what groups come for. */
  readonly shared?: true;
};
