import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELETED, REDACTED } from '../../../src/contract/records/kind.ts';
import type { Json } from '../../../src/contract/scalars.ts';
import type { Mutation } from '../../../src/contract/wire/sync.ts';
import { mergeMutation } from '../../../src/domain/merge/merge-mutation.ts';
import type { ServerRecord } from '../../../src/domain/merge/server-record.ts';
import { note } from '../../simulation/note-kind.ts';

const RID = '01990000-0000-7000-8000-000000000001';
const PERSON = 'items/01980000-0000-7000-8000-00000000e001';

function mutation(mid: string, patch: { [group: string]: Json }, over: Partial<Mutation> = {}): Mutation {
  return {
    mid,
    no: 1,
    rid: RID,
    kind: note.kind,
    op: 'patch',
    base: { rev: 0 },
    patch,
    schemaVer: 1,
    hlc: '',
    author: 'u',
    ...over,
  };
}

function merge(current: ServerRecord | undefined, m: Mutation, seq: number) {
  return mergeMutation(note, current, m, seq);
}

const created = merge(
  undefined,
  mutation('m1', { organ: 'committee', a: 'one', b: 'one', by: 'An' }, { op: 'create' }),
  1,
).record;

describe('two people edit one record', () => {
  it('keeps both when they touched different groups', () => {
    const first = merge(created, mutation('m2', { a: 'two' }, { base: { rev: 1 } }), 2);
    const second = merge(first.record, mutation('m3', { b: 'two' }, { base: { rev: 1 } }), 3);
    expect(second.status).toBe('applied');
    expect(second.record.cells).toMatchObject({ a: 'two', b: 'two' });
  });

  it('keeps both values of one group until a person decides', () => {
    const first = merge(created, mutation('m2', { a: 'two' }, { base: { rev: 1 } }), 2);
    const second = merge(first.record, mutation('m3', { a: 'three' }, { base: { rev: 1 } }), 3);
    expect(second.status).toBe('conflict');
    expect(second.record.cells.a).toBe('two');
    expect(second.record.conflicts).toMatchObject([{ mid: 'm3', group: 'a', offered: 'three' }]);
    const decision = mutation(
      'm4',
      { a: 'three', '@resolves': [{ mid: 'm3', group: 'a' }] },
      { op: 'resolve', base: { rev: 3 } },
    );
    const decided = merge(second.record, decision, 4);
    expect(decided.record.cells.a).toBe('three');
    expect(decided.record.conflicts).toEqual([]);
  });

  it('asks again when two people decide differently', () => {
    const first = merge(created, mutation('m2', { a: 'two' }, { base: { rev: 1 } }), 2);
    const clash = merge(first.record, mutation('m3', { a: 'three' }, { base: { rev: 1 } }), 3).record;
    const resolves = [{ mid: 'm3', group: 'a' }];
    const one = merge(
      clash,
      mutation('m4', { a: 'two', '@resolves': resolves }, { op: 'resolve', base: { rev: 3 } }),
      4,
    );
    const other = merge(
      one.record,
      mutation('m5', { a: 'three', '@resolves': resolves }, { op: 'resolve', base: { rev: 3 } }),
      5,
    );
    expect(other.record.conflicts).toMatchObject([{ mid: 'm5', group: 'a', offered: 'three' }]);
  });

  it('takes what its author had pending on his own screen', () => {
    const own = merge(created, mutation('m2', { a: 'two' }, { base: { rev: 1 } }), 2);
    const next = merge(own.record, mutation('m3', { a: 'three' }, { base: { rev: 1, saw: ['m2'] } }), 3);
    expect(next.status).toBe('applied');
    expect(next.record.cells.a).toBe('three');
  });

  it('counts equal values as agreement, and lets both authors go on', () => {
    const first = merge(created, mutation('m2', { a: 'same' }, { base: { rev: 1 } }), 2);
    const second = merge(first.record, mutation('m3', { a: 'same' }, { base: { rev: 1 } }), 3);
    expect(second.record.conflicts).toEqual([]);
    const third = merge(second.record, mutation('m4', { a: 'next' }, { base: { rev: 1, saw: ['m3'] } }), 4);
    expect(third.record.cells.a).toBe('next');
  });
});

describe('two phones make the same record', () => {
  it('makes one, and the first maker stays without a question', () => {
    const twin = mutation('m2', { organ: 'committee', a: 'one', b: 'one', by: 'Bình' }, { op: 'create' });
    const merged = merge(created, twin, 2);
    expect(merged.status).toBe('applied');
    expect(merged.record.cells.by).toBe('An');
    expect(merged.exact).toBe(false);
  });
});

