import type { PlainDate } from '../../contract/scalars.ts';
import type { DemoProgress } from '../../contract/wire/administration.ts';
import { addDays, dateAt } from '../../domain/calendar/plain-date.ts';
import type { AuthDeps } from '../auth/context.ts';
import { readSetting, settleSetting, writeSetting } from '../storage/settings.ts';
import { createSpaces } from '../storage/spaces.ts';
import type { SyncDeps } from '../sync/sync-session.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { DEMO_COMMUNES, type DemoCommune } from './communes.ts';
import { type Feed, type FeedItem, type Pace, pushFeed } from './feed.ts';
import { communeHistory, HISTORY_VERSION, historyFrom } from './history/commune-history.ts';
import type { HistoryEvent, HistoryOrgan } from './history/events.ts';
import { ruleItems } from './history/rule-items.ts';
import { unitFeed, unitItems } from './replay/feeds.ts';
import { beginPlan } from './replay/make-plan.ts';
import { settledFeed, todaysFeeds } from './today.ts';
import { DEMO_PROVINCE_SPACE } from './units.ts';

/** What is kept from start to start: when the demo was begun, and on which days it was started. */
type Begun = { readonly version: number; readonly startedOn: PlainDate; readonly days: readonly PlainDate[] };
const BEGUN = 'demo.world';
const REPLAYED = 'demo.replay';

/** Before the server listens nobody waits but whoever started it; afterwards requests come first. */
const AT_START = 250;
const BEHIND = 25;
const REST_MS = 12;

/** Nobody types at three in the morning: contact some hours ago, at another hour in each commune. */
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

export type WorldNews = (line: string) => void;

/**
 * The demo's invented world, relative to the day of the first start: two years of a dozen communes, and the published
 * figures of 2019–2024 as the replay makes them. The commune that everybody opens is ready before the server listens;
 * the rest follows behind, in small batches, goes on after a stop, and nothing comes twice (ids and numbers are fixed).
 */
export class DemoWorld {
  readonly #auth: AuthDeps;
  readonly #sync: SyncDeps;
  readonly #begun: Begun;
  readonly #today: PlainDate;
  readonly #nowMs: number;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();
  #history = { done: 0, total: DEMO_COMMUNES.length };
  #replay = { done: 0, total: 0 };

  private constructor(auth: AuthDeps, sync: SyncDeps, begun: Begun) {
    this.#auth = auth;
    this.#sync = sync;
    this.#begun = begun;
    this.#nowMs = auth.ports.nowMs();
    this.#today = dateAt(this.#nowMs);
  }

