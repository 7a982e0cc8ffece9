import { v7 } from 'uuid';
import { browserEnvironment, type Environment } from '../../../src/app/phone/environment.ts';
import { phoneGate } from '../../../src/app/phone/gate.ts';
import { openPhone } from '../../../src/app/phone/open-phone.ts';
import { type ClosedVault, openVault } from '../../../src/app/phone/open-vault.ts';
import { KINDS } from '../../../src/contract/records/registry.ts';
import { dateAt } from '../../../src/domain/calendar/plain-date.ts';
import type { Result } from '../../../src/domain/result.ts';
import type { Phone } from '../../../src/store/phone.ts';
import { type StoreDeps, type SummaryEntry, sealBody } from '../../../src/store/record-state.ts';
import type { MutationBody, OutboxRow, RecordState, RecRow } from '../../../src/store/rows.ts';
import { summaryEntry } from '../../../src/store/summary-entry.ts';
import type { NewRow } from '../../../src/store/tx.ts';
import { type Dek, deriveVaultKeys } from '../../../src/store/vault/keys.ts';
import { openWithPin } from '../../../src/store/vault/pin-slot.ts';
import { vaultSealer } from '../../../src/store/vault-sealer.ts';
import { chanceOf, visitCells, type Writer } from '../visits.ts';

export const PIN = '493816';
const KIND = 'reception-visit';
const BUCKET = 'unit-base:committee';
const CHUNK = 1000;

/** The browser's own world, but for a plug that can be pulled and a key derivation that costs no time. */
let online = true;
const env: Environment = {
  ...browserEnvironment({ version: 'bench', builtAtMs: 0 }),
  http: {
    ...browserEnvironment({ version: 'bench', builtAtMs: 0 }).http,
    fetch: (url, init) => (online ? fetch(url, init) : Promise.reject(new TypeError('the bench is offline'))),
  },
};

function successOf<T>(result: Result<T, { readonly tag: string }>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Enrols a phone through the real server, lets it pull what every phone holds, and locks it. */
export async function enrol(username: string): Promise<void> {
  const phone = await finished(username);
  await settled(phone);
  phone.lockNow();
}

async function finished(username: string, beforeOpening: () => void = () => undefined): Promise<Phone> {
  const gate = phoneGate(env);
  const code = successOf(await gate.demoCode(username));
  const enrolment = successOf(await gate.enrol({ username, code, deviceName: 'bench' }));
  beforeOpening();
  return successOf(await enrolment.finish({ passphrase: 'bốn từ của máy đo', pin: PIN })).phone;
}

/** `patient` = over a bad link: failures are no end, it is tried again. */
function settled(phone: Phone, isEnough: () => boolean = () => true, patient = false): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { phase, waiting, lastDoneAtMs, problem } = phone.sync.getSnapshot();
      if (problem !== undefined && !patient) reject(new Error(`the server refused: ${JSON.stringify(problem)}`));
      else if (phase === 'idle' && waiting === 0 && lastDoneAtMs !== undefined && isEnough()) resolve();
      else return;
      stop();
    };
    const stop = phone.sync.subscribe(look);
    look();
  });
}

export async function openedVault(): Promise<{ readonly vault: ClosedVault; readonly dek: Dek }> {
  const [user] = await phoneGate(env).users();
  if (user === undefined) throw new Error('no phone was enrolled here');
  const vault = successOf(await openVault(env, user.id));
  return { vault, dek: successOf(await openWithPin(vault.context, PIN)) };
}

/** The store of the phone of this browser, as the product's own parts use it. */
export async function openedStore(): Promise<{
  readonly deps: StoreDeps;
  readonly vault: ClosedVault;
  readonly writer: Writer;
}> {
  const { vault, dek } = await openedVault();
  const { identity, user } = vault.meta;
  const deps: StoreDeps = {
    port: vault.store,
    sealer: vaultSealer(await deriveVaultKeys(dek), identity.space, env.random),
    world: env.world,
    definitionOf: (kind) => KINDS[kind],
    summarize: summaryEntry,
  };
  return { deps, vault, writer: { userId: identity.user, name: user.name } };
}