describe('deletion', () => {
  it('does not cover an edit that its author had not seen', () => {
    const edited = merge(created, mutation('m2', { a: 'two' }, { base: { rev: 1 } }), 2).record;
    const deletion = merge(
      edited,
      mutation('m3', { [DELETED]: { reason: 'nhầm' } }, { op: 'delete', base: { rev: 1 } }),
      3,
    );
    expect(deletion.status).toBe('conflict');
    expect(deletion.record.cells[DELETED] ?? null).toBeNull();
  });

  it('does not swallow an edit whose author had not seen it', () => {
    const deleted = merge(
      created,
      mutation('m2', { [DELETED]: { reason: 'nhầm' } }, { op: 'delete', base: { rev: 1 } }),
      2,
    ).record;
    const edit = merge(deleted, mutation('m3', { a: 'two' }, { base: { rev: 1 } }), 3);
    expect(edit.record.conflicts).toMatchObject([{ group: 'a', offered: 'two' }]);
  });

  it('guards a removed person in the same way', () => {
    const withPerson = merge(
      created,
      mutation('m2', { [`${PERSON}/x`]: 'Nông Thị Dao' }, { base: { rev: 1 } }),
      2,
    ).record;
    const removed = merge(withPerson, mutation('m3', { [`${PERSON}/removed`]: true }, { base: { rev: 2 } }), 3).record;
    const edit = merge(removed, mutation('m4', { [`${PERSON}/y`]: 'xóm Nà Pháo' }, { base: { rev: 2 } }), 4);
    expect(edit.record.conflicts).toMatchObject([{ group: `${PERSON}/y` }]);
    const unseen = merge(withPerson, mutation('m5', { [`${PERSON}/removed`]: true }, { base: { rev: 1 } }), 3);
    expect(unseen.record.conflicts).toMatchObject([{ group: `${PERSON}/removed` }]);
  });
});

describe('redaction', () => {
  const redact = mutation(
    'm9',
    { organ: 'committee', title: 'TC-7K2M', by: 'An', [REDACTED]: 'secret' },
    { op: 'redact', base: { rev: 1 } },
  );

  it('removes everything that is not named, also from open conflicts, and whoever comes later', () => {
    const clash = merge(
      merge(created, mutation('m2', { a: 'two' }, { base: { rev: 1 } }), 2).record,
      mutation('m3', { a: 'tên' }, { base: { rev: 1 } }),
      3,
    ).record;
    const redacted = merge(clash, redact, 4);
    expect(redacted.redaction).toBe('secret');
    expect(JSON.stringify(redacted.record)).not.toMatch(/tên|two|one/);
    const late = merge(redacted.record, mutation('m10', { a: 'tên', title: 'TC-7K2M' }, { base: { rev: 3 } }), 5);
    expect(JSON.stringify(late)).not.toMatch(/tên/);
  });

  it('makes the record when the server never had it', () => {
    expect(merge(undefined, redact, 1).record.cells).toMatchObject({ title: 'TC-7K2M', [REDACTED]: 'secret' });
  });
});

describe('any sequence of mutations', () => {
  const groups = ['a', 'b', `${PERSON}/x`];
  const steps = fc.array(fc.record({ group: fc.constantFrom(...groups), back: fc.nat(4), saw: fc.nat(3) }), {
    minLength: 1,
    maxLength: 12,
  });

  it('loses no value: it stands, it waits, or its overwriter had it on the screen', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let record = created;
        const written: { value: string; group: string; seq: number; mid: string }[] = [];
        const seenBy = new Map<string, { rev: number; saw: readonly string[]; group: string }>();
        sequence.forEach(({ group, back, saw }, i) => {
          const seq = i + 2;
          const mid = `m${seq}`;
          const value = `v${seq}`;
          const base = {
            rev: Math.max(0, seq - 1 - back),
            saw: written.slice(-saw || written.length).map((each) => each.mid),
          };
          record = merge(record, mutation(mid, { [group]: value }, { base }), seq).record;
          seenBy.set(mid, { ...base, group });
          written.push({ value, group, seq, mid });
        });
        for (const { value, group, seq, mid } of written) {
          const stands = record.cells[group] === value;
          const waits = record.conflicts.some((conflict) => conflict.offered === value);
          const seen = [...seenBy].some(
            ([later, view]) => later !== mid && view.group === group && (view.rev >= seq || view.saw.includes(mid)),
          );
          expect(stands || waits || seen).toBe(true);
        }
      }),
    );
  });

  it('answers the same for the same input', () => {
    fc.assert(
      fc.property(fc.constantFrom(...groups), fc.string(), fc.nat(3), (group, value, rev) => {
        const m = mutation('m2', { [group]: value }, { base: { rev } });
        expect(merge(created, m, 2)).toEqual(merge(created, m, 2));
      }),
    );
  });
});
