import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { type RunOptions, type RunResult, runSchedule } from './world.ts';

/** What `npm test` runs; `--schedules N --seed S` run more, `--seed S --schedules 1 --trace` shows one. */
const DEFAULTS = { schedules: 20_000, real: 300, seed: 1, bugBudget: 12_000, twiceEvery: 50 };

type Job =
  | { readonly task: 'memory' | 'real'; readonly seeds: readonly number[] }
  | { readonly task: 'bug'; readonly bug: string; readonly from: number; readonly budget: number };
type Report = {
  readonly done: number;
  readonly failed: readonly Pick<RunResult, 'seed' | 'violations'>[];
  readonly counts: { readonly [what: string]: number };
  readonly foundAt?: number;
};

/** How many seeds one process works through before it reports: keeps memory low and the progress line moving. */
const SEEDS_PER_JOB = 1000;

async function work(job: Job): Promise<Report> {
  if (job.task === 'bug') return findBug(job);
  const counts: { [what: string]: number } = {};
  const failed: Pick<RunResult, 'seed' | 'violations'>[] = [];
  const options =
    job.task === 'real' ? await import('./real-world.ts').then((real) => real.openRealWorld()) : undefined;
  for (const seed of job.seeds) {
    const result = await checkedRun(seed, options);
    for (const [what, n] of Object.entries(result.counts)) counts[what] = (counts[what] ?? 0) + n;
    if (result.violations.length > 0) failed.push({ seed, violations: result.violations });
  }
  await options?.close();
  return { done: job.seeds.length, failed, counts };
}

type World = Pick<RunOptions, 'makeStore' | 'makeServer' | 'steps'>;

/** Runs a seed; every so often twice, because a schedule that cannot be repeated proves nothing. */
async function checkedRun(seed: number, world: World | undefined): Promise<RunResult> {
  const result = await runSchedule({ seed, ...world });
  if (seed % DEFAULTS.twiceEvery !== 0) return result;
  const again = await runSchedule({ seed, ...world });
  const at = result.trace.findIndex((call, i) => call !== again.trace[i]);
  if (at < 0 && result.trace.length === again.trace.length) return result;
  return { ...result, violations: [...result.violations, `the second run of the seed differs at call ${at}`] };
}

async function findBug(job: Extract<Job, { task: 'bug' }>): Promise<Report> {
  const faults = new Set([job.bug]);
  for (let i = 0; i < job.budget; i += 1) {
    const result = await runSchedule({ seed: job.from + i, faults });
    if (result.violations.length > 0)
      return {
        done: i + 1,
        failed: [{ seed: result.seed, violations: result.violations }],
        counts: {},
        foundAt: i + 1,
      };
  }
  return { done: job.budget, failed: [], counts: {} };
}

