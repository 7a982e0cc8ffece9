import type { Organ } from '../../contract/records/codes.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import { unit } from '../../contract/records/unit.ts';
import type { Json, PlainDate } from '../../contract/scalars.ts';
import type { Space } from '../../contract/wire/session.ts';
import { PROTO } from '../../contract/wire/sync.ts';
import { dateAt } from '../../domain/calendar/plain-date.ts';
import type { AuthDeps } from '../auth/context.ts';
import { actorAt, readPolicy } from '../auth/profile.ts';
import { createUser } from '../auth/users.ts';
import { readClock } from '../storage/clock.ts';
import { createSpaces } from '../storage/spaces.ts';
import { push } from '../sync/push.ts';
import type { SyncDeps } from '../sync/sync-session.ts';
import { DEMO_ACCOUNTS, type DemoAccount } from './accounts.ts';
import { DEMO_COMMUNES, type DemoClerk, type DemoCommune, demoId } from './communes.ts';
import { historyFrom } from './history/commune-history.ts';
import { DEMO_PROVINCE, DEMO_PROVINCE_SPACE, DEMO_SPACES } from './units.ts';

/** What villages and units were called before they were merged: search finds them by these names too. */
const OLD_VILLAGE_NAMES: { readonly [village: string]: readonly string[] } = {
  'Xóm Bờ Suối': ['Nà Ví Dụ', 'Khuổi Giả'],
  'Xóm Chợ': ['Phố Cũ Thử'],
};
const OLD_UNIT_NAMES = ['Huyện Ví Dụ'];

type Seed = { readonly rid: string; readonly kind: string; readonly patch: { readonly [group: string]: Json } };

/** Fills a new demo: units, people, and the reference records that phones pull. Run again, it changes nothing. */
export async function seedDemo(auth: AuthDeps, sync: SyncDeps): Promise<void> {
  await createSpaces(auth.database, DEMO_PROVINCE, DEMO_SPACES);
  await auth.database.transaction(async (tx) => {
    for (const user of [...DEMO_ACCOUNTS, ...clerks()])
      await createUser(tx, DEMO_PROVINCE, { ...user, passwordHash: null });
  });
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
  const muts = seeds(historyFrom(dateAt(auth.ports.nowMs()))).map((seed, place) => ({
    mid: demoId(`mutation ${seed.rid}`),
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
    clientId: demoId('client'),
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

/** Who types in the communes: their names stand in the records; only those of the accounts are offered at the door. */
function clerks() {
  return DEMO_COMMUNES.flatMap(({ space, clerks: { committee, party } }) => [
    clerk(committee, space.id, 'committee'),
    clerk(party, space.id, 'party'),
  ]);
}

function clerk({ userId: id, username, name }: DemoClerk, space: string, organ: Organ) {
  return { id, username, name, memberships: [{ space, organ, role: 'commune_office' as const }] };
}

/** Units and officials, in force since the first day of the history. */
function seeds(since: PlainDate): readonly Seed[] {
  return [
    unitSeed(DEMO_PROVINCE_SPACE, since),
    ...DEMO_COMMUNES.flatMap((commune) => [unitSeed(commune.space, since, commune), ...holdingSeeds(commune, since)]),
  ];
}

function unitSeed({ id, code, kind, level, name, parent }: Space, since: PlainDate, commune?: DemoCommune): Seed {
  const patch: { [group: string]: Json } = { identity: { code, kind, level, name }, validity: { from: since } };
  if (parent !== undefined) patch.parent = { id: parent };
  if (commune !== undefined) patch.oldNames = OLD_UNIT_NAMES;
  for (const village of commune?.villages ?? []) {
    const element = `villages/${village.id}`;
    patch[`${element}/name`] = village.name;
    const before = OLD_VILLAGE_NAMES[village.name];
    if (before !== undefined) patch[`${element}/oldNames`] = before;
  }
  return { rid: id, kind: unit.kind, patch };
}

function holdingSeeds({ space, officials }: DemoCommune, since: PlainDate): Seed[] {
  return officials.flatMap(({ id, name, capacities }) =>
    capacities.map((capacity) => ({
      rid: demoId(`${space.id} ${name} ${capacity}`),
      kind: officeHolding.kind,
      patch: { unit: { id: space.id }, official: { id, name }, capacity, period: { from: since } },
    })),
  );
}
