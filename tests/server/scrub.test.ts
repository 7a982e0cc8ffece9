import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PGliteDatabase } from '../../src/server/storage/pglite-database.ts';
import { scrubIfRedacted } from '../../src/server/storage/scrub.ts';
import { idOf } from '../support/commune.ts';
import { openTestDatabase } from '../support/server-database.ts';
import { SyncWorld, type TestPhone } from '../support/sync-world.ts';

const PLANTED = 'Hoàng Thị Trong Tệp';
const PERSON = `people/${idOf('người tố cáo')}`;

describe('the files of the embedded database', () => {
  let database: PGliteDatabase;
  let world: SyncWorld;
  let lan: TestPhone;

  beforeAll(async () => {
    database = (await openTestDatabase()).database as PGliteDatabase;
    world = await SyncWorld.open(database);
    lan = world.phone(world.session('Lan'));
  });
  afterAll(() => database.close());

  /** Every byte: tables, indexes, log. */
  const files = async () => Buffer.from(await (await database.dump('none')).arrayBuffer());

  it('lose the words of a redaction: dead rows and the log go, everything else stays', async () => {
    const kept = await lan.sends(lan.create({ content: 'Lượt tiếp còn lại' }));
    const visit = lan.create({ [`${PERSON}/name`]: PLANTED, content: `${PLANTED} kể` });
    const { head } = await lan.sends(visit);
    const edited = await lan.sends(lan.patch(visit.rid, head.seq, { content: `${PLANTED} kể lại` }));
    await lan.sends(lan.redact(visit.rid, edited.head.seq));
    expect((await files()).includes(PLANTED)).toBe(true);

    expect(await scrubIfRedacted(database, world.space)).toBe(true);
    const after = await files();
    expect(after.includes(PLANTED)).toBe(false);
    expect(after.includes('Lượt tiếp còn lại')).toBe(true);
    expect(kept.results[0]?.st).toBe('applied');
    // Of a few rows the planner would rather read all.
    await database.script('set enable_seqscan = off');
    const plan = await database.query<{ 'QUERY PLAN': string }>(
      "explain select max(received_at) from change where op = 'redact' or (op = 'salvage' and patch ? '@redacted')",
    );
    expect(JSON.stringify(plan), 'asked every two minutes').toContain('change_redaction');
    await database.script('reset enable_seqscan');
    expect(await scrubIfRedacted(database, world.space), 'nothing was redacted since').toBe(false);
  });
});