function inChild(job: Job): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--child'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', (report) => {
      resolve(report as Report);
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a simulation process ended with ${code}`)));
    child.send(job);
  });
}

/** Runs the jobs on all cores; reports arrive as they finish. */
async function runAll(jobs: readonly Job[], onReport: (report: Report, job: Job) => void): Promise<void> {
  const queue = [...jobs];
  const lanes = Math.max(1, Math.min(availableParallelism(), queue.length));
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) onReport(await inChild(job), job);
    }),
  );
}

function seedJobs(task: 'memory' | 'real', from: number, n: number): Job[] {
  const perJob = task === 'real' ? Math.ceil(n / availableParallelism()) : SEEDS_PER_JOB;
  const jobs: Job[] = [];
  for (let at = 0; at < n; at += perJob)
    jobs.push({ task, seeds: Array.from({ length: Math.min(perJob, n - at) }, (_, i) => from + at + i) });
  return jobs;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string' },
      seed: { type: 'string' },
      real: { type: 'string' },
      bug: { type: 'string', multiple: true },
      'no-bugs': { type: 'boolean' },
      trace: { type: 'boolean' },
    },
  });
  const seed = Number(values.seed ?? DEFAULTS.seed);
  if (values.trace) return traceOne(seed, { bug: values.bug?.[0], real: values.real !== undefined });
  const asked = values.schedules !== undefined || values.seed !== undefined;
  const memory = Number(values.schedules ?? DEFAULTS.schedules);
  const real = Number(values.real ?? (asked ? 0 : DEFAULTS.real));
  const bugs =
    values['no-bugs'] || (asked && values.bug === undefined) ? [] : (values.bug ?? PLANTED_BUGS.map((bug) => bug.name));
  const startedAtMs = performance.now();
  let [passed, failures] = await runSchedules(seedJobs('memory', seed, memory), memory, 'memory store, model server');
  if (real > 0) {
    const [realPassed, realFailures] = await runSchedules(
      seedJobs('real', seed, real),
      real,
      'Dexie on fake-indexeddb, real server on PGlite',
    );
    passed += realPassed;
    failures += realFailures;
  }
  const missed = await hunt(bugs);
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  console.log(
    `simulation: ${passed} schedules without a violation, ${bugs.length - missed} of ${bugs.length} planted bugs found, ${seconds} s`,
  );
  console.log(`${passed + bugs.length - missed} passed, ${failures + missed} failed, 0 skipped`);
  process.exitCode = failures + missed > 0 ? 1 : 0;
}

async function runSchedules(jobs: readonly Job[], total: number, where: string): Promise<[number, number]> {
  let done = 0;
  let failures = 0;
  const counts: { [what: string]: number } = {};
  const isReal = jobs[0]?.task === 'real';
  await runAll(jobs, (report) => {
    done += report.done;
    failures += report.failed.length;
    for (const [what, n] of Object.entries(report.counts)) counts[what] = (counts[what] ?? 0) + n;
    for (const { seed, violations } of report.failed)
      console.log(
        `seed ${seed}: ${violations.slice(0, 3).join('\n  ')}\n  again: npm run simulate -- --seed ${seed} ${isReal ? '--schedules 0 --real 1' : '--schedules 1'} --trace`,
      );
    if (process.stdout.isTTY) process.stdout.write(`\r${where}: ${done} of ${total}   `);
  });
  if (process.stdout.isTTY) process.stdout.write('\n');
  console.log(
    `${where}: ${done} schedules, ${failures} with a violation; ${Object.entries(counts)
      .map(([what, n]) => `${what} ${n}`)
      .join(', ')}`,
  );
  return [done - failures, failures];
}

async function hunt(bugs: readonly string[]): Promise<number> {
  const found = new Map<string, Report>();
  await runAll(
    bugs.map((bug) => ({ task: 'bug', bug, from: 1, budget: DEFAULTS.bugBudget })),
    (report, job) => job.task === 'bug' && found.set(job.bug, report),
  );
  let missed = 0;
  for (const bug of bugs) {
    const report = found.get(bug);
    const breaks = PLANTED_BUGS.find((planted) => planted.name === bug)?.breaks ?? '';
    if (report?.foundAt === undefined) missed += 1;
    console.log(
      `${bug.padEnd(20)} ${report?.foundAt === undefined ? `NOT FOUND in ${report?.done}` : `found in schedule ${String(report.foundAt).padStart(5)}: ${report.failed[0]?.violations[0]}`}   (${breaks})`,
    );
  }
  return missed;
}

async function traceOne(seed: number, { bug, real }: { bug: string | undefined; real: boolean }): Promise<void> {
  const world = real ? await import('./real-world.ts').then((module) => module.openRealWorld()) : undefined;
  const result = await runSchedule({ seed, ...world, faults: new Set(bug === undefined ? [] : [bug]) });
  await world?.close();
  for (const call of result.trace) console.log(call);
  console.log(result.violations.length === 0 ? 'no violation' : result.violations.join('\n'));
  process.exitCode = result.violations.length > 0 ? 1 : 0;
}

if (process.argv.includes('--child')) {
  // Whoever started it is gone.
  process.once('disconnect', () => process.exit());
  process.once('message', (job) => {
    work(job as Job).then(
      (report) => process.send?.(report),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
} else await main();
