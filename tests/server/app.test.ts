import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { readConfig } from '../../src/server/config.ts';
import { createApp } from '../../src/server/http/create-app.ts';
import { HttpPhone, TestBrowser } from '../support/http-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('the server as a web server', () => {
  let server: TestServer;
  let folder: string;
  const lines: string[] = [];
  const log = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'gan-dan-app-'));
    mkdirSync(path.join(folder, 'assets'));
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Gần Dân</title>');
    writeFileSync(path.join(folder, 'assets', 'main-abc123.js'), 'export {};');
    writeFileSync(path.join(folder, 'service-worker.js'), '// worker');
    mkdirSync(path.join(folder, '.vite'));
    writeFileSync(path.join(folder, '.vite', 'manifest.json'), '{}');
    server = await startTestServer({ app: { staticFolder: folder, log } });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const visit = (url: string) => server.app.inject({ url });

  it("gives the page for every address of the app, and no page for what is the server's own or missing", async () => {
    for (const url of ['/', '/index.html', '/luot/0197', '/quan-tri/lan-dau']) {
      const page = await visit(url);
      expect([url, page.statusCode, page.headers['cache-control']]).toEqual([url, 200, 'no-cache']);
      expect(page.body).toContain('<title>Gần Dân</title>');
    }
    for (const url of ['/api/x', '/sync/v1/x', '/assets/gone-1.js', '/.vite/manifest.json', '/../package.json'])
      expect([url, (await visit(url)).statusCode]).toEqual([url, 404]);
    expect((await visit('/assets/main-abc123.js')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await visit('/service-worker.js')).headers['cache-control']).toBe('no-cache');
    expect((await visit('/api/session')).headers['cache-control']).toBe('no-store');
  });

  it('sends a strict policy with every answer, and no promise of https on plain http', async () => {
    for (const url of ['/', '/api/x', '/api/docs', '/healthz']) {
      const { headers } = await visit(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(policy).toContain("worker-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-inline|upgrade-insecure-requests|https?:/);
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['permissions-policy']).toBe('camera=(self), geolocation=(), microphone=()');
    }
  });

  it('binds cookie and policy to https where there is https', async () => {
    const secure = await createApp({ ...server.deps, reach: { https: true, publicOrigin: 'https://gandan.example' } });
    const headers = { 'content-type': 'application/json', origin: 'https://gandan.example', host: 'gandan.example' };
    const answer = await secure.inject({
      method: 'POST',
      url: '/api/demo/session',
      headers,
      payload: '{"username":"tinh.xem"}',
    });
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-gan-dan=[\w-]+; .*Secure/);
    expect(answer.headers['strict-transport-security']).toBeDefined();
    const plain = { ...headers, origin: 'http://gandan.example' };
    expect(
      (await secure.inject({ method: 'POST', url: '/api/session/nonce', headers: plain, payload: '{}' })).statusCode,
    ).toBe(403);
    await secure.close();
  });

  it('answers only to its own names where no certificate vouches for any', async () => {
    const local = await createApp({ ...server.deps, reach: { https: false, hosts: ['localhost', '127.0.0.1'] } });
    expect((await local.inject({ url: '/healthz', headers: { host: 'localhost:8080' } })).statusCode).toBe(200);
    expect((await local.inject({ url: '/healthz', headers: { host: 'evil.example' } })).statusCode).toBe(403);
    await local.close();
  });

  it('describes itself: OpenAPI of the contract, and a page without a script', async () => {
    const api = (await visit('/api/docs/openapi.json')).json() as {
      openapi: string;
      paths: Record<
        string,
        Record<string, { requestBody?: unknown; parameters?: unknown[]; responses: Record<string, unknown> }>
      >;
    };
    expect(api.openapi).toBe('3.1.0');
    const push = api.paths['/sync/v1/push']?.post;
    expect(JSON.stringify(push?.requestBody)).toContain('clientId');
    expect(JSON.stringify(push?.responses['200'])).toContain('headBefore');
    expect(JSON.stringify(api.paths['/sync/v1/pull']?.get?.parameters)).toContain('bucket');
    expect(Object.keys(api.paths).length).toBeGreaterThan(20);
    const page = await visit('/api/docs');
    expect(page.body).toContain(PROBLEMS.gap.code);
    expect(page.body).not.toMatch(/<script|style=|onclick/);
  });

  it('logs which route answered what, and not a word of whom it was about', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
    await phone.push([phone.visit({ content: 'Nông Văn Kín kể chuyện' })]);
    await phone.browser.get(`/api/reports/receptions?from=2026-01-01&to=2026-12-31&organ=bimat`);
    await phone.browser.get('/bi-mat-trong-dia-chi');
    const nobody = new TestBrowser(server.app);
    await nobody.post('/api/session/password', { username: 'ten.bi.mat', password: 'mat.khau.bi.mat' });
    await nobody.post('/api/enrol', {
      username: 'ten.bi.mat',
      code: '12345678',
      publicKey: 'x',
      deviceName: 'máy bí mật',
    });
    // A fault of our own, with a value in the database's message.
    await server.db.query('alter table wrong_try rename to wrong_try_gone');
    const fault = await nobody.post('/api/enrol', {
      username: 'ten.bi.mat',
      code: '12345678',
      publicKey: 'x',
      deviceName: 'x',
    });
    await server.db.query('alter table wrong_try_gone rename to wrong_try');
    expect([fault.status, fault.body.code]).toEqual([500, PROBLEMS.internal.code]);

    const text = lines.join('');
    expect(text).toContain('"route":"POST /sync/v1/push"');
    expect(text).toContain(`"space":"${phone.space}"`);
    expect(text).toContain('"route":"GET /api/reports/receptions"');
    expect(text).toContain('"code":"42P01"');
    for (const word of [
      'Kín',
      'bimat',
      'bi-mat',
      'bi.mat',
      'bí mật',
      'suoimau',
      '12345678',
      '10.0.0.1',
      '2026-01-01',
      phone.userId,
    ])
      expect(text).not.toContain(word);
  });
});

