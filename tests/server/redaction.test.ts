import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REDACTED } from '../../src/contract/records/kind.ts';
import { verifyAudit } from '../../src/server/storage/audit.ts';
import { lockClock } from '../../src/server/storage/clock.ts';
import { redactHistory } from '../../src/server/storage/redact-history.ts';
import { idOf } from '../support/commune.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { answered, SyncWorld, type TestPhone } from '../support/sync-world.ts';

const PLANTED = 'Hoàng Thị Bí Mật';
const PERSON = `people/${idOf('người tố cáo')}`;

describe.each(ENGINES)('a visit turns out to be a denunciation (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let lan: TestPhone;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
    lan = world.phone(world.session('Lan'));
  });
  afterAll(() => opened.close());

  /** A visit whose name stands in its making, in two edits, in a conflict, and in a mutation of a newer program. */
  async function visitWithName(): Promise<{ rid: string; rev: number }> {
    const visit = lan.create({ [`${PERSON}/name`]: PLANTED, content: `${PLANTED} kể` });
    const made = await lan.sends(visit);
    const { rid } = visit;
    const edited = await lan.sends(lan.patch(rid, made.head.seq, { content: `${PLANTED} kể lại` }));
    const minh = world.phone(world.session('Minh'));
    await minh.sends(minh.patch(rid, made.head.seq, { content: `${PLANTED} nói khác` }));
    await minh.sends(minh.mutation({ rid, schemaVer: 99, patch: { later: PLANTED } }));
    const revoked = { ...world.session('Sủng'), standing: 'revoked' as const };
    const lost = world.phone(revoked);
    await lost.sends(lost.patch(rid, made.head.seq, { note: PLANTED }));
    return { rid, rev: edited.head.seq };
  }

  it('leaves the name in no table, and the chain verifies before and after', async () => {
    const { rid, rev } = await visitWithName();
    expect(await world.everythingStored()).toContain(PLANTED);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);

    const answer = await lan.sends(lan.redact(rid, rev));
    expect(answer.results[0]?.st).toBe('applied');
    expect(await world.everythingStored()).not.toContain(PLANTED);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
  });

  it('takes in nothing of the name that comes later, by any way', async () => {
    const { rid, rev } = await visitWithName();
    const before = await lan.sends(lan.redact(rid, rev));
    const late = world.phone(world.session('Minh'));
    await late.sends(late.patch(rid, rev, { content: `${PLANTED} đến muộn`, note: PLANTED }));
    await late.sends(late.mutation({ rid, schemaVer: 99, patch: { later: PLANTED } }));
    const lost = world.phone({ ...world.session('Sủng'), standing: 'orphaned' as const });
    await lost.sends(lost.patch(rid, rev, { note: PLANTED }));
    const clock = { space: world.space, epoch: before.epoch, proto: 1, clientId: late.clientId };
    const cells = { ...lan.visit(), content: PLANTED };
    const item = { rid, kind: 'reception-visit', schemaVer: 1, fromEpoch: 'old', rev: 3, common: 0, cells };
    answered(await world.service.salvage(late.session, { ...clock, items: [item] }));
    expect(await world.everythingStored()).not.toContain(PLANTED);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
  });

  it('waits for a redaction that is being stored before it keeps anything of a withdrawn phone', async () => {
    const own = await openTestDatabase(engine);
    const world = await SyncWorld.open(own.database);
    const { space } = world;
    const may = world.phone(world.session('Mây'));
    const visit = may.create({ content: PLANTED });
    const { head } = await may.sends(visit);
    const lost = world.phone({ ...world.session('Sủng'), standing: 'revoked' as const });
    const late = await lost.request([lost.patch(visit.rid, head.seq, { note: PLANTED })]);
    let sent: Promise<unknown> = Promise.resolve();
    await world.database.transaction(async (tx) => {
      await lockClock(tx, space);
      const redacted = JSON.stringify({ ...visit.patch, content: '', [REDACTED]: 'denunciation' });
      await tx.query('update record set cells = $3::jsonb where space_id = $1 and rid = $2', [
        space,
        visit.rid,
        redacted,
      ]);
      await redactHistory(tx, space, { rid: visit.rid, policy: 'denunciation', seq: head.seq });
      sent = world.service.push(lost.session, late);
      await delay(engine === 'postgres' ? 300 : 0);
    });
    await sent;
    const stored = await world.everythingStored();
    await own.close();
    expect(stored).not.toContain(PLANTED);
  });

  it('cleans what a withdrawn phone sent before it sent the redaction, and only that', async () => {
    const visit = lan.create({ content: 'lời kể' });
    const { head } = await lan.sends(visit);
    const lost = world.phone({ ...world.session('Sủng'), standing: 'revoked' as const });
    const other = world.phone({ ...world.session('Minh'), standing: 'revoked' as const });
    await other.sends(other.patch(visit.rid, head.seq, { note: 'của người khác' }));
    await lost.sends(lost.patch(visit.rid, head.seq, { note: PLANTED }));
    const together = lost.patch(visit.rid, head.seq, { content: `${PLANTED} nữa` });
    const redaction = lost.redact(visit.rid, head.seq);
    await lost.sends(together, redaction);
    expect(await world.everythingStored()).not.toContain(PLANTED);
    await lost.sends(lost.patch(visit.rid, head.seq, { note: `${PLANTED} gửi sau` }));
    const stored = await world.everythingStored();
    expect(stored).not.toContain(PLANTED);
    // Another person's words wait until somebody has accepted the redaction.
    expect(stored).toContain('của người khác');
    const [kept] = await world.database.query<{ patch: object }>(
      `select body->'patch' as patch from quarantine where item_id = $1`,
      [redaction.mid],
    );
    expect(kept?.patch).toEqual(redaction.patch);
  });

  it('removes a name that came in the same batch', async () => {
    const visit = lan.create({ content: PLANTED });
    const answer = await lan.sends(visit, { ...lan.redact(visit.rid, 0), base: { rev: 0, saw: [visit.mid] } });
    expect(answer.results.map(({ st }) => st)).toEqual(['applied', 'applied']);
    expect(await world.everythingStored()).not.toContain(PLANTED);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
  });

  it('accepts the emptied body of a mutation that was redacted on its phone', async () => {
    const bodyHash = 'ab'.repeat(32);
    const tomb = lan.mutation({ op: 'tombstone', bodyHash });
    expect((await lan.sends(tomb)).results[0]?.st).toBe('applied');
    expect((await lan.sends(tomb)).results[0]).toMatchObject({ st: 'applied', replay: true });
  });

  it('notices a change that somebody altered, a line that is gone, and a record that was changed aside', async () => {
    const visit = lan.create({ content: 'như đã ghi' });
    const { head } = await lan.sends(visit);
    const { query } = world.database;
    const run = (text: string, params: unknown[]) => query.call(world.database, text, params);
    const fault = async () => (await verifyAudit(world.database)).find(({ space }) => space === world.space)?.fault;
    const seq = [world.space, head.seq];

    await run(`update change set patch = patch || '{"content":"khác"}' where space_id = $1 and seq = $2`, seq);
    expect(await fault()).toEqual({ seq: head.seq, what: 'altered' });
    await run(`update change set patch = patch || '{"content":"như đã ghi"}' where space_id = $1 and seq = $2`, seq);
    expect(await fault()).toBeUndefined();

    await run(`update record set cells = cells || '{"content":"khác"}' where space_id = $1 and rid = $2`, [
      world.space,
      visit.rid,
    ]);
    expect(await fault()).toEqual({ seq: head.seq, what: 'record' });
    await run(`update record set cells = cells || '{"content":"như đã ghi"}' where space_id = $1 and rid = $2`, [
      world.space,
      visit.rid,
    ]);

    await run('delete from change where space_id = $1 and seq = $2', [world.space, head.seq]);
    expect((await fault())?.what).toBe('head');
  });
});
