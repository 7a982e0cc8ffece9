import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Cells, defineKind } from '../../../src/contract/records/kind.ts';
import { KINDS } from '../../../src/contract/records/registry.ts';
import { upConvert } from '../../../src/domain/records/up-convert.ts';

// A kind that never was: it shows the machinery while no real kind has an older version.
const pigeon = defineKind({
  kind: 'pigeon',
  version: 3,
  groups: { name: z.string(), ring: z.object({ number: z.number() }), colour: z.string() },
  maps: {},
  required: [],
  firstWins: [],
  redactions: {},
  upConverters: {
    1: ({ title, ...cells }: Cells) => ({ ...cells, name: title ?? null }),
    2: ({ ringNumber, ...cells }: Cells) => ({ ...cells, ring: { number: ringNumber ?? 0 } }),
  },
});

describe('bringing old cells up', () => {
  it('runs every step from the version of the cells', () => {
    expect(upConvert(pigeon, { title: 'Mơ', ringNumber: 7 }, 1)).toEqual({ name: 'Mơ', ring: { number: 7 } });
    expect(upConvert(pigeon, { name: 'Mơ', ringNumber: 7 }, 2)).toEqual({ name: 'Mơ', ring: { number: 7 } });
  });

  it('keeps groups that no converter knows', () => {
    expect(upConvert(pigeon, { title: 'Mơ', feathers: 12 }, 1)).toMatchObject({ feathers: 12 });
  });

  it('leaves cells of this version and of newer ones alone', () => {
    const cells = { name: 'Mơ' };
    expect(upConvert(pigeon, cells, 3)).toBe(cells);
    expect(upConvert(pigeon, cells, 9)).toBe(cells);
  });

  it('stops where a step is missing, rather than show half a record', () => {
    expect(() => upConvert({ ...pigeon, upConverters: {} }, {}, 1)).toThrow('pigeon has no converter from version 1');
  });
});

describe.each(Object.values(KINDS))('kind $kind', (definition) => {
  it('has a converter for every older version, and none beyond', () => {
    const older = Array.from({ length: definition.version - 1 }, (_, n) => String(n + 1));
    expect(Object.keys(definition.upConverters).sort()).toEqual(older.sort());
  });

  it('brings cells of its first version up to this one', () => {
    const ran = new Set<number>();
    const watched = Object.fromEntries(
      Object.entries(definition.upConverters).map(([version, convert]) => [
        version,
        (cells: Cells) => {
          ran.add(Number(version));
          return convert(cells);
        },
      ]),
    );
    upConvert({ ...definition, upConverters: watched }, {}, 1);
    expect(ran.size).toBe(definition.version - 1);
  });
});
