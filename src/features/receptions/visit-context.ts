import { createContext, useContext } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Organ } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Phone } from '../../store/phone.ts';
import type { Village } from '../../store/reference.ts';
import type { VisitValues } from './visit-values.ts';

/** A session that a visit may belong to; `organ` = whose it is, where it is known. */
export type SessionChoice = {
  readonly rid: string;
  readonly label: string;
  /** The day on which it is held; '' = not said. */
  readonly day: PlainDate | '';
  readonly organ?: Organ | undefined;
};

/** What the parts of the form of a visit share. */
export type VisitFormShared = {
  readonly phone: Phone;
  /** The record that the form makes or edits. */
  readonly rid: string;
  readonly form: UseFormReturn<VisitValues>;
  readonly today: PlainDate;
  readonly villages: readonly Village[];
  readonly villageWord: string;
  /** Villages shown as chips. */
  readonly nearVillages: readonly string[];
  readonly sessions: readonly SessionChoice[];
  /** The day of the visit was typed: the sessions of that day are offered. */
  readonly onDay: (day: PlainDate) => void;
  /** The organs of which one records this visit; empty where there is nothing to choose. */
  readonly organs: readonly Organ[];
  readonly errorOf: (field: string) => string | undefined;
  /** Grows when fields of a person were filled by something else than typing: what stands beside them looks again. */
  readonly refilled: number;
  readonly onRefilled: () => void;
};

const VisitFormContext = createContext<VisitFormShared | undefined>(undefined);
export const VisitFormProvider = VisitFormContext.Provider;

export function useVisitForm(): VisitFormShared {
  const shared = useContext(VisitFormContext);
  if (shared === undefined) throw new Error('a part of the form of a visit stands outside of it');
  return shared;
}
