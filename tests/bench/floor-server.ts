import { existsSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import compress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';
import * as z from 'zod/mini';
import { Mutation } from '../../src/contract/wire/sync.ts';
import type { Database } from '../../src/server/storage/database.ts';
import { openPGlite } from '../../src/server/storage/pglite-database.ts';
import { openPostgres } from '../../src/server/storage/postgres-database.ts';
import { APP_FOLDER } from './stage.ts';

// The least that a server of records can do: parse, validate, one insert per request; pages in the order of arrival. No
// session, no ledger, no merge, no history, no figures. What ours costs more than this is the price of all those.

const BODY_LIMIT = 64 * 1024 * 1024;
const Push = z.object({ muts: z.array(Mutation) });

/** Runs until SIGTERM; the port and the database come from the environment, as for the real server. */
export async function runFloorServer(env: NodeJS.ProcessEnv): Promise<void> {
  const database = await openFloor(env);
  await database.script(`create table if not exists floor (
    seq bigint generated always as identity primary key, mid uuid not null, rid uuid not null, kind text not null,
    patch jsonb not null)`);
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  await app.register(compress, {
    global: true,
    encodings: ['gzip'],
    globalDecompression: false,
    zlibOptions: { level: 1 },
  });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    done(null, JSON.parse((request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString()));
  });
  // Its own copy of the bench's page, where there is one: same origin, same browser, another server.
  if (existsSync(APP_FOLDER)) await app.register(fastifyStatic, { root: APP_FOLDER });
  app.get('/readyz', async () => ({ ready: true }));
  app.post('/floor/push', async (request) => push(database, request.body));
  app.get('/floor/page', async (request) => page(database, request.query as { after: string; limit: string }));
  await app.listen({ port: Number(env.PORT), host: '127.0.0.1' });
  process.on('SIGTERM', () => void app.close().then(() => database.close()));
}

function openFloor({ DATABASE_URL: url, DATA_DIR: folder = '' }: NodeJS.ProcessEnv): Promise<Database> {
  return url ? openPostgres(url) : openPGlite({ folder });
}

async function push(database: Database, body: unknown): Promise<{ done: number }> {
  const { muts } = Push.parse(body);
  await database.query(
    `insert into floor (mid, rid, kind, patch)
     select mid, rid, kind, patch from jsonb_to_recordset($1::jsonb) as t(mid uuid, rid uuid, kind text, patch jsonb)`,
    [JSON.stringify(muts)],
  );
  return { done: muts.length };
}

async function page(database: Database, { after, limit }: { after: string; limit: string }): Promise<object> {
  const rows = await database.query<{ seq: number }>(
    'select seq, rid, kind, patch as cells from floor where seq > $1 order by seq limit $2',
    [Number(after), Number(limit)],
  );
  return { rows, after: rows.at(-1)?.seq ?? Number(after), more: rows.length === Number(limit) };
}
