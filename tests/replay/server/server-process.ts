import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
/** A bundle of its own: `dist` belongs to whoever builds at the moment. Below the root, so that packages are found. */
const bundle = path.join(root, 'node_modules/.cache/replay-server');
const START_LIMIT_MS = 90_000;

/** Resident memory of a process in bytes: now, and the most it ever had. */
export type Memory = { readonly now: number; readonly most: number };

/** Bundles the server as `npm run build:server` does. */
export async function buildServer(): Promise<void> {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--ssr', '--logLevel', 'warn', '--outDir', bundle, '--emptyOutDir'];
  await finished(spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }), 'vite build');
}

/** The built server in demo mode on a folder of its own: a process that is stopped, copied, killed and restored. */
export class ServerProcess {
  readonly origin: string;
  readonly folder: string;
  readonly #port: number;
  #child: ChildProcess | undefined;
  #output = '';
  #most = 0;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.folder = folder;
    this.origin = `http://127.0.0.1:${port}`;
  }

  static async on(folder: string): Promise<ServerProcess> {
    return new ServerProcess(await freePort(), folder);
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [path.join(bundle, 'main.js'), 'demo'], {
      cwd: root,
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    // However this program ends, its server does not go on alone.
    process.once('exit', () => child.kill());
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    const until = Date.now() + START_LIMIT_MS;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Error(`Máy chủ không khởi động được:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The orderly stop: everything acknowledged is on the disk, the next start goes on in the same epoch. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** The machine dies. */
  crash(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Copies the stopped server's database; answers the file. */
  async snapshot(): Promise<string> {
    return path.join(`${this.folder}-sao-luu`, await this.#command('snapshot'));
  }

  /** Puts a copy in the place of the stopped server's database. */
  async restore(file: string): Promise<void> {
    await this.#command('restore', file);
  }

  /** The memory of the process that runs now; `most` over all that ran. Undefined where the system does not tell. */
  memory(): Memory | undefined {
    const status = this.#status();
    const [now, most] = [kilobytes(status, 'VmRSS'), kilobytes(status, 'VmHWM')];
    if (now === undefined || most === undefined) return undefined;
    this.#most = Math.max(this.#most, most);
    return { now, most: this.#most };
  }

  async #command(...words: string[]): Promise<string> {
    const child = spawn(process.execPath, [path.join(bundle, 'main.js'), ...words], {
      cwd: root,
      env: { ...this.#environment(), MODE: 'demo' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return (await finished(child, words.join(' '))).trim();
  }

  #environment(): NodeJS.ProcessEnv {
    const { DATABASE_URL: _none, HOST: _host, ...env } = process.env;
    const { folder } = this;
    return {
      ...env,
      PORT: String(this.#port),
      DATA_DIR: folder,
      // The demo's own copy of these figures would be counted too.
      DEMO_DATA: 'none',
      SNAPSHOT_DIR: `${folder}-sao-luu`,
      NODE_ENV: 'production',
    };
  }

  #status(): string {
    try {
      return readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
    } catch {
      return '';
    }
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    this.memory();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }
}

function kilobytes(status: string, name: string): number | undefined {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return found === undefined ? undefined : Number(found) * 1024;
}

async function finished(child: ChildProcess, what: string): Promise<string> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`“${what}” kết thúc với mã ${code}:\n${output}`);
  return output;
}

function freePort(): Promise<number> {
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
