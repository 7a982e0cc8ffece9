import { describe, expect, it } from 'vitest';
import { runSchedule } from './world.ts';

// The whole of it is `npm run simulate`; this only says at once when something is broken.

describe('the simulation', () => {
  it('finds nothing in its first fifty schedules', async () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const { violations } = await runSchedule({ seed });
      expect(violations, `npm run simulate -- --seed ${seed} --schedules 1 --trace`).toEqual([]);
    }
  });

  it('is the same in every run of a seed', async () => {
    for (const seed of [3, 17, 4711]) {
      const [first, second] = [await runSchedule({ seed }), await runSchedule({ seed })];
      expect(second.trace).toEqual(first.trace);
    }
  });

  it('finds a planted bug', async () => {
    const found: number[] = [];
    for (let seed = 1; seed <= 60 && found.length === 0; seed += 1) {
      const { violations } = await runSchedule({ seed, faults: new Set(['lww']) });
      if (violations.length > 0) found.push(seed);
    }
    expect(found).toHaveLength(1);
  });
});
