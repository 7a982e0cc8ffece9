import { v5 as uuidV5 } from 'uuid';
import type { Capacity } from '../../contract/records/codes.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import { unit } from '../../contract/records/unit.ts';
import type { Json } from '../../contract/scalars.ts';
import { PROTO } from '../../contract/wire/sync.ts';
import type { AuthDeps } from '../auth/context.ts';
import { actorAt, readPolicy } from '../auth/profile.ts';
import { createUser } from '../auth/users.ts';
import { readClock } from '../storage/clock.ts';
import { createSpaces } from '../storage/spaces.ts';
import { push } from '../sync/push.ts';
import type { SyncDeps } from '../sync/sync-session.ts';
import { DEMO_ACCOUNTS, type DemoAccount } from './accounts.ts';
import { DEMO_PROVINCE, DEMO_SPACES } from './units.ts';

const NAMES = '0d0c0000-0000-5000-8000-000000000000';
const VILLAGES = ['Xóm Trên', 'Xóm Giữa', 'Xóm Dưới', 'Xóm Bờ Suối', 'Xóm Đầu Cầu', 'Xóm Chợ'];
/** What villages and units were called before they were merged: search finds them by these names too. */
const OLD_VILLAGE_NAMES: { readonly [village: string]: readonly string[] } = {
  'Xóm Bờ Suối': ['Nà Ví Dụ', 'Khuổi Giả'],
  'Xóm Chợ': ['Phố Cũ Thử'],
};
const OLD_UNIT_NAMES = ['Huyện Ví Dụ'];

/** Officials of every invented commune; the same few invented names, told apart by their unit. */
const OFFICIALS: readonly (readonly [name: string, capacities: readonly Capacity[]])[] = [
  ['Nguyễn Văn Bí Thư', ['party_secretary', 'council_standing']],
  ['Triệu Văn Ví Dụ', ['committee_chair']],
  ['Hoàng Thị Phó', ['committee_vice_chair']],
  ['Nông Thị Mẫu', ['assigned_officer']],
];

type Seed = { readonly rid: string; readonly kind: string; readonly patch: { readonly [group: string]: Json } };

/** Fills a new demo: units, people, and the reference records that phones pull. Run again, it changes nothing. */
export async function seedDemo(auth: AuthDeps, sync: SyncDeps): Promise<void> {
  await createSpaces(auth.database, DEMO_PROVINCE, DEMO_SPACES);
  for (const account of DEMO_ACCOUNTS)
    await auth.database.transaction((tx) => createUser(tx, DEMO_PROVINCE, { ...account, passwordHash: null }));
  const admin = DEMO_ACCOUNTS.find(({ memberships }) => memberships.some(({ role }) => role === 'province_admin'));
  const clock = await readClock(auth.database, DEMO_PROVINCE);
  // Reference records come with the first start only: an administrator's edit is never overwritten.
  if (admin === undefined || clock === undefined || clock.head.seq > 0) return;
  await pushSeeds(auth, sync, admin, clock.epoch);
}

async function pushSeeds(auth: AuthDeps, sync: SyncDeps, admin: DemoAccount, epoch: string): Promise<void> {
  const policy = await readPolicy(auth.database, DEMO_PROVINCE);
  const actor = actorAt(auth, admin, admin.memberships, policy);
  const session = { actor, standing: 'active' as const, deviceId: null, spaces: [DEMO_PROVINCE] };
  const muts = DEMO_SPACES.flatMap((space) => [unitSeed(space), ...holdingSeeds(space)]).map((seed, place) => ({
    mid: uuidV5(`mutation ${seed.rid}`, NAMES),
    no: place + 1,
    op: 'create',
    base: { rev: 0 },
    schemaVer: 1,
    hlc: '',
    author: admin.id,
    ...seed,
  }));
  const answer = await push(sync, session, {
    proto: PROTO.max,
    appVer: sync.serverVer,
    clientId: uuidV5('client', NAMES),
    space: DEMO_PROVINCE,
    epoch,
    seen: { seq: 0, hash: '' },
    cursorOf: {},
    now: auth.ports.nowMs(),
    muts,
  });
  if (!answer.ok || answer.value.results.some(({ st }) => st !== 'applied'))
    throw new Error(`the demo's reference records were refused: ${JSON.stringify(answer).slice(0, 400)}`);
}

function unitSeed(space: (typeof DEMO_SPACES)[number]): Seed {
  const { id, code, kind, level, name, parent } = space;
  const patch: { [group: string]: Json } = { identity: { code, kind, level, name }, validity: { from: '2025-07-01' } };
  if (parent !== undefined) patch.parent = { id: parent };
  if (level === 'commune') {
    patch.oldNames = OLD_UNIT_NAMES;
    for (const village of VILLAGES) {
      const element = `villages/${uuidV5(`${id} ${village}`, NAMES)}`;
      patch[`${element}/name`] = village;
      const before = OLD_VILLAGE_NAMES[village];
      if (before !== undefined) patch[`${element}/oldNames`] = before;
    }
  }
  return { rid: id, kind: unit.kind, patch };
}

function holdingSeeds(space: (typeof DEMO_SPACES)[number]): Seed[] {
  if (space.level !== 'commune') return [];
  return OFFICIALS.flatMap(([name, capacities]) =>
    capacities.map((capacity) => ({
      rid: uuidV5(`${space.id} ${name} ${capacity}`, NAMES),
      kind: officeHolding.kind,
      patch: {
        unit: { id: space.id },
        official: { id: uuidV5(`${space.id} ${name}`, NAMES), name },
        capacity,
        period: { from: '2025-07-01' },
      },
    })),
  );
}
