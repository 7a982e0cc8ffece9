import { Organ } from '../../contract/records/codes.ts';
import { activeMemberships } from '../../domain/permissions/actor.ts';
import { may, type Place } from '../../domain/permissions/may.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenPhoneProblem } from '../../store/phone-gate.ts';
import type { SummaryEntry } from '../../store/record-state.ts';
import { RecordStore } from '../../store/record-store.ts';
import { type Unsent, unsentOf } from '../../store/unsent.ts';
import { type Dek, deriveVaultKeys, forgetDek } from '../../store/vault/keys.ts';
import { dutyFigures } from '../net/duty-figures.ts';
import { referenceDesk } from '../net/reference-desk.ts';
import { sessionAsk } from '../net/session-ask.ts';
import type { Environment } from './environment.ts';
import { removeFromPhone, signOut, wipe } from './leave.ts';
import type { ClosedVault } from './open-vault.ts';
import { openCore, type PhoneCore } from './phone-core.ts';
import { type PhoneLock, phoneLock } from './phone-lock.ts';
import { unitOf } from './phone-profile.ts';
import { phoneRecords, readOnly } from './phone-records.ts';
import { type PhoneSync, startSync } from './phone-sync.ts';
import { phoneSecrets } from './secrets.ts';

/** Opens the phone of a user whose data key is open, and forgets that key. Nothing runs when this fails. */
export async function openPhone(
  env: Environment,
  vault: ClosedVault,
  dek: Dek,
): Promise<Result<Phone, OpenPhoneProblem>> {
  const keys = await deriveVaultKeys(dek);
  forgetDek(dek);
  const opened = await openCore(env, vault, keys);
  if (!opened.ok) return opened;
  const core = opened.value;
  const lockNow = (): void => lock.signOut();
  const sync = startSync(core, () => void wipe(core, lockNow).catch(core.onCrash));
  const lock: PhoneLock = phoneLock(env, core.vault, () => {
    sync.end();
    core.port.end();
  });
  // The greeting's order; what it costs must not delay the first screen.
  void env.directory.put({ ...core.meta.user, lastOpenedAtMs: env.world.nowMs() }).catch(core.onCrash);
  return ok({ ...face(core, sync, lock), ...backup(core, sync, lock) });
}

type Backup = Pick<Phone, 'exportBackup' | 'restoreBackup' | 'signOut' | 'removeFromPhone' | 'lockNow'>;

/** The ways off this phone. */
function backup(core: PhoneCore, sync: PhoneSync, lock: PhoneLock): Backup {
  let exported: Unsent | undefined;
  return {
    exportBackup: async (passphrase) => {
      const { exportBackup } = await import('./export-backup.ts');
      const before = await unsentOf(core.port);
      const file = await exportBackup(core, passphrase);
      if (file.ok) exported = before;
      return file;
    },
    restoreBackup: async (file, passphrase) => {
      const { restoreBackup } = await import('./restore-backup.ts');
      const restored = await restoreBackup(core, file, passphrase);
      if (restored.ok) {
        await sync.onChanged([]);
        sync.loop.trigger('save');
      }
      return restored;
    },
    lockNow: lock.signOut,
    signOut: () => signOut(core, sync, lock.signOut),
    removeFromPhone: (typed) => removeFromPhone(core, sync, { typed, exported }, lock.signOut),
  };
}

function demoWordsOf({ env, name, profile }: PhoneCore): Pick<Phone, 'demoWords'> {
  const demoWords = profile.getSnapshot().demo ? env.demoWords?.(name) : undefined;
  return demoWords === undefined ? {} : { demoWords };
}

function face(core: PhoneCore, sync: PhoneSync, lock: PhoneLock): Omit<Phone, keyof Backup> {
  const { env, meta, profile, time } = core;
  const { space } = meta.identity;
  const { user, provinceSpace } = profile.getSnapshot();
  const ask = sessionAsk(env.http, sync.session);
  const place: Place = { space, provinceSpace };
  return {
    ...(core.demoNetwork === undefined ? {} : { demoNetwork: core.demoNetwork }),
    ...demoWordsOf(core),
    profile,
    unit: unitOf(profile.getSnapshot(), space) ?? unknownUnit(space),
    place,
    actor: core.actor,
    organs: () => organsOf(core, place),
    recordedBy: { userId: user.id, name: user.name },
    records: phoneRecords(
      core.withdrawn ? readOnly(new RecordStore(core.deps)) : new RecordStore(core.deps),
      { userId: user.id, space, hlc: time.hlc },
      whenWritten(core, sync),
      { summary: core.summary, randomBytes: env.random },
    ),
    summary: core.summary,
    sync: {
      getSnapshot: sync.loop.getSnapshot,
      subscribe: sync.loop.subscribe,
      sendNow: () => sync.loop.trigger('button'),
    },
    desk: referenceDesk(ask, env.world.newId),
    dutyFigures: dutyFigures(ask),
    lock,
    storeLoss: core.loss,
    withdrawn: core.withdrawn,
    today: time.today,
    nowMs: env.world.nowMs,
    newId: env.world.newId,
    holdDraft: (formId) => env.holdName(`${core.name}/draft/${formId}`),
    randomBytes: env.random,
    hlc: time.hlc,
    ...phoneSecrets(core.vault, env.passkeys, meta.user.name),
    storage: () => storageOf(env),
    protectStorage: env.storage.persist,
  };
}

/** After every write: lists, counts, other tabs, sending; and once, that the browser should not evict what is here. */
function whenWritten(
  { env, onCrash }: PhoneCore,
  { loop, onChanged }: PhoneSync,
): (entries: readonly SummaryEntry[]) => void {
  let asked = false;
  return (entries) => {
    void onChanged(entries);
    loop.trigger('save');
    if (asked) return;
    asked = true;
    void env.storage.persist().catch(onCrash);
  };
}

function organsOf({ actor }: PhoneCore, place: Place): readonly Organ[] {
  const who = actor();
  const here = activeMemberships(who).filter((membership) => membership.space === place.space);
  // In one order whatever the server's: who works for several is asked, and finds each where it was.
  return Organ.options.filter(
    (organ) => here.some((membership) => membership.organ === organ) && may(who, 'visit.create', { ...place, organ }),
  );
}

/** A profile without its own unit is a server's mistake; the phone still opens, and what is on it can be read. */
function unknownUnit(space: string): Phone['unit'] {
  return { id: space, code: '', kind: 'xa', level: 'commune', name: '' };
}

async function storageOf({ storage }: Environment): ReturnType<Phone['storage']> {
  const [persisted, { usage, quota }] = await Promise.all([storage.persisted(), storage.estimate()]);
  return { persisted, usedBytes: usage, quotaBytes: quota };
}
