import type { PlainDate } from '../../../contract/scalars.ts';
import { partsOf } from '../../../domain/calendar/plain-date.ts';
import { LARGE_GROUP_FROM } from '../../../domain/receptions/large-group.ts';
import type { VisitForm } from '../../../domain/receptions/visit-form.ts';
import { uncapitalised } from '../../../domain/text/format.ts';
import type { DemoCommune } from '../communes.ts';
import type { Chance } from '../invented/chance.ts';
import { interpreterOf, type Named, nameOf, type Sex } from '../invented/names.ts';

export type Person = NonNullable<VisitForm['people']>[number];

/** Of all visits, those of đoàn đông người. */
const GROUPS = 0.014;

export function headcount(chance: Chance): NonNullable<VisitForm['headcount']> {
  if (!chance.chance(GROUPS)) return { came: Number(chance.weighted({ 1: 80, 2: 14, 3: 6 })) };
  const came = chance.between(LARGE_GROUP_FROM, 18);
  return { came, representatives: came < 10 ? chance.between(1, 2) : chance.between(2, 5) };
}

/** Somebody of the commune, and the language that had to be interpreted for some. */
export function citizen(
  chance: Chance,
  commune: DemoCommune,
  day: PlainDate,
): { readonly person: Person; readonly interpreter: string | undefined } {
  const named = nameOf(chance);
  const village = chance.pick(commune.villages);
  const year = partsOf(day).year - chance.between(24, 82);
  const person: Person = {
    id: chance.uuid(Date.parse(day)),
    name: named.name,
    birth: { year },
    sex: named.sex,
    village,
    document: papers(chance, named, year, village.name),
  };
  return { person, interpreter: interpreterOf(chance, named) };
}

/** A number that is nobody's: no province has 000. Some have none and are vouched for, of a few it was not noted. */
function papers(chance: Chance, { sex }: Named, year: number, village: string): Person['document'] {
  const kind = chance.weighted({ number: 82, vouched: 10, unknown: 8 });
  if (kind === 'unknown') return undefined;
  if (kind === 'vouched') return { none: true, confirmedBy: `Trưởng ${uncapitalised(village)}` };
  return { number: `000${centuryAndSex(year, sex)}${String(year % 100).padStart(2, '0')}${digits(chance, 6)}` };
}

function centuryAndSex(year: number, sex: Sex): number {
  return (year < 2000 ? 0 : 2) + (sex === 'male' ? 0 : 1);
}

function digits(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => chance.below(10)).join('');
}
