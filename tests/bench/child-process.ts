import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildStage, SERVER_FILE } from './stage.ts';

const START_LIMIT_MS = 90_000;

/** A server as a process of its own, with a folder that goes with it. */
export type Running = {
  readonly origin: string;
  /** Resident memory in MB, now and at most; undefined where the system does not tell. */
  readonly memory: () => { readonly now: number; readonly most: number } | undefined;
  /** Seconds of processor time so far; 0 where the system does not tell. Unlike a rate, no neighbour changes it. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
};

/** The real server in demo mode: the embedded database on an empty folder, or PostgreSQL by its URL. */
export async function startRealServer(databaseUrl?: string): Promise<Running> {
  await buildStage();
  // BENCH_PROFILE=<folder>: what the server spent its time on, as .cpuprofile files.
  const folder = process.env.BENCH_PROFILE;
  const profile = folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  return start([...profile, SERVER_FILE, 'demo'], databaseUrl);
}

/** The hand-written floor (floor-server.ts) on the same kind of database. */
export function startFloorServer(databaseUrl?: string): Promise<Running> {
  return start(['--import', 'tsx', path.join(import.meta.dirname, 'bench.ts'), 'floor-server'], databaseUrl);
}

/** The servers of the peers (peers/server.mjs), which also serve their page. */
export function startPeersServer(page: string): Promise<Running> {
  return start([path.join(import.meta.dirname, 'peers/server.mjs'), page], undefined);
}

async function start(args: readonly string[], databaseUrl: string | undefined): Promise<Running> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gan-dan-bench-'));
  const port = await freePort();
  const { DATABASE_URL: _url, HOST: _host, ...environment } = process.env;
  const child = spawn(process.execPath, args, {
    env: {
      ...environment,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      PORT: String(port),
      DATA_DIR: path.join(folder, 'data'),
      DEMO_DATA: 'none',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const origin = `http://localhost:${port}`;
  const until = Date.now() + START_LIMIT_MS;
  while (!(await answers(`${origin}/readyz`))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`a server did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    origin,
    memory: () => memoryOf(child),
    cpuSeconds: () => cpuSecondsOf(child),
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function memoryOf(child: ChildProcess): ReturnType<Running['memory']> {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
    return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
  } catch {
    return undefined;
  }
}

/** Linux counts in hundredths of a second, whatever the kernel's own tick. */
const TICKS_PER_SECOND = 100;

function cpuSecondsOf(child: ChildProcess): number {
  try {
    // `pid (name) state …`: the name may hold spaces; user and system time are fields 14 and 15.
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await ended;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
