import * as z from 'zod/mini';
import { defineKind, REDACTED } from '../../src/contract/records/kind.ts';
import type { Json } from '../../src/contract/scalars.ts';
import type { SimKind } from './sim-kind.ts';

/** A small kind with every feature of a real one: groups, a map, first-wins, a redaction policy, two versions. */
export const note = defineKind({
  kind: 'sim-note',
  version: 2,
  groups: { organ: z.string(), title: z.string(), a: z.string(), b: z.string(), c: z.string(), by: z.string() },
  maps: { items: { x: z.string(), y: z.string() }, kept: { z: z.string() } },
  required: ['organ'],
  firstWins: ['by'],
  redactions: { secret: { keep: ['organ', 'title', 'by'], keepMaps: ['kept'], force: ['title'] } },
  upConverters: {},
});

export const SPACE = '00000000-0000-5000-8000-00000000aaaa';

const ITEM = 'items/01980000-0000-7000-8000-00000000e001';

export const noteKind: SimKind = {
  definition: note,
  bucket: 'unit-base:committee',
  policy: 'secret',
  groups: ['title', 'a', 'b', 'c', `${ITEM}/x`, `${ITEM}/y`, 'kept/01980000-0000-7000-8000-00000000e002/z'],
  removed: `${ITEM}/removed`,
  assignedWrites: true,
  shown: 'a',
  created: (user, spoilt, rng, word) => {
    const bad = spoilt ? 'bad' : '';
    const cells: { [group: string]: Json } = { organ: 'committee', by: user, title: 'T', a: `${bad}${word()}` };
    if (rng.chance(0.5)) cells.b = word();
    if (rng.chance(0.3)) cells[`${ITEM}/x`] = word();
    return cells;
  },
  redacted: (view) => {
    const kept = Object.entries(view).filter(
      ([group]) => ['organ', 'by', 'title'].includes(group) || group.startsWith('kept/'),
    );
    return { ...Object.fromEntries(kept), title: 'TC', [REDACTED]: 'secret' };
  },
  valueOf: (_group, word) => word,
  // The model server refuses what begins so.
  spoilt: (word) => `bad${word}`,
  mended: (value) => (typeof value === 'string' ? value.replace(/^bad/, '') : value),
};
