import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { verifyAudit } from '../../src/server/storage/audit.ts';
import { applyDeferred } from '../../src/server/sync/apply-deferred.ts';
import { PROVINCE } from '../support/commune.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { problemOf, SyncWorld } from '../support/sync-world.ts';

describe.each(ENGINES)('when something goes wrong with a batch (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
    // What no check foresees: the database itself refuses a value.
    await opened.database.script(`
      create function poison() returns trigger language plpgsql as $$ begin
        if new.cells ->> 'content' = 'độc' then raise exception 'poison' using errcode = '22000'; end if;
        return new;
      end $$;
      create trigger poison before insert or update on record for each row execute function poison();`);
  });
  afterAll(() => opened.close());

  it('refuses only the items that the database itself refuses, and answers a replay the same', async () => {
    const lan = world.phone(world.session('Lan'));
    const first = lan.create();
    const bad = lan.create({ content: 'độc' });
    const batch = [first, bad, lan.create(), lan.patch(bad.rid, 0, { note: 'theo sau' }), lan.create()];
    const answer = await lan.sends(...batch);
    expect(answer.results.map(({ st }) => st)).toEqual(['applied', 'rejected', 'applied', 'rejected', 'applied']);
    expect(answer.results[1]?.problem?.code).toBe(PROBLEMS.itemInvalid.code);
    expect(answer.results[3]?.problem?.code).toBe(PROBLEMS.dependsOn.code);
    const again = await lan.sends(...batch);
    expect(again.results).toEqual(answer.results.map((result) => ({ ...result, replay: true })));
    expect((await lan.pulls()).rows).toHaveLength(3);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
    // The row of numbers goes on.
    expect((await lan.sends(lan.create())).results[0]?.st).toBe('applied');
  });

  it('serves two batches of one client that arrive at once, one after the other', async () => {
    const lan = world.phone(world.session('Lan'));
    const batch = Array.from({ length: 20 }, () => lan.create());
    const both = await Promise.all([lan.push(batch), lan.push(batch), lan.push(batch)]);
    const results = both.map((answer) => (answer.ok ? answer.value.results.map(({ seq }) => seq) : answer.error));
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('keeps the order of changes dense under phones that send at once', async () => {
    const phones = ['Lan', 'Minh', 'Sủng', 'Dua'].map((name) => world.phone(world.session(name)));
    await Promise.all(
      phones.map(async (phone) => {
        for (let turn = 0; turn < 5; turn += 1) await phone.sends(phone.create(), phone.create());
      }),
    );
    const rows = await world.database.query<{ seq: number }>(
      'select seq from change where space_id = $1 order by seq',
      [world.space],
    );
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, place) => place + 1));
  });

  it('keeps what only a newer program understands, and applies it when that program starts', async () => {
    const lan = world.phone(world.session('Lan'));
    const visit = lan.create({ content: 'cũ' });
    const { head } = await lan.sends(visit);
    const newer = { ...lan.patch(visit.rid, head.seq, { content: 'mới' }), schemaVer: 2 };
    const unknown = lan.mutation({ kind: 'petition', op: 'create', patch: { any: 'thing' } });
    const answer = await lan.sends(newer, unknown, lan.create());
    expect(answer.results.map(({ st }) => st)).toEqual(['deferred', 'deferred', 'applied']);

    const deps = {
      database: world.database,
      ports: { nowMs: () => world.nowMs, randomBytes: (n: number) => new Uint8Array(n) },
      root: PROVINCE,
      serverVer: 'next',
    };
    const actorOf = async () => lan.session.actor;
    expect(await applyDeferred(deps, actorOf)).toBe(0);
    // The newer program: one that knows version 2 of a visit.
    await world.database.query(`update deferred set body = body || '{"schemaVer":1}' where mid = $1`, [newer.mid]);
    expect(await applyDeferred(deps, actorOf)).toBe(1);
    expect(await applyDeferred(deps, actorOf)).toBe(0);
    const page = await lan.pulls({ cursor: String(answer.head.seq) });
    expect(page.rows).toMatchObject([{ rid: visit.rid, cells: { content: 'mới' } }]);
    const again = await lan.sends(newer, unknown);
    expect(again.results).toMatchObject([
      { st: 'applied', replay: true },
      { st: 'deferred', replay: true },
    ]);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
  });

  it('starts although one of the rows that waited cannot be stored, and keeps that row for the administrator', async () => {
    const lan = world.phone(world.session('Lan'));
    const bad = { ...lan.create({ content: 'độc' }), schemaVer: 2 };
    const good = { ...lan.create({ content: 'lành' }), schemaVer: 2 };
    expect((await lan.sends(bad, good)).results.map(({ st }) => st)).toEqual(['deferred', 'deferred']);
    await world.database.query(`update deferred set body = body || '{"schemaVer":1}' where client_id = $1`, [
      lan.clientId,
    ]);
    const deps = {
      database: world.database,
      ports: { nowMs: () => world.nowMs, randomBytes: (n: number) => new Uint8Array(n) },
      root: PROVINCE,
      serverVer: 'next',
    };
    await applyDeferred(deps, async () => lan.session.actor);
    expect((await lan.sends(good)).results).toMatchObject([{ st: 'applied', replay: true }]);
    const waiting = await world.database.query<{ body: unknown }>(
      `select body from quarantine where item_id = $1 and decided_at is null and reason->>'code' = $2`,
      [bad.mid, PROBLEMS.itemInvalid.code],
    );
    expect(waiting).toMatchObject([{ body: { patch: { content: 'độc' } } }]);
    expect(await world.database.query('select 1 from deferred where client_id = $1', [lan.clientId])).toEqual([]);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
  });

  it('asks a client of another user to sign in, and a jump in the numbers to begin anew', async () => {
    const lan = world.phone(world.session('Lan'));
    await lan.sends(lan.create());
    const thief = world.session('Minh');
    const stolen = { ...lan.create(), author: thief.actor.userId, no: 2 };
    const answer = await world.service.push(thief, { ...(await lan.request([stolen])), clientId: lan.clientId });
    expect(problemOf(answer)).toBe('noSession');
    expect(problemOf(await lan.push([lan.create({}, { no: 7 })]))).toBe('gap');
  });
});
