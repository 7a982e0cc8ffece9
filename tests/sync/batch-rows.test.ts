import { describe, expect, it } from 'vitest';
import { BatchRows } from '../../src/sync/batch-rows.ts';

describe('rows in one request', () => {
  it('begin small and grow with each quick answer, up to the most', () => {
    const rows = new BatchRows(500);
    const seen = [rows.now];
    for (let i = 0; i < 4; i += 1) {
      rows.answered(400);
      seen.push(rows.now);
    }
    expect(seen).toEqual([100, 200, 400, 500, 500]);
  });

  it('are halved by a request that did not fit through, and by one that took too long; never none', () => {
    const rows = new BatchRows(500);
    rows.failed();
    expect(rows.now).toBe(50);
    rows.answered(20_000);
    expect(rows.now).toBe(25);
    for (let i = 0; i < 10; i += 1) rows.failed();
    expect(rows.now).toBe(1);
  });

  it('stay as they are when the line just carries them', () => {
    const rows = new BatchRows(500);
    rows.answered(6_000);
    expect(rows.now).toBe(100);
  });

  it('never exceed what the phone was given', () => {
    const rows = new BatchRows(3);
    expect(rows.now).toBe(3);
    rows.answered(0);
    expect(rows.now).toBe(3);
  });
});