describe('the configuration', () => {
  it('is refused with one sentence for each fault', () => {
    const faultsOf = (env: { [name: string]: string }) => {
      const config = readConfig('serve', env);
      return config.ok ? [] : config.error;
    };
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ PORT: '80a' })).toHaveLength(1);
    expect(faultsOf({ PORT: '70000' })).toHaveLength(1);
    expect(faultsOf({ DEMO_DATA: 'half' })).toEqual([expect.stringContaining('DEMO_DATA')]);
    expect(faultsOf({ HOST: '0.0.0.0' })).toHaveLength(1);
    const behindProxy = { HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://gandan.example' };
    for (const proxy of ['1', '10.0.0.7', '127.0.0.1, ::1', '10.0.0.0/8,loopback', 'fd00::/8'])
      expect([proxy, faultsOf({ ...behindProxy, TRUST_PROXY: proxy })]).toEqual([proxy, []]);
    // Without it all have the proxy's address and share its wrong tries; with `true` everybody chooses his own.
    for (const proxy of ['', '0', 'false', 'true', '1.5', 'proxy.lan', '10.0.0.0/33', 'fd00::/8/9'])
      expect([proxy, faultsOf({ ...behindProxy, TRUST_PROXY: proxy })]).toEqual([
        proxy,
        [expect.stringContaining('TRUST_PROXY')],
      ]);
    expect(faultsOf({ TRUST_PROXY: '1' })).toEqual([expect.stringContaining('PUBLIC_ORIGIN')]);
    expect(faultsOf({ ...behindProxy, TLS_CERT: 'package.json', TLS_KEY: 'package.json' })).toEqual([]);
    expect(faultsOf({ PUBLIC_ORIGIN: 'http://gandan.example', TRUST_PROXY: '1' })).toHaveLength(1);
    expect(faultsOf({ PUBLIC_ORIGIN: 'https://gandan.example/app', TRUST_PROXY: '1' })).toHaveLength(1);
    expect(faultsOf({ TLS_CERT: 'package.json' })).toHaveLength(1);
    expect(faultsOf({ TLS_CERT: 'package.json', TLS_KEY: 'nowhere.pem' })).toHaveLength(1);
    // What is half set or misspelt is the fault; that an open server needs it is not said as well.
    expect(faultsOf({ HOST: '0.0.0.0', TLS_CERT: 'package.json' })).toEqual([expect.stringContaining('cùng nhau')]);
    expect(faultsOf({ HOST: '0.0.0.0', PUBLIC_ORIGIN: 'http://gandan.example', TRUST_PROXY: '1' })).toHaveLength(1);
    expect(faultsOf({ DATABASE_URL: 'mysql://x' })).toHaveLength(1);
    expect(faultsOf({ SNAPSHOT_KEY: 'short', SNAPSHOT_KEEP: '0', SNAPSHOT_EVERY_MINUTES: '-1' })).toHaveLength(3);
  });

  it('serves this machine only unless told otherwise, each kind in a folder of its own', () => {
    const demo = readConfig('demo', {});
    const serve = readConfig('serve', {});
    expect(demo).toMatchObject({ value: { host: '127.0.0.1', port: 8080 } });
    expect(demo.ok && serve.ok && demo.value.dataDir !== serve.value.dataDir).toBe(true);
  });
});
