import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const built = path.resolve(import.meta.dirname, '../../../dist/server/main.js');
const START_LIMIT_MS = 90_000;

type DemoData = 'full' | 'none';

/** The built demo server as a process of its own, which can really be stopped, killed, restored and started again. */
export class ServerProcess {
  readonly origin: string;
  readonly folder: string;
  readonly #port: number;
  readonly #data: DemoData;
  readonly #more: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, folder: string, data: DemoData, more: NodeJS.ProcessEnv) {
    this.#port = port;
    this.#data = data;
    this.#more = more;
    this.folder = folder;
    this.origin = `http://localhost:${port}`;
  }

  /**
   * A server on an empty folder of its own; not started yet. `full`: with the invented history of the demo. `more`: what
   * else stands in its environment.
   */
  static async prepare(data: DemoData = 'none', more: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    return new ServerProcess(await freePort(), mkdtempSync(path.join(tmpdir(), 'gan-dan-server-')), data, more);
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    this.#child = spawn(process.execPath, [built, 'demo'], {
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
    const until = Date.now() + START_LIMIT_MS;
    while (!(await this.#ready())) {
      if (this.#child.exitCode !== null || Date.now() > until)
        throw new Error(`the server did not start:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The orderly stop: everything acknowledged is kept. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** The unclean end: the next start makes a new epoch. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Runs one of the server's commands (`snapshot`, `restore <file>`, …) on the stopped server's folder. */
  async command(...words: string[]): Promise<string> {
    const child = spawn(process.execPath, [built, ...words], {
      env: { ...this.#environment(), MODE: 'demo' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${output}`);
    return output.trim();
  }

  /** Everything the server wrote to its log. */
  get log(): string {
    return this.#output;
  }

  async remove(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.kill();
    for (const folder of [this.folder, `${this.folder}-sao-luu`]) rmSync(folder, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    const { DATABASE_URL: _none, ...env } = process.env;
    return { ...env, ...this.#more, PORT: String(this.#port), DATA_DIR: this.folder, DEMO_DATA: this.#data };
  }

  async #ready(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }
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