/**
 * Puts visits on the phone, sealed as saves and pulls leave them: `waiting` to be sent, or settled with the server. So
 * many as `today` says are of today.
 */
export async function fill(visits: number, how: { readonly waiting: boolean; readonly today?: number }): Promise<void> {
  const { deps, vault, writer } = await openedStore();
  const chance = chanceOf(visits);
  const today = dateAt(Date.now());
  for (let from = 0; from < visits; from += CHUNK) {
    const made = await Promise.all(
      Array.from({ length: Math.min(CHUNK, visits - from) }, (_, i) => {
        const day = from + i < (how.today ?? 0) ? today : undefined;
        const cells = visitCells(chance, writer, day);
        return sealedVisit(deps, {
          space: vault.meta.identity.space,
          writer,
          rev: how.waiting ? 0 : from + i + 1,
          cells,
        });
      }),
    );
    const ct = await deps.sealer.seal(
      'summary',
      'chunk',
      made.map(({ entry }) => entry),
    );
    await deps.port.write(['rec', 'outbox', 'summary'], async (tx) => {
      await tx.put(
        'rec',
        made.map(({ rec }) => rec),
      );
      if (how.waiting)
        await tx.add(
          'outbox',
          made.map(({ row }) => row),
        );
      await tx.add('summary', [{ count: made.length, ct }]);
    });
  }
  vault.store.close();
}

type Made = { readonly rec: RecRow; readonly row: NewRow<'outbox'>; readonly entry: SummaryEntry };

async function sealedVisit(
  { sealer, summarize }: StoreDeps,
  visit: {
    readonly space: string;
    readonly writer: Writer;
    readonly rev: number;
    readonly cells: RecordState['cells'];
  },
): Promise<Made> {
  const { space, writer, rev, cells } = visit;
  const [rid, mid] = [v7(), v7()];
  const waiting = rev === 0;
  const sealed = await sealer.seal('rec', rid, { cells, conflicts: [] } satisfies RecordState);
  const body: MutationBody = {
    op: 'create',
    patch: cells,
    base: { rev: 0 },
    author: writer.userId,
    schemaVer: 1,
    hlc: '',
  };
  const row: Omit<OutboxRow, 'key'> = {
    mid,
    rid,
    kind: KIND,
    no: null,
    attempted: false,
    state: 'waiting',
    savedAtMs: Date.now(),
    ct: await sealBody(sealer, mid, body),
  };
  const rec: RecRow = {
    id: rid,
    space,
    kind: KIND,
    rev,
    schemaVer: 1,
    ver: 1,
    buckets: [BUCKET],
    pending: waiting ? 1 : 0,
    refused: 0,
    conflicts: 0,
    refetch: 0,
    shared: 0,
    shadow: waiting ? null : sealed,
    view: waiting ? sealed : null,
  };
  return { rec, row, entry: summarize(rid, KIND, { cells, conflicts: [] }) };
}

/** Opens the phone without a network, plugs it in, and waits until nothing waits any more; answers milliseconds. */
export async function send(how: { readonly patient?: boolean } = {}): Promise<number> {
  online = false;
  const { vault, dek } = await openedVault();
  const phone = successOf(await openPhone(env, vault, dek));
  await idle();
  online = true;
  const startedMs = performance.now();
  phone.sync.sendNow();
  await settled(phone, undefined, how.patient);
  const ms = performance.now() - startedMs;
  const refused = phone.sync.getSnapshot().refused;
  phone.lockNow();
  if (refused > 0) throw new Error(`${refused} visits were refused`);
  return ms;
}

/** Enrols an empty phone, plugs it in, and waits until it holds so many visits and has come to its end. */
export async function pull(username: string, visits: number): Promise<number> {
  const phone = await finished(username, () => {
    online = false;
  });
  await idle();
  online = true;
  const startedMs = performance.now();
  phone.sync.sendNow();
  const held = () => phone.summary.getSnapshot().newestFirst.filter(({ kind }) => kind === KIND).length;
  await settled(phone, () => held() >= visits);
  const ms = performance.now() - startedMs;
  phone.lockNow();
  return ms;
}

/** What a phone does when it has nothing to do is over. */
async function idle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1500));
}
