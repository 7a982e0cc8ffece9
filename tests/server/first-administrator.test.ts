import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { firstAdministratorToken, spendFirstLink } from '../../src/server/auth/first-administrator.ts';
import { hashPassword } from '../../src/server/auth/passwords.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

vi.mock('../../src/server/auth/passwords.ts', async (original) => {
  const real = await original<typeof import('../../src/server/auth/passwords.ts')>();
  return { ...real, hashPassword: vi.fn(real.hashPassword) };
});

describe('the one-time link', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ mode: 'serve' });
  });
  afterAll(() => server.stop());

  it('costs a guesser nothing of the server: no password is hashed before the token is known', async () => {
    const token = (await firstAdministratorToken(server.deps.auth)) ?? '';
    const password = 'mười chữ trở lên';
    expect(await spendFirstLink(server.deps.auth, 'guess', password)).toMatchObject({ error: { problem: 'codeDead' } });
    expect(hashPassword).not.toHaveBeenCalled();
    const both = [spendFirstLink(server.deps.auth, token, password), spendFirstLink(server.deps.auth, token, password)];
    expect((await Promise.all(both)).map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});