  /** Fills what the first screens show, and adds today. */
  static async open(auth: AuthDeps, sync: SyncDeps): Promise<DemoWorld> {
    const today = dateAt(auth.ports.nowMs());
    const begun = await begunOn(auth, today);
    const world = new DemoWorld(auth, sync, begun);
    const [first] = DEMO_COMMUNES;
    if (first === undefined) return world;
    const pace: Pace = { batch: AT_START, rest: async () => true };
    await pushFeed(sync, world.#administrators('duty rules', ruleItems(historyFrom(begun.startedOn))), pace);
    await world.#fill(first, pace);
    const moment = { today, nowMs: auth.ports.nowMs(), first: begun.startedOn === today };
    for (const day of begun.days) if (day < today) await pushFeed(sync, settledFeed(first, day, moment.nowMs), pace);
    for (const feed of todaysFeeds(first, moment)) await pushFeed(sync, feed, pace);
    return world;
  }

  /** Goes on behind the running server. `say` gets a line when it begins to wait for something and when all is there. */
  run(say: WorldNews): void {
    this.#running = this.#goOn(say).catch((error: unknown) => {
      say(`Không nạp tiếp được số liệu giả lập: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  progress(): DemoProgress {
    return { history: { ...this.#history }, replay: { ...this.#replay } };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #goOn(say: WorldNews): Promise<void> {
    const replayed = (await readSetting<boolean>(this.#auth.database, this.#auth.root, REPLAYED)) === true;
    const beganMs = Date.now();
    if (!replayed)
      say('Đang nạp số liệu giả lập ở phía sau: 24 tháng của 12 xã, phát lại 2019–2024. Cứ dùng bình thường.');
    const pace: Pace = { batch: BEHIND, rest: () => this.#rest() };
    for (const commune of DEMO_COMMUNES.slice(1)) if (!(await this.#fill(commune, pace))) return;
    if (!(await this.#replayAll(replayed, pace))) return;
    if (!replayed) say(`Đã nạp xong số liệu giả lập sau ${Math.round((Date.now() - beganMs) / 1000)} giây.`);
  }

  /** Whether to go on; requests get their turn meanwhile. */
  async #rest(): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    return !this.#stopped;
  }

  /** A commune's history up to yesterday, or to its last contact. */
  async #fill(commune: DemoCommune, pace: Pace): Promise<boolean> {
    const { version, startedOn, days } = this.#begun;
    // Another version's history has other records for the same days.
    if (version === HISTORY_VERSION && this.#today >= startedOn) {
      const before = addDays(this.#today, -commune.habit.silentDays);
      // The days of the first commune on which somebody looked in are `today.ts`'s.
      const without = commune.place === 1 ? days : [];
      const events = communeHistory(commune, { from: historyFrom(startedOn), startedOn, before, without });
      for (const feed of this.#feeds(commune, events)) if (!(await pushFeed(this.#sync, feed, pace))) return false;
    }
    this.#history.done += 1;
    return true;
  }

  #feeds(commune: DemoCommune, events: readonly HistoryEvent[]): readonly Feed[] {
    const { space, clerks, place, habit } = commune;
    const hoursAgo = ((place * 37) % 70) / 10 + 0.3;
    const contactMs = this.#nowMs - habit.silentDays * DAY_MS - hoursAgo * HOUR_MS;
    return (['committee', 'party'] as const).map((organ: HistoryOrgan) => ({
      name: `history ${space.id} ${organ}`,
      space: space.id,
      author: {
        userId: clerks[organ].userId,
        memberships: [{ space: space.id, organ, role: 'commune_office' }],
      },
      items: events
        .filter((event) => event.organ === organ)
        .map(({ organ: _organ, day: _day, ...item }) =>
          item.op === 'patch' ? { ...item, step: 'notice', gently: true } : item,
        ),
      contactMs,
    }));
  }

  async #replayAll(replayed: boolean, pace: Pace): Promise<boolean> {
    const { database, root } = this.#auth;
    if (replayed) {
      this.#replay = { done: 1, total: 1 };
      return true;
    }
    const { units, sessionsByUnit } = beginPlan(DEMO_PROVINCE_SPACE);
    this.#replay = { done: 0, total: units.length };
    await createSpaces(database, root, units.map(({ space }) => space).slice(1));
    if (!(await pushFeed(this.#sync, this.#administrators('replay units', unitItems(units)), pace))) return false;
    for (const { unit, sessions } of sessionsByUnit) {
      if (!(await pushFeed(this.#sync, await unitFeed(unit, sessions), pace))) return false;
      this.#replay = { done: this.#replay.done + 1, total: units.length };
    }
    await writeSetting(database, root, REPLAYED, true);
    // So many rows came at once that the planner still takes the tables for empty.
    await database.script('analyze');
    return true;
  }

  /** What the province's administrator enters. */
  #administrators(name: string, items: readonly FeedItem[]): Feed {
    const administrator = DEMO_ACCOUNTS.find(({ memberships }) => memberships[0]?.role === 'province_admin');
    if (administrator === undefined) throw new RangeError('the demo has no administrator');
    const { id: userId, memberships } = administrator;
    return { name, space: this.#auth.root, author: { userId, memberships }, items, contactMs: this.#nowMs };
  }
}

/** Remembers that the demo was started on this day, before anything is made of it. */
async function begunOn({ database, root }: AuthDeps, today: PlainDate): Promise<Begun> {
  const offered: Begun = { version: HISTORY_VERSION, startedOn: today, days: [today] };
  const begun = await settleSetting<Begun>(database, root, BEGUN, offered);
  if (begun.days.includes(today)) return begun;
  const now = { ...begun, days: [...begun.days, today] };
  await writeSetting(database, root, BEGUN, now);
  return now;
}
