import { v5 as uuidV5 } from 'uuid';
import type { Capacity, Organ } from '../../contract/records/codes.ts';
import type { Space } from '../../contract/wire/session.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { Chance } from './invented/chance.ts';
import { nameOf, villageNames } from './invented/names.ts';
import { DEMO_SPACES } from './units.ts';

/** Ids of what has a name in the demo: the same name is the same id at every start. */
const NAMES = '0d0c0000-0000-5000-8000-000000000000';

export function demoId(name: string): string {
  return uuidV5(name, NAMES);
}

export type DemoOfficial = { readonly id: string; readonly name: string; readonly capacities: readonly Capacity[] };
export type DemoClerk = { readonly userId: string; readonly username: string; readonly name: string };

/**
 * How a commune works: what its history is made from. `chair`, `secretary`: of the duty days asked for, the share that
 * is held; `visits`: how many come to a session, on average; `regular`: who come outside of sessions, in a month;
 * `silentDays`: for so long its phones have not been in contact.
 */
export type Habit = {
  readonly chair: number;
  readonly secretary: number;
  readonly visits: number;
  readonly regular: number;
  readonly silentDays: number;
};

/** An invented commune with its people. */
export type DemoCommune = {
  readonly place: number;
  readonly space: Space;
  readonly villages: readonly { readonly id: string; readonly name: string }[];
  readonly officials: readonly DemoOfficial[];
  /** Who types for each organ. */
  readonly clerks: { readonly [O in Extract<Organ, 'committee' | 'party'>]: DemoClerk };
  readonly habit: Habit;
};

const HABITS: readonly Habit[] = [
  { chair: 0.94, secretary: 0.96, visits: 1.9, regular: 7, silentDays: 0 },
  { chair: 1, secretary: 1, visits: 2.1, regular: 8, silentDays: 0 },
  { chair: 0.9, secretary: 0.92, visits: 1.6, regular: 5, silentDays: 0 },
  { chair: 0.34, secretary: 0.5, visits: 1.1, regular: 3, silentDays: 1 },
  { chair: 0.88, secretary: 0.95, visits: 1.5, regular: 4, silentDays: 2 },
  { chair: 0.8, secretary: 0.86, visits: 1.3, regular: 3, silentDays: 9 },
  { chair: 0.92, secretary: 0.9, visits: 1.7, regular: 5, silentDays: 0 },
  { chair: 0.9, secretary: 0.42, visits: 1.4, regular: 4, silentDays: 1 },
  { chair: 0.62, secretary: 0.7, visits: 1.2, regular: 3, silentDays: 4 },
  { chair: 0.9, secretary: 0.94, visits: 1.3, regular: 3, silentDays: 0 },
  { chair: 0.96, secretary: 0.92, visits: 2.6, regular: 12, silentDays: 0 },
  { chair: 0.98, secretary: 0.98, visits: 2.3, regular: 10, silentDays: 0 },
];

const FIRST_VILLAGES = ['Xóm Trên', 'Xóm Giữa', 'Xóm Dưới', 'Xóm Bờ Suối', 'Xóm Đầu Cầu', 'Xóm Chợ'];
/** Of the commune that everybody opens first: names that say of themselves that they are invented. */
const FIRST_OFFICIALS: readonly (readonly [name: string, capacities: readonly Capacity[]])[] = [
  ['Nguyễn Văn Bí Thư', ['party_secretary', 'council_standing']],
  ['Triệu Văn Ví Dụ', ['committee_chair']],
  ['Hoàng Thị Phó', ['committee_vice_chair']],
  ['Nông Thị Mẫu', ['assigned_officer']],
];
const POSTS: readonly (readonly Capacity[])[] = FIRST_OFFICIALS.map(([, capacities]) => capacities);

/** Clerks whom the door offers are those of the accounts. */
const OFFERED_CLERKS: readonly (readonly [place: number, organ: Organ, username: string])[] = [
  [1, 'committee', 'vanphong.suoimau'],
  [1, 'party', 'danguy.suoimau'],
  [2, 'committee', 'vanphong.deogio'],
];

/** The dozen, in the order of their places. */
export const DEMO_COMMUNES: readonly DemoCommune[] = DEMO_SPACES.filter(({ level }) => level === 'commune').map(
  (space, at) => commune(space, at + 1),
);

function commune(space: Space, place: number): DemoCommune {
  const chance = new Chance(7_000 + place);
  return {
    place,
    space,
    villages: villagesOf(chance, space, place).map((name) => ({ id: demoId(`${space.id} ${name}`), name })),
    officials: officialsOf(chance, place).map(([name, capacities]) => ({
      id: demoId(`${space.id} ${name}`),
      name,
      capacities,
    })),
    clerks: { committee: clerkOf(chance, space, place, 'committee'), party: clerkOf(chance, space, place, 'party') },
    habit: HABITS[place - 1] as Habit,
  };
}

function villagesOf(chance: Chance, space: Space, place: number): readonly string[] {
  if (place === 1) return FIRST_VILLAGES;
  if (space.kind === 'phuong') return Array.from({ length: 8 }, (_, at) => `Tổ dân phố ${at + 1}`);
  return villageNames(chance, 7);
}

function officialsOf(chance: Chance, place: number): readonly (readonly [string, readonly Capacity[]])[] {
  if (place === 1) return FIRST_OFFICIALS;
  return POSTS.map((capacities) => [nameOf(chance).name, capacities] as const);
}

function clerkOf(chance: Chance, space: Space, place: number, organ: 'committee' | 'party'): DemoClerk {
  const invented = nameOf(chance, { sex: 'female' }).name;
  const known = DEMO_ACCOUNTS.find(
    ({ username }) => username === OFFERED_CLERKS.find((row) => row[0] === place && row[1] === organ)?.[2],
  );
  if (known !== undefined) return { userId: known.id, username: known.username, name: known.name };
  const username = `${organ === 'party' ? 'danguy' : 'vanphong'}.${space.code.toLowerCase()}`;
  return { userId: demoId(`clerk ${username}`), username, name: invented };
}
