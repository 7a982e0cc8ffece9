import { describe, expect, it } from 'vitest';
import { DELETED, REDACTED } from '../../../src/contract/records/kind.ts';
import type { SalvageItem } from '../../../src/contract/wire/sync.ts';
import { mergeSalvage } from '../../../src/domain/merge/merge-salvage.ts';
import type { GroupMeta, ServerRecord } from '../../../src/domain/merge/server-record.ts';
import { note } from '../../simulation/note-kind.ts';

const RID = '01990000-0000-7000-8000-000000000001';
/** The last change that the restored server and the phones share. */
const COMMON = 10;

/** What a phone still holds from before the restore, seen there at `rev`. */
const copy = (cells: SalvageItem['cells'], rev = 20): SalvageItem => ({
  rid: RID,
  kind: note.kind,
  schemaVer: 1,
  fromEpoch: 'lost',
  rev,
  common: COMMON,
  cells,
});

const salvage = (current: ServerRecord | undefined, item: SalvageItem, mid = 's1', seq = 30) =>
  mergeSalvage(current, { definition: note, item, mid, author: 'u', seq });

/** The record on the restored server: each group with its value and the change that wrote it. */
function standing(groups: { readonly [group: string]: readonly [value: string, rev: number] }): ServerRecord {
  const entries = Object.entries(groups);
  const metas: [string, GroupMeta][] = entries.map(([group, [, rev]]) => [group, { rev, by: [`m${rev}`] }]);
  return {
    rid: RID,
    kind: note.kind,
    rev: Math.max(...entries.map(([, [, rev]]) => rev)),
    schemaVer: 1,
    cells: Object.fromEntries(entries.map(([group, [value]]) => [group, value])),
    groups: Object.fromEntries(metas),
    conflicts: [],
  };
}

describe('what a phone holds from before a restore', () => {
  it('makes the record anew where the server lost it', () => {
    const { record, changed } = salvage(undefined, copy({ organ: 'committee', a: 'one' }));
    expect(changed).toBe(true);
    expect(record).toMatchObject({ rev: 30, cells: { organ: 'committee', a: 'one' }, conflicts: [] });
  });

  it('takes the place of what nobody has written since', () => {
    const { record } = salvage(standing({ a: ['old', COMMON] }), copy({ a: 'newer' }));
    expect(record).toMatchObject({ cells: { a: 'newer' }, conflicts: [] });
  });

  it('waits beside what was written since', () => {
    const { record } = salvage(standing({ a: ['since', 25] }), copy({ a: 'copy' }));
    expect(record.cells.a).toBe('since');
    expect(record.conflicts).toMatchObject([{ mid: 's1', group: 'a', offered: 'copy' }]);
  });

  it('of several phones the later copy stands, whichever comes first', () => {
    const [early, late] = [copy({ a: 'early' }, 15), copy({ a: 'late' }, 20)];
    for (const [first, second] of [
      [early, late],
      [late, early],
    ] as const) {
      const once = salvage(standing({ a: ['old', 5] }), first, 's1', 30).record;
      expect(salvage(once, second, 's2', 31).record).toMatchObject({ cells: { a: 'late' }, conflicts: [] });
    }
  });

  it('changes nothing where it says the same', () => {
    const current = standing({ a: ['same', 25] });
    expect(salvage(current, copy({ a: 'same' }))).toMatchObject({ changed: false, record: { rev: 25 } });
  });

  it('leaves what the first writer settles as it is, and asks nobody', () => {
    const current = standing({ by: ['An', 25], a: ['x', 5] });
    expect(salvage(current, copy({ by: 'Bình' }))).toMatchObject({
      changed: false,
      record: { cells: { by: 'An' }, conflicts: [] },
    });
  });

  it('brings no deletion over what was written since, and nothing back under a newer one', () => {
    const edited = salvage(standing({ a: ['since', 25] }), copy({ [DELETED]: { reason: 'x' } })).record;
    expect(edited.cells[DELETED]).toBeUndefined();
    expect(edited.conflicts).toMatchObject([{ group: DELETED }]);
    const deleted = standing({ a: ['old', 5], [DELETED]: ['x', 25] });
    expect(salvage(deleted, copy({ a: 'copy' })).record).toMatchObject({ cells: { a: 'old' } });
  });

  it('brings back no word that a redaction forbids, and brings a redaction that was lost', () => {
    const policy = Object.keys(note.redactions)[0] as string;
    const redacted = standing({ organ: ['committee', 5], [REDACTED]: [policy, 25] });
    expect(salvage(redacted, copy({ secret: 'name' })).record.cells.secret).toBeUndefined();
    const unredacted = standing({ organ: ['committee', 5], secret: ['name', 5] });
    const found = salvage(unredacted, copy({ [REDACTED]: policy }));
    expect(found.redaction).toBe(policy);
    expect(found.record.cells.secret).toBeUndefined();
  });
});
