import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/contract/limits.ts';
import { PROBLEMS, type ProblemName } from '../../src/contract/problems.ts';
import type { PushAnswer } from '../../src/contract/wire/sync.ts';
import { demoCommuneId } from '../../src/server/demo/units.ts';
import { type Answered, HttpPhone, TestBrowser } from '../support/http-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ENGINES } from '../support/server-database.ts';

/** Answered with this numbered problem, a sentence, and never a fault of the server's own. */
function expectProblem(answer: Answered<unknown>, name: ProblemName): void {
  expect({ status: answer.status, code: (answer.body as { code?: string }).code }).toEqual({
    status: PROBLEMS[name].status,
    code: PROBLEMS[name].code,
  });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect((answer.body as { detail?: string }).detail?.length).toBeGreaterThan(10);
}

describe.each(ENGINES)('bad input over HTTP (%s)', (engine) => {
  let server: TestServer;
  let phone: HttpPhone;

  beforeAll(async () => {
    server = await startTestServer({ database: engine === 'pglite' ? 'pglite-memory' : 'postgres' });
    phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
  });
  afterAll(() => server.stop());

  async function stored(): Promise<number> {
    const [row] = await server.db.query<{ n: number }>(
      'select (select count(*) from record) + (select count(*) from change) + (select count(*) from mutation) as n',
    );
    return row?.n ?? -1;
  }

  /** Sends a whole request that must be refused and leave no trace. */
  async function refused(name: ProblemName, send: () => Promise<Answered<unknown>>): Promise<void> {
    const before = await stored();
    expectProblem(await send(), name);
    expect(await stored()).toBe(before);
  }

  it.each([
    ['no JSON at all', '{"proto":1,'],
    ['an empty body', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '17'],
    ['fields of the wrong type', JSON.stringify({ proto: 1, appVer: 7, clientId: 'x', muts: {} })],
    ['no mutations', '{"proto":1,"appVer":"1","muts":[]}'],
    ['endlessly nested JSON', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ])('%s is malformed', async (_what, text) => {
    const headers = { 'content-type': 'application/json' };
    for (const path of ['push', 'recover', 'fetch', 'salvage', 'digest'])
      await refused('malformed', () => phone.browser.send('POST', `/sync/v1/${path}`, text, headers));
  });

  it('refuses a body that is not JSON, not readable gzip, or of an unknown encoding', async () => {
    const json = { 'content-type': 'application/json' };
    await refused('unsupportedMedia', () =>
      phone.browser.send('POST', '/sync/v1/push', 'x', { 'content-type': 'text/plain' }),
    );
    await refused('unsupportedMedia', () => phone.browser.send('POST', '/sync/v1/push', 'x'));
    await refused('malformed', () =>
      phone.browser.send('POST', '/sync/v1/push', 'x', { ...json, 'content-encoding': 'gzip' }),
    );
    await refused('unsupportedMedia', () =>
      phone.browser.send('POST', '/sync/v1/push', 'x', { ...json, 'content-encoding': 'br' }),
    );
  });

  it('without a session says so first, whatever the request looks like', async () => {
    const stranger = new TestBrowser(server.app);
    const docs = await stranger.get<{ paths: { [path: string]: { [method: string]: unknown } } }>(
      '/api/docs/openapi.json',
    );
    const asked: string[] = [];
    for (const [path, methods] of Object.entries(docs.body.paths)) {
      if (!/^\/api\/(admin|reference|reports)(\/|$)/.test(path) || path.endsWith('/first-password')) continue;
      const url = path.replace('{id}', 'nobody');
      for (const method of Object.keys(methods)) {
        asked.push(`${method} ${path}`);
        const json = { 'content-type': 'application/json' };
        const body = method === 'post' ? '{"locked":' : undefined;
        await refused('noSession', () =>
          stranger.send(method === 'post' ? 'POST' : 'GET', `${url}?from=x`, body, json),
        );
      }
    }
    expect(asked.length).toBeGreaterThan(16);
    expectProblem(await stranger.get('/api/reports/receptions'), 'noSession');
  });

  it('refuses what is too large, also when it only becomes so unpacked', async () => {
    const large = { filler: 'a'.repeat(LIMITS.requestBytes) };
    await refused('tooLarge', () => phone.browser.post('/sync/v1/push', large));
    await refused('tooLarge', () => phone.browser.postGzip('/sync/v1/push', large));
  });

  it('takes a gzip body in', async () => {
    const answer = await phone.browser.postGzip<PushAnswer>('/sync/v1/push', phone.request([phone.visit()]));
    expect(answer.body.results?.[0]?.st).toBe('applied');
  });

  it('refuses another protocol version, whatever else the message holds', async () => {
    await refused('protoUnsupported', () => phone.push([{ mid: 'future' }], { proto: 99 }));
    await refused('protoUnsupported', () => phone.browser.get(phone.pullUrl({ proto: '99' })));
    await refused('protoUnsupported', () => phone.browser.post('/sync/v1/recover', { proto: 99, other: true }));
  });

  it('refuses pulls with nonsense in the query', async () => {
    await refused('malformed', () => phone.browser.get(phone.pullUrl({ cursor: '-1' })));
    await refused('malformed', () => phone.browser.get(phone.pullUrl({ cursor: '1e9' })));
    await refused('malformed', () => phone.browser.get(phone.pullUrl({ space: 'all' })));
    await refused('malformed', () => phone.browser.get(phone.pullUrl({}, "x'; drop table record; --")));
    await refused('forked', () => phone.browser.get(phone.pullUrl({ seen: '999999999999999', hash: 'a' })));
  });

  it('answers for a foreign unit exactly as for one that does not exist', async () => {
    const nowhere = '11111111-1111-4111-8111-111111111111';
    for (const space of [demoCommuneId(2), nowhere]) {
      await refused('notFound', () => phone.push([phone.visit()], { space }));
      await refused('notFound', () => phone.browser.get(phone.pullUrl({ space })));
      const scope = { proto: 1, space, epoch: phone.epoch, bucket: 'unit-base:committee' };
      await refused('notFound', () => phone.browser.post('/sync/v1/fetch', { ...scope, rids: [] }));
      await refused('notFound', () => phone.browser.post('/sync/v1/digest', { ...scope, kind: 'unit' }));
      await refused('notFound', () => phone.browser.post('/sync/v1/recover', { ...scope, marks: [] }));
      const salvage = { ...scope, clientId: phone.clientId, items: [] };
      await refused('notFound', () => phone.browser.post('/sync/v1/salvage', salvage));
    }
    phone.no = 1;
  });

  it('answers a wrong epoch with the present one', async () => {
    const answer = await phone.push([phone.visit({}, { no: 99 })], { epoch: 'yesterday' });
    expectProblem(answer, 'epoch');
    expect(answer.body.epoch).toBe(phone.epoch);
    phone.no -= 1;
  });

  it('refuses only the bad ones of a batch of a hundred', async () => {
    const fresh = await HttpPhone.enrol(server, 'vanphong2.suoimau');
    const batch = Array.from({ length: 100 }, (_, place) => fresh.visit({ content: `việc ${place}` }));
    const spoil = (place: number, change: object) => Object.assign(batch[place] as object, change);
    const withContent = (content: unknown) => ({ patch: { ...batch[0]?.patch, content } });
    spoil(10, withContent('NUL \u0000 ở giữa'));
    spoil(11, withContent('lại NUL \u0000'));
    spoil(20, withContent('nửa chữ \ud800'));
    spoil(30, { patch: { ...batch[30]?.patch, headcount: { came: -3 } } });
    spoil(31, { patch: { ...batch[31]?.patch, headcount: 'nhiều' } });
    spoil(40, withContent('x'.repeat(25_000)));
    spoil(41, { patch: { ...batch[41]?.patch, unheardOf: 1 } });
    spoil(42, { rid: 'not an id' });
    spoil(43, { op: 'explode' });
    spoil(44, withContent(JSON.parse('['.repeat(50) + ']'.repeat(50))));
    spoil(45, { patch: { ...batch[45]?.patch, content: 'x'.repeat(300_000) } });
    // Too deep for JSON.stringify here; a stranger writes it by hand.
    spoil(46, withContent('@deep@'));
    spoil(47, { kind: 'petition', patch: { any: JSON.parse('['.repeat(50) + ']'.repeat(50)) } });
    spoil(50, { kind: 'constructor' });
    spoil(51, { kind: 'reception-visit', schemaVer: 7 });
    spoil(52, { author: '22222222-2222-4222-8222-222222222222' });
    const written = JSON.stringify(fresh.request(batch)).replace('"@deep@"', '['.repeat(100_000) + ']'.repeat(100_000));
    const pushed = () =>
      fresh.browser.send<PushAnswer>('POST', '/sync/v1/push', written, { 'content-type': 'application/json' });
    const answer = await pushed();
    expect(answer.status).toBe(200);
    const results = answer.body.results ?? [];
    expect(results).toHaveLength(100);
    const codeAt = (place: number) => results[place]?.problem?.code;
    expect([10, 11, 20].map(codeAt)).toEqual(Array(3).fill(PROBLEMS.badText.code));
    expect([30, 31, 40, 41, 42, 43, 44, 46, 47].map(codeAt)).toEqual(Array(9).fill(PROBLEMS.itemInvalid.code));
    expect(codeAt(45)).toBe(PROBLEMS.itemTooLarge.code);
    expect([results[50]?.st, results[51]?.st]).toEqual(['deferred', 'deferred']);
    expect(codeAt(52)).toBe(PROBLEMS.wrongAuthor.code);
    const count = (st: string) => results.filter((result) => result.st === st).length;
    expect([count('applied'), count('rejected'), count('deferred')]).toEqual([84, 14, 2]);
    // The same batch again gets the same answers.
    const again = await pushed();
    expect(again.body.results).toEqual(results.map((result) => ({ ...result, replay: true })));
  });

  it('refuses requests from another site', async () => {
    const post = (headers: { [name: string]: string }) => phone.browser.post('/api/session/nonce', {}, headers);
    await refused('crossSite', () => post({ origin: 'https://example.org' }));
    await refused('crossSite', () => post({ origin: 'null' }));
    await refused('crossSite', () => post({ 'sec-fetch-site': 'cross-site' }));
    await refused('crossSite', () => post({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:80' }));
    expect((await post({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' })).status).toBe(200);
    await refused('crossSite', () =>
      phone.browser.send('DELETE', '/api/session', undefined, { origin: 'https://example.org' }),
    );
  });

  it('asks for a session, and knows no other address', async () => {
    const nobody = new TestBrowser(server.app);
    await refused('noSession', () => nobody.get(phone.pullUrl({})));
    await refused('noSession', () => nobody.post('/sync/v1/push', phone.request([])));
    await refused('notFound', () => nobody.get('/api/nothing'));
    await refused('notFound', () => nobody.get('/sync/v2/pull'));
    await refused('malformed', () => nobody.get('/%E0%A4%A'));
  });

  it('refuses nonsense at every other door', async () => {
    const admin = new TestBrowser(server.app);
    await admin.post('/api/demo/session', { username: 'tinh.quantri' });
    const doors = [
      '/api/enrol',
      '/api/session/device',
      '/api/session/password',
      '/api/demo/session',
      '/api/demo/enrol-code',
      '/api/admin/users',
      '/api/admin/spaces',
      '/api/admin/recovery-key',
      '/api/admin/recovery-answers',
      '/api/admin/first-password',
      `/api/admin/users/${phone.userId}/lock`,
      `/api/admin/users/${phone.userId}/grants`,
      '/api/admin/devices/nonsense/revoke',
      '/api/admin/quarantine/nonsense',
    ];
    for (const door of doors)
      for (const body of [null, [], 'text', { username: 5 }, { publicKey: '\u0000' }])
        await refused('malformed', () => admin.post(door, body));
    await refused('malformed', () => admin.get('/api/reports/receptions?from=x&to=y'));
    await refused('badPeriod', async () => {
      const viewer = new TestBrowser(server.app);
      await viewer.post('/api/demo/session', { username: 'tinh.xem' });
      return viewer.get('/api/reports/receptions?from=2026-02-01&to=2026-01-01');
    });
  });
});
