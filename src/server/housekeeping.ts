import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config.ts';
import type { PGliteDatabase } from './storage/pglite-database.ts';
import { scrubIfRedacted } from './storage/scrub.ts';
import { markSnapshots, takeSnapshot } from './storage/snapshots.ts';

const MINUTE_MS = 60_000;
const TIDY_EVERY_MS = 60 * MINUTE_MS;
const CHECKPOINT_EVERY_MS = 2 * MINUTE_MS;

/** What PostgreSQL does by itself and the embedded database does not: copies, and clearing of what is no longer there. */
export function startHousekeeping(
  database: PGliteDatabase,
  root: string,
  config: Config,
  log: FastifyBaseLogger,
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const attempt = async (name: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      log.error({ task: name, fault: error instanceof Error ? error.name : typeof error }, 'housekeeping failed');
    }
  };
  const inTurn = (name: string, work: () => Promise<void>) => {
    running = running.then(() => (stopped ? undefined : attempt(name, work)));
  };
  const timers = [
    // A server of one process has no checkpointer: its log would grow without end, and a start after a kill take as long.
    setInterval(() => inTurn('checkpoint', () => checkpoint(database, root)), CHECKPOINT_EVERY_MS),
    setInterval(() => inTurn('tidy', () => tidy(database, config)), TIDY_EVERY_MS),
  ];
  const scrub = async () => void (await scrubIfRedacted(database, root));
  inTurn('scrub', scrub);
  inTurn('marks', () => markSnapshots(database, config.snapshots));
  const { everyMinutes } = config.snapshots;
  if (everyMinutes > 0)
    timers.push(
      setInterval(
        () => inTurn('snapshot', () => scrub().then(() => snapshot(database, config, log))),
        everyMinutes * MINUTE_MS,
      ),
    );
  for (const timer of timers) timer.unref();
  return {
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await running;
      await attempt('scrub', scrub);
    },
  };
}

async function checkpoint(database: PGliteDatabase, root: string): Promise<void> {
  if (!(await scrubIfRedacted(database, root))) await database.script('checkpoint');
}

async function tidy(database: PGliteDatabase, config: Config): Promise<void> {
  await markSnapshots(database, config.snapshots);
  await database.script('vacuum analyze');
}

async function snapshot(database: PGliteDatabase, config: Config, log: FastifyBaseLogger): Promise<void> {
  const taken = await takeSnapshot(database, config.snapshots, Date.now());
  log.info({ file: taken.file, bytes: taken.bytes, heads: taken.heads }, 'snapshot');
}
