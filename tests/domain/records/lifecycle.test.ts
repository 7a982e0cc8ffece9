import { describe, expect, it } from 'vitest';
import { deleteRecord, joinRecord, restoreRecord } from '../../../src/domain/records/lifecycle.ts';

const alive = { matter: 'feedback' };
const deleted = { ...alive, '@deleted': { reason: 'ghi nhầm' } };

describe('the life of a record', () => {
  it('ends with a reason, and begins again', () => {
    expect(deleteRecord(alive, ' ghi  nhầm ')).toEqual({
      ok: true,
      value: { op: 'delete', patch: { '@deleted': { reason: 'ghi nhầm' } } },
    });
    expect(restoreRecord(deleted)).toEqual({ ok: true, value: { op: 'restore', patch: { '@deleted': null } } });
  });

  it('does not end twice, nor without a reason', () => {
    expect(deleteRecord(deleted, 'x')).toEqual({ ok: false, error: { tag: 'alreadyDeleted' } });
    expect(deleteRecord(alive, '  ')).toEqual({ ok: false, error: { tag: 'reasonMissing' } });
    expect(restoreRecord(alive)).toEqual({ ok: false, error: { tag: 'notDeleted' } });
  });

  it('of a twin goes on in the other', () => {
    expect(joinRecord('a', alive, 'b')).toMatchObject({
      ok: true,
      value: { op: 'join', patch: { '@deleted': { into: 'b' } } },
    });
    expect(joinRecord('a', alive, 'a')).toEqual({ ok: false, error: { tag: 'sameRecord' } });
    expect(joinRecord('a', deleted, 'b')).toEqual({ ok: false, error: { tag: 'alreadyDeleted' } });
  });
});
