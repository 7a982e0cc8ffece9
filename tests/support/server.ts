import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Membership, Space } from '../../src/contract/wire/session.ts';
import type { AuthDeps } from '../../src/server/auth/context.ts';
import { createUser } from '../../src/server/auth/users.ts';
import { prepareService } from '../../src/server/composition.ts';
import type { App, AppDeps } from '../../src/server/http/app-deps.ts';
import { type AppOptions, createApp } from '../../src/server/http/create-app.ts';
import type { Database } from '../../src/server/storage/database.ts';
import { migrate } from '../../src/server/storage/migrate.ts';
import { openPostgres } from '../../src/server/storage/postgres-database.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { openTestDatabase } from './server-database.ts';

export type TestServerOptions = {
  /** An in-memory PGlite, an empty PostgreSQL database of its own, or the URL of one. */
  readonly database?: 'pglite-memory' | 'postgres' | (string & {});
  readonly mode?: 'demo' | 'serve';
  /** Listens on this port; 0 = any free one; undefined = only `app.inject`. */
  readonly port?: number;
  readonly nowMs?: () => number;
  readonly serverVer?: string;
  readonly app?: AppOptions;
};

/** The real server in this process, on a database of its own. */
export type TestServer = {
  readonly origin: string;
  readonly app: App;
  readonly db: Database;
  readonly deps: AppDeps;
  readonly root: string;
  addSpaces(spaces: readonly Space[]): Promise<void>;
  addUser(user: TestUser): Promise<void>;
  stop(): Promise<void>;
};

export type TestUser = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
  readonly passwordHash?: string;
};

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const opened = await openDatabase(options.database ?? 'pglite-memory');
  const deps = await prepareService({
    database: opened.database,
    mode: options.mode ?? 'demo',
    ports: { nowMs: options.nowMs ?? (() => Date.now()), randomBytes },
    serverVer: options.serverVer ?? 'test',
  });
  const app = await createApp(deps, options.app);
  let origin = 'http://localhost';
  if (options.port === undefined) await app.ready();
  else origin = await app.listen({ port: options.port, host: '127.0.0.1' });
  return {
    origin,
    app,
    db: opened.database,
    deps,
    root: deps.auth.root,
    addSpaces: (spaces) => createSpaces(opened.database, deps.auth.root, spaces),
    addUser: (user) => addUser(deps.auth, user),
    stop: async () => {
      await app.close();
      await opened.close();
    },
  };
}

async function openDatabase(which: string) {
  if (which === 'pglite-memory') return openTestDatabase('pglite');
  if (which === 'postgres') return openTestDatabase('postgres');
  const database = await openPostgres(which);
  await migrate(database);
  return { database, close: () => database.close() };
}

async function addUser(auth: AuthDeps, user: TestUser): Promise<void> {
  await auth.database.transaction((tx) => createUser(tx, auth.root, { passwordHash: null, ...user }));
}

/** A device's key pair, as a phone makes it: SPKI for the server, signatures in WebCrypto's form. */
export function deviceKeys(): { readonly publicKey: string; sign(text: string): string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
}
