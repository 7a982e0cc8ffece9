import { LIMITS } from '../../contract/limits.ts';
import type { SummarySnapshot } from '../../store/phone.ts';
import { queueCounts } from '../../store/queue-counts.ts';
import type { SummaryEntry } from '../../store/record-state.ts';
import { renewSummary } from '../../store/renew-summary.ts';
import { LeaseLostError, SyncStore } from '../../store/sync-store.ts';
import { SyncEngine } from '../../sync/engine.ts';
import { SyncLoop } from '../../sync/loop.ts';
import { type DeviceSession, deviceSession } from '../net/device-session.ts';
import { httpNet } from '../net/http-net.ts';
import type { PhoneCore } from './phone-core.ts';
import { feedsOf, keepProfile } from './phone-profile.ts';

/** The most of one request; on a bad line rule 25 makes it smaller. */
const SIZES = { rows: LIMITS.pushMutations, bytes: 1024 * 1024, page: LIMITS.pageRows } as const;

/** What runs behind an open phone. */
export type PhoneSync = {
  readonly loop: SyncLoop;
  readonly session: DeviceSession;
  /** Something durable has changed in these records, by this tab: lists, counts and other tabs look again. */
  readonly onChanged: (entries: readonly SummaryEntry[]) => Promise<void>;
  readonly end: () => void;
};

/** Starts the engine and its loop. `onWipe`: the server asks, by its signature, to remove everything. */
export function startSync(core: PhoneCore, onWipe: () => void): PhoneSync {
  const { env, name, port, summary, onCrash, time } = core;
  const store = new SyncStore(core.deps, core.meta.identity.space);
  const session = sessionOf(core, onWipe);
  const loop: SyncLoop = new SyncLoop({
    cycle: () => engine.cycle(),
    clock: env.loopClock,
    counts: async () => ({ ...(await queueCounts(port)), conflicts: undecidedIn(summary.getSnapshot()) }),
    onCrash,
    onDone: upkeep(core, store),
    lastDoneAtMs: time.lastDoneAtMs,
  });
  const reread = async (): Promise<void> => {
    await summary.refresh().catch(onCrash);
    await loop.recount();
  };
  const channel = env.channel(name, () => void reread());
  const engine = engineOf(core, store, session, loop, channel.tell);
  const onChanged = async (entries: readonly SummaryEntry[]): Promise<void> => {
    channel.tell();
    if (entries.length === 0) return reread();
    summary.apply(entries);
    await loop.recount();
  };
  store.onEntries = (entries) => void onChanged(entries);
  const stops = [
    env.page.onOnline(() => loop.trigger('online')),
    env.page.onVisibility((visible) => {
      if (visible) loop.trigger('visible');
    }),
    env.page.whenIdle(() => void tidySummary(core, channel.tell).catch(onCrash)),
  ];
  void loop.run();
  const end = (): void => {
    for (const stop of stops) stop();
    loop.end();
    channel.close();
  };
  return { loop, session, onChanged, end };
}

/** What another build has made is made anew first; a withdrawn phone is only read. */
async function tidySummary({ env, deps, summary, withdrawn }: PhoneCore, tell: () => void): Promise<void> {
  const { version, builtAtMs } = env.build;
  const pause = () => new Promise<void>((resolve) => env.page.whenIdle(resolve));
  await summary.refresh();
  if (!withdrawn && (await renewSummary(deps, summary, `${version} ${builtAtMs}`, pause))) tell();
  await summary.compactIfWorthIt();
}

function sessionOf(core: PhoneCore, onWipe: () => void): DeviceSession {
  const { env, meta, profile, onCrash } = core;
  return deviceSession(
    env.http,
    { certificate: meta.certificate, deviceKey: core.deviceKey, serverKey: meta.serverKey },
    env.sessionMark,
    {
      onProfile: (next) => {
        const before = profile.getSnapshot();
        profile.set(next);
        void keepProfile(env, { ...core.deps, meta, vault: core.vault }, before, next).catch(onCrash);
      },
      onRevoked: ({ body }) => {
        if (body.wipe) onWipe();
      },
    },
  );
}

function engineOf(
  core: PhoneCore,
  store: SyncStore,
  session: DeviceSession,
  loop: SyncLoop,
  onAcknowledged: () => void,
): SyncEngine {
  const { env, time } = core;
  const { space } = core.meta.identity;
  return new SyncEngine({
    store,
    net: httpNet(env.http, session, time.onServerTime),
    lock: env.lock(`${core.name}/sync`),
    nowMs: env.world.nowMs,
    appVer: env.build.version,
    space,
    feeds: () => feedsOf(core.actor(), space, core.profile.getSnapshot().provinceSpace),
    sizes: SIZES,
    wantsDigest: loop.wantsDigest,
    onProgress: (progress) => {
      loop.progress(progress);
      onAcknowledged();
    },
    onDivergence: (feed, records) => env.report(new Error(`${records} records of ${feed.bucket} differed`)),
  });
}

/** After each complete cycle; what is 45 days old goes once per opening. */
function upkeep({ time }: PhoneCore, store: SyncStore): () => Promise<void> {
  let forgotten = false;
  return async () => {
    await time.onDone();
    const serverMs = time.serverMs();
    if (forgotten || serverMs === undefined) return;
    try {
      await store.forgetOldSent(serverMs);
      forgotten = true;
    } catch (error) {
      if (!(error instanceof LeaseLostError)) throw error;
    }
  };
}

function undecidedIn({ newestFirst }: SummarySnapshot): number {
  let count = 0;
  for (const { undecided } of newestFirst) if (undecided) count += 1;
  return count;
}
