import { v5 } from 'uuid';
import { DELETED } from '../../contract/records/kind.ts';
import { unit } from '../../contract/records/unit.ts';
import type { KnownUnits } from '../../contract/wire/administration.ts';
import type { Space } from '../../contract/wire/session.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { newUnit } from '../../domain/reference/units.ts';
import { ok } from '../../domain/result.ts';
import { type AuthDeps, randomUuid } from '../auth/context.ts';
import { lockClock } from '../storage/clock.ts';
import type { Sql } from '../storage/database.ts';
import { loadRecords, type StoredRecord } from '../storage/slice.ts';
import { listSpaces } from '../storage/spaces.ts';
import { applyUnnumbered, storeUnnumbered } from '../sync/apply-unnumbered.ts';
import { parseBatch } from '../sync/parse-batch.ts';
import { type Answer, refuse, type SyncDeps, type SyncSession } from '../sync/sync-session.ts';
import { CAO_BANG, type KnownUnit } from './cao-bang-units.ts';
import { spaceFollows } from './space-of-unit.ts';

// Namespace of name-based ids: two administrators who take the list over at once make each unit once.
const NAMESPACE = '3f9f0a5e-7c1d-4b55-8f6b-2d1a0e6c4b93';

/** The list, with what of it is there already. Not in the demo: nothing invented is ever said of a real unit. */
export async function knownUnits({
  database,
  root,
  demo,
}: Pick<AuthDeps, 'database' | 'root' | 'demo'>): Promise<Answer<KnownUnits>> {
  if (demo) return refuse('notFound');
  const { title, from, source, units } = CAO_BANG;
  const codes = await codesThere(database, root);
  return ok({ title, from, source, units: units.map((one) => ({ ...one, present: codes.has(one.code) })) });
}

/** Adds those that are not there: each a space and a record, in one transaction. Again, it adds nothing. */
export async function addKnownUnits(
  { demo, ...auth }: AuthDeps,
  sync: SyncDeps,
  session: SyncSession,
): Promise<Answer<{ readonly added: number }>> {
  if (demo) return refuse('notFound');
  const { root } = sync;
  return auth.database.transaction(async (tx) => {
    const clock = await lockClock(tx, root);
    if (clock === undefined) return refuse('notFound');
    const spaces = await listSpaces(tx, root);
    const codes = await codesThere(tx, root);
    const missing = CAO_BANG.units.filter(({ code }) => !codes.has(code));
    if (missing.length === 0) return ok({ added: 0 });
    const wanted = missing.map((one) => ({ one, rid: spaceIdOf(one, spaces) }));
    const records = await loadRecords(
      tx,
      root,
      wanted.map(({ rid }) => rid),
    );
    const { userId } = session.actor;
    const items = parseBatch(
      wanted.map(({ one, rid }, at) => ({
        mid: randomUuid({ ports: sync.ports }),
        no: at + 1,
        rid,
        kind: unit.kind,
        ...changeFor(one, records.get(rid), root),
        schemaVer: unit.version,
        hlc: '',
        author: userId,
      })),
      userId,
    );
    const batch = { space: root, clientId: null, deviceId: session.deviceId, clock, records, items };
    const effect = applyUnnumbered(sync, session.actor, batch);
    if (effect.results.some(({ st }) => st !== 'applied')) return refuse('forbidden');
    await storeUnnumbered(tx, sync, session.actor, batch, effect);
    for (const record of effect.records.values()) await spaceFollows(tx, root, record);
    return ok({ added: missing.length });
  });
}

/** A unit that was added by hand keeps its space. */
function spaceIdOf({ code }: KnownUnit, spaces: readonly Space[]): string {
  return spaces.find((space) => space.code === code)?.id ?? v5(code, NAMESPACE);
}

function changeFor(one: KnownUnit, present: StoredRecord | undefined, root: string) {
  const cells = newUnit(one, root, CAO_BANG.from);
  if (present === undefined) return { op: 'create', base: { rev: 0 }, patch: cells };
  return { op: 'restore', base: { rev: present.rev }, patch: { ...cells, [DELETED]: null } };
}

/** The codes of units that have a record and have not been deleted. */
async function codesThere(sql: Sql, root: string): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ cells: StoredRecord['cells'] }>(
    'select cells from record where space_id = $1 and kind = $2',
    [root, unit.kind],
  );
  const living = rows.filter(({ cells }) => !isDeleted(cells));
  return new Set(living.flatMap(({ cells }) => (cells.identity as { readonly code?: string } | null)?.code ?? []));
}
