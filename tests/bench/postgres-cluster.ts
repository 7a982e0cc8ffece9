import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './child-process.ts';
import { finished } from './stage.ts';

const INSTALLED = '/usr/lib/postgresql';

/** A PostgreSQL in which databases may be made; its own settings, so fsync is on as it is in use. */
export type Cluster = {
  readonly version: string;
  readonly newDatabase: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

let opened: Promise<Cluster | undefined> | undefined;

/** The cluster of TEST_DATABASE_URL, else a throw-away one, else none. */
export function postgresCluster(): Promise<Cluster | undefined> {
  opened ??= openCluster();
  return opened;
}

export async function stopPostgres(): Promise<void> {
  await (await opened)?.stop();
}

async function openCluster(): Promise<Cluster | undefined> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) return clusterAt(url, async () => undefined);
  const bin = installedBin();
  if (bin === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'gan-dan-bench-pg-'));
  const data = path.join(folder, 'data');
  const port = await freePort();
  const owner = process.getuid?.() === 0 ? postgresUser() : {};
  if (owner === undefined) return undefined;
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
  const run = (program: string, ...args: string[]) =>
    finished(spawn(path.join(bin, program), args, { cwd: folder, ...owner, stdio: ['ignore', 'ignore', 'inherit'] }));
  await run('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8');
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  await run('pg_ctl', '-D', data, '-l', path.join(folder, 'log'), '-s', '-w', '-o', settings, 'start');
  return clusterAt(`postgres://postgres@127.0.0.1:${port}/postgres`, async () => {
    await run('pg_ctl', '-D', data, '-m', 'immediate', '-s', 'stop');
    rmSync(folder, { recursive: true, force: true });
  });
}

async function clusterAt(url: string, stop: () => Promise<void>): Promise<Cluster> {
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(statement)).rows[0];
    } finally {
      await client.end();
    }
  };
  const { server_version: version } = await ask('show server_version');
  const { fsync } = await ask('show fsync');
  const names: string[] = [];
  return {
    version: `PostgreSQL ${String(version).split(' ')[0]}, fsync ${fsync}`,
    newDatabase: async () => {
      const name = `bench_${randomUUID().replaceAll('-', '')}`;
      await ask(`create database ${name} template template0 encoding 'UTF8'`);
      names.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
    stop: async () => {
      for (const name of names) await ask(`drop database if exists ${name} with (force)`);
      await stop();
    },
  };
}

function installedBin(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => path.join(INSTALLED, version, 'bin')).find((bin) => existsSync(`${bin}/initdb`));
}

/** PostgreSQL refuses to run as root. */
function postgresUser(): { readonly uid?: number; readonly gid?: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
