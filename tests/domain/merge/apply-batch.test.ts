import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import type { Json } from '../../../src/contract/scalars.ts';
import type { Mutation } from '../../../src/contract/wire/sync.ts';
import {
  applyBatch,
  type BatchEffect,
  type BatchItem,
  type BatchRules,
  type BatchState,
} from '../../../src/domain/merge/apply-batch.ts';
import { problem } from '../../../src/domain/merge/problem.ts';
import { note } from '../../simulation/note-kind.ts';

const RULES: BatchRules = {
  definitionOf: (kind) => (kind === note.kind ? note : undefined),
  refuse: (mutation) => (mutation.patch.a === 'forbidden' ? problem('forbidden') : undefined),
  pulledUpTo: () => 0,
};

const EMPTY: BatchState = { head: 0, lastNo: 0, ledger: new Map(), records: new Map() };

function item(mid: string, no: number, patch: { [group: string]: Json }, over: Partial<Mutation> = {}): BatchItem {
  const mutation: Mutation = {
    mid,
    no,
    rid: 'r1',
    kind: note.kind,
    op: 'patch',
    base: { rev: 0 },
    patch,
    schemaVer: 1,
    hlc: '',
    author: 'u',
    ...over,
  };
  return { mid, no, bodyHash: `hash of ${mid}`, mutation };
}

function create(mid: string, no: number, over: Partial<Mutation> = {}): BatchItem {
  return item(mid, no, { organ: 'committee', a: mid }, { op: 'create', ...over });
}

function apply(state: BatchState, items: readonly BatchItem[], rules = RULES): BatchEffect {
  const effect = applyBatch(state, items, rules);
  if (effect === 'gap') throw new Error('gap');
  return effect;
}

/** The state that a server would hold after an effect was stored. */
function stored(state: BatchState, effect: BatchEffect): BatchState {
  return {
    head: effect.head,
    lastNo: effect.lastNo,
    ledger: new Map([...state.ledger, ...effect.ledger]),
    records: new Map([...state.records, ...effect.records]),
  };
}

describe('a batch', () => {
  it('is applied in order, and a clean chain of its sender needs no rows back', () => {
    const effect = apply(EMPTY, [create('m1', 1), item('m2', 2, { b: 'x' }, { base: { rev: 0, saw: ['m1'] } })]);
    expect(effect.results).toEqual([
      { mid: 'm1', st: 'applied', seq: 1, prev: 0 },
      { mid: 'm2', st: 'applied', seq: 2, prev: 1 },
    ]);
    expect([...effect.rowsWanted]).toEqual([]);
    expect(effect.records.get('r1')?.rev).toBe(2);
  });

  it('sent twice gives the first answers, changes nothing and brings the rows', () => {
    const items = [create('m1', 1), item('m2', 2, { a: 'forbidden' })];
    const first = apply(EMPTY, items);
    const again = apply(stored(EMPTY, first), items);
    expect(again.results.map(({ replay, ...answer }) => answer)).toEqual(first.results);
    expect(again.changes).toEqual([]);
    expect(again.head).toBe(first.head);
    expect([...again.rowsWanted]).toEqual(['r1']);
  });

  it('refuses another body under a used id', () => {
    const first = apply(EMPTY, [create('m1', 1)]);
    const other = { ...create('m1', 1), bodyHash: 'another' };
    expect(apply(stored(EMPTY, first), [other]).results).toEqual([
      { mid: 'm1', st: 'rejected', problem: { code: PROBLEMS.midReused.code } },
    ]);
  });

  it('goes on after a refused item, which keeps its number', () => {
    const effect = apply(EMPTY, [create('m1', 1), item('m2', 2, { a: 'forbidden' }), item('m3', 3, { b: 'x' })]);
    expect(effect.results.map((result) => result.st)).toEqual(['applied', 'rejected', 'applied']);
    expect(effect.lastNo).toBe(3);
  });

  it('refuses an edit of a record whose making was refused, as waiting for it', () => {
    const refused = create('m1', 1, { patch: { organ: 'committee', a: 'forbidden' } });
    const effect = apply(EMPTY, [refused, item('m2', 2, { b: 'x' })]);
    expect(effect.results[1]?.problem?.code).toBe(PROBLEMS.dependsOn.code);
  });

  it('is not taken at all when a number is missing, or used by an unknown mutation', () => {
    expect(applyBatch(EMPTY, [create('m1', 2)], RULES)).toBe('gap');
    const state = stored(EMPTY, apply(EMPTY, [create('m1', 1)]));
    expect(applyBatch(state, [item('m9', 1, { b: 'x' })], RULES)).toBe('gap');
  });

  it('keeps what a newer program wrote, and goes on', () => {
    const newer = create('m1', 1, { schemaVer: note.version + 1 });
    const effect = apply(EMPTY, [newer, create('m2', 2, { rid: 'r2' })]);
    expect(effect.results.map((result) => result.st)).toEqual(['deferred', 'applied']);
    expect(effect.deferred.get('m1')?.patch.a).toBe('m1');
    expect(effect.lastNo).toBe(2);
  });

  it('brings the row when somebody else was there since the sender pulled', () => {
    const state = stored(EMPTY, apply(EMPTY, [create('m1', 1)]));
    const stale = apply({ ...state, lastNo: 0 }, [item('m2', 1, { b: 'x' }, { base: { rev: 1 } })]);
    expect([...stale.rowsWanted]).toEqual(['r1']);
    const fresh = apply({ ...state, lastNo: 0 }, [item('m2', 1, { b: 'x' }, { base: { rev: 1 } })], {
      ...RULES,
      pulledUpTo: () => 1,
    });
    expect([...fresh.rowsWanted]).toEqual([]);
  });

  it('takes an emptied mutation for its number alone', () => {
    const tombstone = item('m1', 1, {}, { op: 'tombstone', bodyHash: 'f'.repeat(64) });
    const effect = apply(EMPTY, [tombstone, create('m2', 2)]);
    expect(effect.results.map((result) => result.st)).toEqual(['applied', 'applied']);
    expect(effect.records.get('r1')?.rev).toBe(2);
  });
});
