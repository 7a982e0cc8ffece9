import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import type { Mutation } from '../../../src/contract/wire/sync.ts';
import {
  approvalOf,
  approvalRules,
  approveSession,
  returnSession,
  submitSession,
  undoApproval,
  withdrawSubmission,
} from '../../../src/domain/receptions/approval.ts';

const OFFICE = { userId: 'office', name: 'Nông Thị Mẫu' };
const CHAIR = { userId: 'chair', name: 'Hoàng Văn Páo' };
const at = { date: '2026-07-10', time: '16:00' };
const done: Cells = { status: { status: 'done' }, conclusion: { text: 'Giao Phòng Kinh tế' } };

function stepped(cells: Cells, change: ReturnType<typeof submitSession>): Cells {
  if (!change.ok) throw new Error(change.error.tag);
  return { ...cells, ...change.value.patch };
}
const submitted = stepped(done, submitSession(done, { by: OFFICE, at }));
const approved = stepped(submitted, approveSession(submitted, { by: CHAIR, at }));

describe('trình – duyệt', () => {
  it('handed up, approved; a later edit shows, and it can be handed up again', () => {
    expect(approvalOf(approved)).toMatchObject({ state: 'approved', by: CHAIR, changed: false });
    const edited = { ...approved, conclusion: { text: 'Giao Phòng Văn hóa' } };
    expect(approvalOf(edited)).toMatchObject({ state: 'approved', changed: true });
    expect(submitSession(approved, { by: OFFICE, at }).ok).toBe(false);
    expect(submitSession(edited, { by: OFFICE, at }).ok).toBe(true);
  });

  it('returned with what is to be mended', () => {
    expect(returnSession(submitted, { by: CHAIR, at }, ' ')).toEqual({ ok: false, error: { tag: 'commentMissing' } });
    const returned = stepped(submitted, returnSession(submitted, { by: CHAIR, at }, 'Ghi rõ thời hạn'));
    expect(approvalOf(returned)).toMatchObject({ state: 'returned', comment: 'Ghi rõ thời hạn' });
    expect(submitSession(returned, { by: OFFICE, at }).ok).toBe(true);
  });

  it('only a session that has ended, and only what was handed up', () => {
    const running = { status: { status: 'in_progress' } };
    expect(submitSession(running, { by: OFFICE, at })).toEqual({ ok: false, error: { tag: 'notDone' } });
    expect(approveSession(done, { by: CHAIR, at })).toEqual({ ok: false, error: { tag: 'wrongStep' } });
    expect(withdrawSubmission(approved).ok).toBe(false);
    expect(approvalOf(stepped(submitted, withdrawSubmission(submitted)))).toBeUndefined();
  });

  it('the chair takes his step back', () => {
    expect(approvalOf(stepped(approved, undoApproval(approved, { by: CHAIR, at })))).toMatchObject({
      state: 'submitted',
    });
    expect(undoApproval(submitted, { by: CHAIR, at }).ok).toBe(false);
  });
});

describe("the server's border", () => {
  const mutation = (patch: Cells, author = 'chair', rev = 5): Mutation => ({
    mid: 'm',
    no: 1,
    rid: 'r',
    kind: 'reception-session',
    op: 'patch',
    base: { rev },
    patch,
    schemaVer: 1,
    hlc: '',
    author,
  });
  const record = (cells: Cells) =>
    ({ cells, groups: { approval: { rev: 5, by: ['x'] } }, conflicts: [] }) as unknown as Parameters<
      typeof approvalRules
    >[1];

  it('nobody signs for another', () => {
    const patch = { approval: approved.approval ?? null };
    expect(approvalRules(mutation(patch, 'office'), record(submitted))).toMatchObject({ code: 'GD-2008' });
    expect(approvalRules(mutation(patch), record(submitted))).toBeUndefined();
  });

  it('a step from where its author saw it not standing is refused; from what he had not seen it is a conflict', () => {
    const patch = { approval: approved.approval ?? null };
    expect(approvalRules(mutation(patch), record(done))).toMatchObject({ params: { from: 'none', to: 'approved' } });
    expect(approvalRules(mutation({ approval: null }, 'office'), record(approved))).toBeDefined();
    expect(approvalRules(mutation({ approval: null }, 'office', 2), record(approved))).toBeUndefined();
  });

  it('comes with no new record', () => {
    const create = { ...mutation({ approval: approved.approval ?? null }), op: 'create' as const };
    expect(approvalRules(create, undefined)).toBeDefined();
  });
});
