import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { handleError } from '../../src/server/http/error-handler.ts';
import { addRequestChecks, type Reach } from '../../src/server/http/request-checks.ts';

function serverAt(reach: Reach) {
  const app = fastify();
  app.setErrorHandler(handleError);
  addRequestChecks(app, reach);
  app.get('/', async () => 'trang');
  return (host: string, accept: string) => app.inject({ method: 'GET', url: '/', headers: { host, accept } });
}

const PAGE = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('a server that is opened under a name that is not its own', () => {
  it('tells a person how to open it, and shows nothing', async () => {
    const asks = serverAt({ hosts: ['localhost'], https: false });
    const answer = await asks('192.168.1.10:8080', PAGE);
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('Địa chỉ này chưa đúng');
    expect(answer.body).toContain('adb reverse');
    expect(answer.body).not.toContain('192.168.1.10');
    expect((await asks('localhost:8080', PAGE)).body).toBe('trang');
  });

  it('names its public address, where it has one', async () => {
    const asks = serverAt({ publicOrigin: 'https://gandan.example', hosts: ['gandan.example'], https: true });
    expect((await asks('10.0.0.1', PAGE)).body).toContain('<a href="https://gandan.example/">');
  });

  it('refuses whatever a page asks for', async () => {
    const answer = await serverAt({ hosts: ['localhost'], https: false })('example.org', 'application/json');
    expect([answer.statusCode, answer.json().code]).toEqual([403, PROBLEMS.crossSite.code]);
  });
});
