import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELETED, REDACTED } from '../../src/contract/records/kind.ts';
import type { Mutation } from '../../src/contract/wire/sync.ts';
import { receptionReport } from '../../src/server/reports/reception-report.ts';
import { verifyAudit } from '../../src/server/storage/audit.ts';
import { idOf, PROVINCE } from '../support/commune.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { SyncWorld, type TestPhone } from '../support/sync-world.ts';

const PLANTED = 'Hoàng Thị Bí Mật';
const WORDS = { [`people/${idOf('người đến')}/name`]: PLANTED, content: `${PLANTED} kể` };

describe.each(ENGINES)('visits that were entered twice (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let lan: TestPhone;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
    lan = world.phone(world.session('Lan'));
  });
  afterAll(() => opened.close());

  /** `count` visits of one session with one name, the lowest id first, and the head after them. */
  async function entered(count: number): Promise<{ readonly rids: string[]; readonly rev: number; session: string }> {
    const session = v7();
    const rids = Array.from({ length: count }, () => v7()).sort();
    const made = await lan.sends(...rids.map((rid) => lan.create({ ...WORDS, session: { id: session } }, { rid })));
    return { rids, rev: made.head.seq, session };
  }

  const join = (phone: TestPhone, rid: string, into: string, rev: number): Mutation =>
    phone.mutation({ op: 'join', rid, base: { rev }, patch: { [DELETED]: { reason: 'twin', into } } });

  async function cellsOf(rid: string): Promise<{ readonly [group: string]: unknown }> {
    const rows = await world.database.query<{ cells: { [group: string]: unknown } }>(
      'select cells from record where space_id = $1 and rid = $2',
      [world.space, rid],
    );
    return rows[0]?.cells ?? {};
  }

  async function expectNoName(...rids: string[]): Promise<void> {
    for (const rid of rids) expect((await cellsOf(rid))[REDACTED], rid).toBe('denunciation');
    expect(await world.everythingStored()).not.toContain(PLANTED);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
  }

  it('the kept one turns out a denunciation: no name stays in the bin, and phones are told', async () => {
    const { rids, rev } = await entered(2);
    const [a = '', b = ''] = rids;
    const joined = await lan.sends(join(lan, b, a, rev));
    const answer = await lan.sends(lan.redact(a, joined.head.seq));
    await expectNoName(a, b);
    expect((await cellsOf(b)).localCode).toMatch(/^TC-/);
    expect((await cellsOf(b)).localCode).not.toBe((await cellsOf(a)).localCode);
    expect((await cellsOf(b))[DELETED]).toMatchObject({ into: a });
    // What the phone was answered ends before the change it does not know of: its next pull brings it.
    const pulled = await lan.pulls({ cursor: String(answer.head.seq), epoch: answer.epoch });
    expect(pulled.rows.map(({ rid }) => rid)).toEqual([b]);
    expect((await lan.sends(lan.create())).results[0]?.st).toBe('applied');
  });

  it('the one in the bin turns out a denunciation: so does the kept one, through all that were joined', async () => {
    const { rids, rev } = await entered(3);
    const [a = '', b = '', c = ''] = rids;
    const joined = await lan.sends(join(lan, b, a, rev), join(lan, c, b, rev));
    await lan.sends(lan.redact(c, joined.head.seq));
    await expectNoName(a, b, c);
  });

  it('two phones, the redaction first: what is joined into a denunciation is one', async () => {
    const { rids, rev } = await entered(2);
    const [a = '', b = ''] = rids;
    await lan.sends(lan.redact(a, rev));
    const minh = world.phone(world.session('Minh'));
    await minh.sends(minh.patch(a, rev, { note: `${PLANTED} nói thêm` }), join(minh, b, a, rev));
    await expectNoName(a, b);
  });

  it('two phones, the other one redacted first: what took over its words gives them up', async () => {
    const { rids, rev } = await entered(2);
    const [a = '', b = ''] = rids;
    await lan.sends(lan.redact(b, rev));
    const minh = world.phone(world.session('Minh'));
    await minh.sends(minh.patch(a, rev, { note: `${PLANTED} nói thêm` }), join(minh, b, a, rev));
    await expectNoName(a, b);
  });

  it('a visit that was only compared with it keeps its name: it is another citizen’s', async () => {
    const { rids, rev } = await entered(2);
    const [a = '', b = ''] = rids;
    const decision = v7();
    const apart = { [`notTwins/${decision}/checked`]: true };
    const told = await lan.sends(lan.patch(a, rev, apart), lan.patch(b, rev, apart));
    await lan.sends(lan.redact(a, told.head.seq));
    expect((await cellsOf(b)).content).toBe(WORDS.content);
    expect(JSON.stringify(await cellsOf(a))).not.toContain(decision);
    expect(JSON.stringify(await cellsOf(b))).not.toContain(a);
    await lan.sends(lan.redact(b, told.head.seq + 1));
  });

  it('are said to be possible twins until all are told apart', async () => {
    const { rids, rev } = await entered(3);
    const [a = '', b = '', c = ''] = rids;
    const { actor } = lan.session;
    const twins = async () => {
      const query = { from: '2026-07-06', to: '2026-07-06' };
      const report = await receptionReport({ database: world.database, root: PROVINCE }, actor, query);
      if (!report.ok) throw new Error(JSON.stringify(report.error));
      return report.value.units.find(({ space }) => space.id === world.space)?.waiting.twins;
    };
    expect(await twins()).toBe(2);
    const tell = async (...two: string[]) => {
      const apart = { [`notTwins/${v7()}/checked`]: true };
      await lan.sends(...two.map((rid) => lan.patch(rid, rev, apart)));
    };
    await tell(a, b);
    expect(await twins()).toBe(1);
    await tell(a, c);
    expect(await twins()).toBe(1);
    await tell(b, c);
    expect(await twins()).toBe(0);
  });
});
