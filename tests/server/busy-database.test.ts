import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { isUnavailable } from '../../src/server/storage/database.ts';
import { HttpPhone } from '../support/http-client.ts';
import { hasPostgres } from '../support/postgres.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe.skipIf(!hasPostgres)('a database that is busy', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ database: 'postgres' });
  });
  afterAll(() => server.stop());

  it('makes a phone try again later when one lock is stuck, and serves it afterwards', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
    const visit = phone.visit();
    let letGo: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const held = server.db.transaction(async (tx) => {
      await tx.query('select 1 from space_clock where space_id = $1 for update', [phone.space]);
      await stuck;
    });
    const refused = await phone.push([visit]);
    letGo();
    await held;
    expect([refused.status, refused.body.code]).toEqual([503, PROBLEMS.unavailable.code]);
    expect((await phone.push([visit])).body.results?.[0]?.st).toBe('applied');
  });

  const failure = (set: string, work: string, waitMs: number) =>
    server.db
      .transaction(async (tx) => {
        await tx.script(`set local ${set}`);
        await delay(waitMs);
        await tx.query(work);
      })
      .catch((error: unknown) => error);

  it('ends a statement that never ends and a transaction that nobody goes on with, and lives on', async () => {
    expect(isUnavailable(await failure('statement_timeout = 100', 'select pg_sleep(5)', 0))).toBe(true);
    expect(isUnavailable(await failure('idle_in_transaction_session_timeout = 100', 'select 1', 500))).toBe(true);
    const names = ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'];
    const settings = await server.db.query<{ setting: string }>(
      'select setting from pg_settings where name = any($1)',
      [names],
    );
    expect(settings.map(({ setting }) => Number(setting)).filter((limitMs) => limitMs > 0)).toHaveLength(3);
  });
});
