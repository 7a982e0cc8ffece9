import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/contract/limits.ts';
import type { Digest, PullAnswer } from '../../src/contract/wire/sync.ts';
import { addHash, memberHash } from '../../src/domain/merge/digest.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { assignRecord } from '../../src/server/sync/assign.ts';
import { idOf, PROVINCE } from '../support/commune.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { answered, problemOf, SyncWorld, type TestPhone } from '../support/sync-world.ts';

describe.each(ENGINES)('a phone pulls (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let commune = 0;
  let space: string;
  let lan: TestPhone;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
  });
  afterAll(() => opened.close());

  // A commune of its own for each test: its order of changes begins at one.
  beforeEach(async () => {
    commune += 1;
    const name = `Xã ${commune}`;
    space = idOf(name);
    await createSpaces(world.database, PROVINCE, [
      { id: space, code: name, kind: 'xa', level: 'commune', name, parent: PROVINCE },
    ]);
    lan = world.phone(world.session('Lan', 'commune_office', name), space);
  });

  /** All pages of a forward pull. */
  async function pullsAll(phone: TestPhone, limit: number, cursor = 0): Promise<PullAnswer[]> {
    const pages: PullAnswer[] = [];
    let from = cursor;
    for (;;) {
      const page = await phone.pulls({ cursor: String(from), limit: String(limit) });
      pages.push(page);
      from = page.cursor.seq;
      if (!page.more) return pages;
    }
  }

  function digestOf(rows: readonly { rid: string; rev: number; kind: string }[]): Digest {
    const digest: Digest = {};
    for (const { rid, rev, kind } of rows) {
      const { count, sum } = digest[kind] ?? { count: 0, sum: 0 };
      digest[kind] = { count: count + 1, sum: addHash(sum, memberHash(rid, rev)) };
    }
    return digest;
  }

  it('brings every record once, in pages, with a cursor that stands in the chain', async () => {
    const visits = Array.from({ length: 23 }, () => lan.create());
    await lan.sends(...visits);
    const pages = await pullsAll(lan, 5);
    expect(pages.map((page) => page.rows.length)).toEqual([5, 5, 5, 5, 3]);
    expect(pages.map((page) => page.digest !== undefined)).toEqual([false, false, false, false, true]);
    expect(pages.flatMap((page) => page.rows.map((row) => row.rid))).toEqual(visits.map((visit) => visit.rid));
    for (const page of pages) {
      const next = await lan.pull({
        cursor: String(page.cursor.seq),
        seen: String(page.cursor.seq),
        hash: page.cursor.hash,
      });
      expect(next.ok).toBe(true);
    }
  });

  it('keeps its digest equal to what a phone would count, through edits, deletions and changes of organ', async () => {
    const visits = Array.from({ length: 6 }, () => lan.create());
    const { head } = await lan.sends(...visits);
    const [a, b] = visits;
    await lan.sends(
      lan.patch(a?.rid ?? '', head.seq, { content: 'sửa' }),
      lan.mutation({
        rid: b?.rid ?? '',
        op: 'delete',
        base: { rev: head.seq },
        patch: { '@deleted': { reason: 'nhầm' } },
      }),
    );
    const page = await lan.pulls({ cursor: '0' });
    expect(page.digest).toEqual(digestOf(page.rows as never));
    expect(page.digest?.['reception-visit']?.count).toBe(6);
  });

  it('fills an empty phone from the newest down, and misses nothing that comes meanwhile', async () => {
    await lan.sends(...Array.from({ length: 12 }, () => lan.create()));
    const first = await lan.pulls({ before: '0', limit: '5' });
    expect(first.rows.map((row) => row.rev)).toEqual([12, 11, 10, 9, 8]);
    expect([first.before, first.more, first.head.seq]).toEqual([8, true, 12]);
    // An old record changes while the phone still fills: it comes by the live cursor, which began at the first head.
    const all = await lan.pulls({ cursor: '0' });
    const oldest = all.rows[0];
    await lan.sends(lan.patch(oldest?.rid ?? '', 1, { content: 'mới' }));
    const second = await lan.pulls({ before: '8', limit: '5' });
    expect(second.rows.map((row) => row.rev)).toEqual([7, 6, 5, 4, 3]);
    const third = await lan.pulls({ before: '3', limit: '5' });
    expect([third.rows.map((row) => row.rev), third.more, third.before]).toEqual([[2], false, undefined]);
    const live = await lan.pulls({ cursor: '12' });
    expect(live.rows.map((row) => [row.rid, row.rev])).toEqual([[oldest?.rid, 13]]);
  });

  it('ends a page by its size', async () => {
    const large = 'x'.repeat(15_000);
    for (let batch = 0; batch < 4; batch += 1)
      await lan.sends(...Array.from({ length: 25 }, () => lan.create({ content: large, request: large })));
    const page = await lan.pulls({ cursor: '0' });
    expect(page.more).toBe(true);
    expect(JSON.stringify(page.rows).length).toBeLessThan(LIMITS.pageBytes * 1.3);
    const pages = await pullsAll(lan, 500);
    expect(pages.flatMap((each) => each.rows)).toHaveLength(100);
  });

  it('tells phones of the other organ that a record has left, and later that it was redacted', async () => {
    const name = `Xã ${commune}`;
    const both = {
      ...world.session('Páo', 'commune_office', name),
      actor: {
        ...lan.session.actor,
        memberships: (['committee', 'party'] as const).map((organ) => ({
          space,
          organ,
          role: 'commune_office' as const,
        })),
      },
    };
    const pao = world.phone(both, space);
    const visit = pao.create();
    const { head } = await pao.sends(visit);
    const moved = await pao.sends(pao.patch(visit.rid, head.seq, { organ: 'party' }));
    const left = await lan.pulls({ cursor: String(head.seq) });
    expect(left.rows).toEqual([{ rid: visit.rid, rev: moved.head.seq, gone: true }]);
    expect(left.digest).toEqual({});
    const redaction = pao.redact(visit.rid, moved.head.seq);
    const redacted = await pao.sends({ ...redaction, patch: { ...redaction.patch, organ: 'party' } });
    const told = await lan.pulls({ cursor: String(moved.head.seq) });
    expect(told.rows).toEqual([{ rid: visit.rid, rev: redacted.head.seq, gone: true, redacted: 'denunciation' }]);
    expect((await lan.pulls({ before: '0' })).rows).toEqual([]);
  });

  it('sends a start anew to a cursor older than what is kept', async () => {
    await lan.sends(lan.create(), lan.create());
    await world.database.query('update space_clock set floor_seq = 2 where space_id = $1', [space]);
    expect(problemOf(await lan.pull({ cursor: '1' }))).toBe('cursorTooOld');
    expect((await lan.pulls({ cursor: '2' })).rows).toEqual([]);
    expect((await lan.pulls({ before: '0' })).rows).toHaveLength(2);
  });

  it('brings an old record to the person it is assigned to, and takes it away again', async () => {
    const visit = lan.create();
    await lan.sends(visit);
    await lan.sends(...Array.from({ length: 3 }, () => lan.create()));
    const dua = world.session('Dua', 'assigned', `Xã ${commune}`);
    const bucket = `assigned:${dua.actor.userId}`;
    const phone = world.phone(dua, space);
    const deps = {
      database: world.database,
      ports: { nowMs: () => world.nowMs, randomBytes: (n: number) => new Uint8Array(n) },
      root: PROVINCE,
      serverVer: 'test',
    };
    const assign = (given: boolean) =>
      assignRecord(deps, {
        space,
        rid: visit.rid,
        userId: dua.actor.userId,
        given,
        author: lan.session.actor.userId,
        mid: v7(),
      });

    expect(await assign(true)).toBe(true);
    expect(await assign(true)).toBe(false);
    const got = answered(await phone.pull({ cursor: '4' }, bucket));
    expect(got.rows).toMatchObject([{ rid: visit.rid, rev: 5 }]);
    await lan.sends(lan.patch(visit.rid, 5, { content: 'mới' }));
    expect(answered(await phone.pull({ cursor: '5' }, bucket)).rows).toMatchObject([{ rid: visit.rid, rev: 6 }]);
    await assign(false);
    const gone = answered(await phone.pull({ cursor: '6' }, bucket));
    expect(gone.rows).toEqual([{ rid: visit.rid, rev: 7, gone: true }]);
    expect(gone.digest).toEqual({});
    expect((await lan.pulls({ cursor: '6' })).rows).toMatchObject([{ rid: visit.rid, rev: 7 }]);
  });

  it('fetches by id what is in the bucket, and tells what is gone from what never was', async () => {
    const visit = lan.create();
    const { head, epoch } = await lan.sends(visit);
    const other = v7();
    const fetch = { proto: 1, space, bucket: 'unit-base:committee', epoch, rids: [visit.rid, other] };
    expect(answered(await world.service.fetch(lan.session, fetch))).toMatchObject({
      rows: [{ rid: visit.rid, rev: head.seq }],
      missing: [other],
      gone: [],
    });
  });

  it('bisects a digest to ids and revs', async () => {
    const visits = Array.from({ length: 10 }, () => lan.create());
    const { epoch } = await lan.sends(...visits);
    const scope = { proto: 1, space, bucket: 'unit-base:committee', epoch, kind: 'reception-visit' };
    const sums = answered(await world.service.digest(lan.session, scope)).parts ?? {};
    const total = Object.values(sums).reduce((sum, part) => sum + part.count, 0);
    expect(total).toBe(10);
    const part = visits[3]?.rid.slice(-2) ?? '';
    const listed = answered(await world.service.digest(lan.session, { ...scope, parts: [part] })).members;
    expect(listed).toContainEqual({ rid: visits[3]?.rid, rev: 4 });
  });
});
