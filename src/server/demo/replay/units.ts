import type { PlainDate } from '../../../contract/scalars.ts';
import type { Space } from '../../../contract/wire/session.ts';
import { PERIOD } from '../../../domain/statistics/published-figures.ts';
import type { Level } from '../invented/affair.ts';
import { type Chance, idOf } from '../invented/chance.ts';
import { nameOf, villageNames } from '../invented/names.ts';

/** A secretary of a party committee for a time. */
export type Chair = {
  readonly holding: string;
  readonly officialId: string;
  readonly name: string;
  readonly from: PlainDate;
  readonly to?: PlainDate;
};

export type Clerk = { readonly userId: string; readonly username: string; readonly name: string };

/** A historic unit with the people who work there. Everything about it is invented. */
export type PlannedUnit = {
  readonly space: Space;
  readonly level: Level;
  readonly villages: readonly { readonly id: string; readonly name: string }[];
  readonly chairs: readonly Chair[];
  /** One phone each. */
  readonly clerks: readonly Clerk[];
};

export const DISTRICTS = 10;
/** Communes of each district: about as many sessions for each as months. */
export const COMMUNES_PER_DISTRICT = 6;
const VILLAGES_PER_COMMUNE = 7;
/** Of so many communes, one has two phones. */
const SECOND_PHONE_EVERY = 3;
/** The congresses of the communes before the term 2020–2025: a new secretary took over in most. */
const CONGRESS = { commune: '2020-05-15', district: '2020-08-10', province: '2020-10-20' } as const;
/** Districts and these communes ended with June 2025. */
export const ABOLISHED = '2025-06-30';

/** The province's office and its historic units; `province` = the province's own space, which the server has made. */
export function planUnits(chance: Chance, province: Space): PlannedUnit[] {
  const districts = Array.from({ length: DISTRICTS }, (_, at) => district(at + 1, province));
  const communes = districts.flatMap((parent, at) =>
    Array.from({ length: COMMUNES_PER_DISTRICT }, (_, place) => commune(parent, at + 1, place + 1)),
  );
  return [province, ...districts, ...communes].map((space, at) =>
    peopled(chance, space, at, villagesOf(chance, space)),
  );
}

function district(number: number, province: Space): Space {
  const code = `H${String(number).padStart(2, '0')}`;
  return {
    id: idOf(code),
    code,
    kind: 'huyen',
    level: 'district',
    name: `Huyện ${number} (giả lập)`,
    parent: province.id,
  };
}

function commune(parent: Space, district: number, number: number): Space {
  const code = `${parent.code}X${String(number).padStart(2, '0')}`;
  return {
    id: idOf(code),
    code,
    kind: 'xa',
    level: 'commune',
    name: `Xã ${district}.${number} (giả lập)`,
    parent: parent.id,
  };
}

function villagesOf(chance: Chance, space: Space): PlannedUnit['villages'] {
  const count = space.level === 'commune' ? VILLAGES_PER_COMMUNE : 12;
  return villageNames(chance, count).map((name) => ({ id: idOf(`${space.code} ${name}`), name }));
}

function peopled(chance: Chance, space: Space, at: number, villages: PlannedUnit['villages']): PlannedUnit {
  const phones = space.level === 'commune' && at % SECOND_PHONE_EVERY === 0 ? 2 : 1;
  const clerks = Array.from({ length: phones }, (_, number) => ({
    userId: idOf(`${space.code} văn phòng ${number + 1}`),
    username: `vp${number + 1}.${space.level === 'province' ? 'tinh' : space.code.toLowerCase()}`,
    name: nameOf(chance).name,
  }));
  return { space, level: space.level, villages, chairs: chairsOf(chance, space), clerks };
}

/** One secretary until the congress and another after it; in some units the same throughout. */
function chairsOf(chance: Chance, space: Space): Chair[] {
  const stays = chance.chance(0.3);
  const change = CONGRESS[space.level];
  const terms: { from: PlainDate; to?: PlainDate }[] = stays
    ? [{ from: PERIOD.from }]
    : [{ from: PERIOD.from, to: change }, { from: change }];
  return terms.map((term, at) => ({
    ...term,
    holding: idOf(`${space.code} bí thư ${at}`),
    officialId: idOf(`${space.code} người ${at}`),
    name: nameOf(chance, chance.chance(0.8) ? { sex: 'male' } : {}).name,
  }));
}

/** Who was secretary on a day; on the day of the change the new one. */
export function chairOn(unit: PlannedUnit, day: PlainDate): Chair {
  const chair = unit.chairs.findLast(({ from }) => from <= day);
  if (chair === undefined) throw new RangeError(`no secretary of ${unit.space.name} on ${day}`);
  return chair;
}
