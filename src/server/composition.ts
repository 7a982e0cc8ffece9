import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Writable } from 'node:stream';
import type { Space } from '../contract/wire/session.ts';
import type { AuthDeps } from './auth/context.ts';
import { firstAdministratorToken } from './auth/first-administrator.ts';
import { actorAt, readPolicy } from './auth/profile.ts';
import { recoveryKey, ServerKeys } from './auth/server-keys.ts';
import { getUser } from './auth/users.ts';
import type { Config, Mode } from './config.ts';
import { seedDemo } from './demo/seed.ts';
import { DEMO_PROVINCE_SPACE } from './demo/units.ts';
import { DemoWorld } from './demo/world.ts';
import { startHousekeeping } from './housekeeping.ts';
import type { App, AppDeps } from './http/app-deps.ts';
import { createApp } from './http/create-app.ts';
import type { Reach } from './http/request-checks.ts';
import type { ServerPorts } from './ports.ts';
import { newEpochs } from './storage/clock.ts';
import type { Database } from './storage/database.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';
import { rederiveFacts } from './storage/rederive-facts.ts';
import { settleRoot } from './storage/root-space.ts';
import { applyDeferred } from './sync/apply-deferred.ts';
import { createSyncService } from './sync/sync-service.ts';
import type { SyncDeps } from './sync/sync-session.ts';
import { SERVER_VERSION } from './version.ts';

/** The world of a running server. */
export const nodePorts: ServerPorts = { nowMs: () => Date.now(), randomBytes };

export type ServiceOptions = {
  readonly database: Database;
  readonly mode: Mode;
  readonly ports?: ServerPorts;
  readonly provinceName?: string;
  readonly reach?: Reach;
  readonly serverVer?: string;
};

/** Brings an open database into service: keys, epochs, what waited for this version. HTTP and tests build on it. */
export async function prepareService(options: ServiceOptions): Promise<AppDeps> {
  const { database, mode, ports = nodePorts, serverVer = SERVER_VERSION } = options;
  const demo = mode === 'demo';
  const root = await settleRoot(database, {
    mode,
    made: demo ? DEMO_PROVINCE_SPACE : newProvince(options.provinceName),
  });
  const keys = await ServerKeys.load(database, root);
  await recoveryKey(database, root);
  const auth: AuthDeps = { database, ports, root, keys, demo };
  const syncDeps: SyncDeps = { database, ports, root, serverVer };
  if (demo) await seedDemo(auth, syncDeps);
  await rederiveFacts(database, root);
  const policy = await readPolicy(database, root);
  await applyDeferred(syncDeps, async (userId) => {
    const user = await getUser(auth, userId);
    return user === undefined ? undefined : actorAt(auth, user, user.memberships, policy);
  });
  const reach = options.reach ?? { https: false };
  return { auth, sync: createSyncService(syncDeps), syncDeps, reach, serverVer };
}

function newProvince(name = 'Tỉnh'): Space {
  return { id: randomUUID(), code: 'T', kind: 'tinh', level: 'province', name };
}

/** A new epoch for every space, after a restore: phones compare, and offer again what is missing (sync rule 13). */
export async function announceRestore(database: Database, reason: string): Promise<void> {
  await database.transaction((tx) => newEpochs(tx, reason));
}

export type RunningServer = {
  /** Where it is reached from this machine. */
  readonly origin: string;
  readonly app: App;
  /** For a server without an administrator: the path of the one-time link. */
  readonly firstLink: string | undefined;
  /** Finishes what runs, closes the database, and says that all is well. */
  stop(): Promise<void>;
};

const STOP_AT_LATEST_MS = 20_000;

/** Starts the server that a configuration describes. `say`: news for the person at the terminal. */
export async function startServer(
  config: Config,
  log?: Writable,
  say: (line: string) => void = () => undefined,
): Promise<RunningServer> {
  await probePort(config);
  const storage = await openStorage(config);
  try {
    return await serve(config, storage, { log, say });
  } catch (error) {
    await storage.close();
    throw error;
  }
}

type Voices = { readonly log: Writable | undefined; readonly say: (line: string) => void };

async function serve(config: Config, storage: Storage, { log, say }: Voices): Promise<RunningServer> {
  const { mode, provinceName } = config;
  const https = config.tls !== undefined || config.publicOrigin !== undefined;
  const service = await prepareService({
    database: storage.database,
    mode,
    provinceName,
    reach: reachOf(config, https),
  });
  const world = mode === 'demo' && config.demoData ? await DemoWorld.open(service.auth, service.syncDeps) : undefined;
  const deps = world === undefined ? service : { ...service, demoProgress: () => world.progress() };
  const app = await createApp(deps, {
    trustProxy: config.trustProxy,
    staticFolder: path.join(packageRoot(), 'dist', 'app'),
    ...(log === undefined ? {} : { log }),
    ...(config.tls === undefined
      ? {}
      : { tls: { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) } }),
  });
  await app.listen({ port: config.port, host: config.host });
  const second = mode === 'demo' ? await otherLoopback(app, config) : undefined;
  const { embedded } = storage;
  const housekeeping =
    embedded === undefined ? undefined : startHousekeeping(embedded, deps.auth.root, config, app.log);
  world?.run(say);
  const token = mode === 'serve' ? await firstAdministratorToken(deps.auth) : undefined;
  return {
    origin: config.publicOrigin ?? originOf(app, config),
    app,
    firstLink: token === undefined ? undefined : `/quan-tri/lan-dau#${token}`,
    stop: async () => {
      const force = setTimeout(() => app.server.closeAllConnections(), STOP_AT_LATEST_MS);
      second?.close();
      second?.closeAllConnections();
      await app.close();
      clearTimeout(force);
      await world?.stop();
      await housekeeping?.stop();
      await storage.close();
    },
  };
}

/**
 * The same server on `::1`: two names of this machine are two origins to a browser, and on some systems `localhost` is
 * only this address. Undefined: there is none, or somebody else has it.
 */
async function otherLoopback(app: App, { host, tls }: Config): Promise<HttpServer | undefined> {
  const address = app.server.address();
  if (host !== '127.0.0.1' || tls !== undefined || typeof address !== 'object' || address === null) return undefined;
  const server = createHttpServer((request, response) => app.server.emit('request', request, response));
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ port: address.port, host: '::1' }, () => resolve(server));
  });
}

/** Throws at once when the port is taken: making a database takes seconds, and would be for nothing. */
async function probePort({ port, host }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** On plain http only this machine is served, so only its own names are right; a certificate vouches for any other. */
function reachOf(config: Config, https: boolean): Reach {
  const { publicOrigin, tls } = config;
  if (publicOrigin !== undefined)
    return { https, publicOrigin, hosts: [...LOOPBACK_NAMES, new URL(publicOrigin).hostname] };
  return tls === undefined ? { https, hosts: LOOPBACK_NAMES } : { https };
}

function originOf(app: App, config: Config): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const host = config.host === '127.0.0.1' || config.host === '::1' ? 'localhost' : config.host;
  return `${config.tls === undefined ? 'http' : 'https'}://${host}:${port}`;
}

/** The folder of package.json: above this file both in the source and in the bundle. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder);
  return folder;
}
