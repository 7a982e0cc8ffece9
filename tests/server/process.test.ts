import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnrolAnswer } from '../../src/contract/wire/session.ts';
import type { PullAnswer, PushAnswer } from '../../src/contract/wire/sync.ts';
import { FolderRefusedError, takeFolder } from '../../src/server/storage/data-folder.ts';
import { deviceKeys } from '../support/server.ts';

const root = path.resolve(import.meta.dirname, '../..');
const START_MS = 90_000;

type Started = {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
};

/** The program itself, from its source, in a process of its own. */
function run(args: string[], env: { [name: string]: string }): Omit<Started, 'origin'> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'src/server/main.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DEMO_DATA: 'none', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said: () => said, ended };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function start(folder: string): Promise<Started> {
  const port = await freePort();
  const started = run(['demo'], { DATA_DIR: folder, PORT: String(port) });
  const origin = `http://127.0.0.1:${port}`;
  for (let waited = 0; waited < START_MS; waited += 200) {
    const ready = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return { ...started, origin };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the server did not start: ${started.said()}`);
}

/** A phone over real HTTP. */
class Phone {
  readonly #keys = deviceKeys();
  #cookie = '';
  userId = '';
  space = '';

  async enrol(origin: string): Promise<void> {
    const username = 'vanphong.suoimau';
    const { code } = await this.post<{ code: string }>(origin, '/api/demo/enrol-code', { username });
    const request = { username, code, publicKey: this.#keys.publicKey, deviceName: 'x' };
    const answer = await this.post<EnrolAnswer>(origin, '/api/enrol', request);
    this.userId = answer.profile.user.id;
    this.space = answer.profile.memberships[0]?.space ?? '';
  }

  async post<T>(origin: string, url: string, body: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json', cookie: this.#cookie };
    const response = await fetch(origin + url, { method: 'POST', headers, body: JSON.stringify(body) });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.#cookie = cookie.split(';', 1)[0] ?? '';
    return (await response.json()) as T;
  }

  async pull(origin: string): Promise<PullAnswer> {
    const query = new URLSearchParams({ proto: '1', space: this.space, bucket: 'unit-base:committee', before: '0' });
    const response = await fetch(`${origin}/sync/v1/pull?${query}`, { headers: { cookie: this.#cookie } });
    return (await response.json()) as PullAnswer;
  }

  push(origin: string, epoch: string, no: number): Promise<PushAnswer> {
    const id = `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`;
    const patch = {
      organ: 'committee',
      recordedBy: { userId: this.userId, name: 'x' },
      matter: 'feedback',
      visited: { date: '2026-07-06' },
      headcount: { came: 1 },
    };
    const mutation = {
      mid: id,
      no,
      rid: id,
      kind: 'reception-visit',
      op: 'create',
      base: { rev: 0 },
      patch,
      schemaVer: 1,
      hlc: '',
      author: this.userId,
    };
    const clientId = '99999999-0000-4000-8000-000000000000';
    const request = {
      proto: 1,
      appVer: 'x',
      clientId,
      space: this.space,
      epoch,
      seen: { seq: 0, hash: '' },
      cursorOf: {},
      now: Date.now(),
      muts: [mutation],
    };
    return this.post<PushAnswer>(origin, '/sync/v1/push', request);
  }
}

describe('the server as a process', () => {
  let base: string;

  beforeAll(() => {
    base = mkdtempSync(path.join(tmpdir(), 'gan-dan-'));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('loses nothing it acknowledged when it is stopped or killed, and begins a new epoch only after a kill', async () => {
    const folder = path.join(base, 'demo');
    const phone = new Phone();
    const first = await start(folder);
    await phone.enrol(first.origin);
    const { epoch } = await phone.pull(first.origin);

    const second = run(['demo'], { DATA_DIR: folder, PORT: '0' });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain('đang dùng thư mục');
    const real = run(['serve'], { DATA_DIR: folder, PORT: '0' });
    expect(await real.ended).toBe(1);
    expect(real.said()).toContain('của bản dùng thử');

    // Stopped in the middle of a stream of pushes: what was acknowledged is there, what was not may come again.
    const acknowledged: number[] = [];
    const sending = (async () => {
      for (let no = 1; ; no += 1) {
        const answer = await phone.push(first.origin, epoch, no).catch(() => undefined);
        if (answer?.results?.[0]?.st !== 'applied') return;
        acknowledged.push(no);
        if (no === 10) first.child.kill('SIGTERM');
      }
    })();
    expect(await first.ended).toBe(0);
    await sending;
    expect(acknowledged.length).toBeGreaterThanOrEqual(10);
    expect(existsSync(path.join(folder, 'da-dung-sach'))).toBe(true);

    const third = await start(folder);
    const after = await phone.pull(third.origin);
    expect(after.epoch).toBe(epoch);
    expect(after.head.seq).toBeGreaterThanOrEqual(acknowledged.length);
    expect(await phone.push(third.origin, epoch, after.head.seq + 1)).toMatchObject({ results: [{ st: 'applied' }] });
    third.child.kill('SIGKILL');
    await third.ended;

    const fourth = await start(folder);
    const killed = await phone.pull(fourth.origin);
    expect(killed.epoch).not.toBe(epoch);
    expect(killed.head.seq).toBe(after.head.seq + 1);
    fourth.child.kill('SIGINT');
    expect(await fourth.ended).toBe(0);
  });

  it(
    'says in one sentence what is wrong with its configuration',
    async () => {
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
      const address = taken.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const busy = run(['demo'], { DATA_DIR: path.join(base, 'busy'), PORT: String(port) });
      const real = { DATA_DIR: path.join(base, 'busy'), PORT: String(port), npm_lifecycle_event: 'serve' };
      const served = run(['serve'], real);
      const open = run(['demo'], { DATA_DIR: path.join(base, 'open'), HOST: '0.0.0.0', PORT: 'x' });
      expect([await busy.ended, await served.ended, await open.ended]).toEqual([1, 1, 1]);
      const sentence = `^Cổng ${port} đang được chương trình khác dùng\\..* PORT=8081`;
      expect(busy.said().trim()).toMatch(new RegExp(`${sentence} node dist/server/main.js demo$`));
      expect(served.said().trim()).toMatch(new RegExp(`${sentence} npm run serve$`));
      expect(open.said().trim().split('\n')).toHaveLength(2);
      expect(existsSync(path.join(base, 'busy'))).toBe(false);
      await new Promise((resolve) => taken.close(resolve));
    },
    START_MS,
  );

  it('takes the lock of a dead process over, never that of a living one', () => {
    const folder = path.join(base, 'lock');
    const held = takeFolder(folder, 'demo');
    expect(() => takeFolder(folder, 'demo')).toThrow(FolderRefusedError);
    held.abandon();
    const lock = path.join(folder, 'dang-chay.json');
    // A number that another process bears by now, and one of another start of the machine.
    for (const dead of [
      { pid: process.pid, host: '', boot: '', started: '' },
      { pid: 999_999_999, host: '', boot: '', started: '' },
    ]) {
      const own = takeFolder(folder, 'demo');
      own.abandon();
      writeFileSync(lock, JSON.stringify({ ...dead, host: hostname() }));
      const again = takeFolder(folder, 'demo');
      expect(again.unclean).toBe(false);
      again.abandon();
    }
    // Of another machine nothing can be seen but the heartbeat.
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere', boot: 'x', started: '1' }));
    expect(() => takeFolder(folder, 'demo')).toThrow(FolderRefusedError);
  });
});
