import { describe, expect, it } from 'vitest';
import { SessionStatus } from '../../../src/contract/records/codes.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { patched } from '../../../src/domain/merge/cells.ts';
import { statusOf } from '../../../src/domain/receptions/session-rules.ts';
import { closeWithoutVisitors } from '../../../src/domain/receptions/session-status.ts';
import { stepsBack } from '../../../src/domain/receptions/take-back.ts';
import { mayPass, SESSION_TRANSITIONS } from '../../../src/domain/receptions/transitions.ts';
import { takenBack } from '../../../src/domain/records/take-back.ts';
import { idOf } from '../../support/commune.ts';

const DAO = `people/${idOf('Đào')}`;
const visit: Cells = { matter: 'proposal', content: 'cầu treo', [`${DAO}/name`]: 'Nông Thị Đào' };

describe('taking back an edit', () => {
  const undone = (patch: Cells, before = visit) => {
    const after = patched(before, patch);
    return patched(after, takenBack(patch, before, after) ?? { failed: true });
  };

  it('brings back what was overwritten, emptied, or new', () => {
    expect(undone({ content: 'đường', note: 'mới' })).toEqual({ ...visit, note: null });
    expect(undone({ content: null })).toEqual(visit);
  });

  it('a person who was taken off is there again; one who was added goes as a whole', () => {
    expect(undone({ [`${DAO}/removed`]: true })[`${DAO}/removed`]).toBe(false);
    const PAO = `people/${idOf('Páo')}`;
    expect(undone({ [`${PAO}/name`]: 'Hoàng Văn Páo', [`${PAO}/order`]: 1 })[`${PAO}/removed`]).toBe(true);
  });

  it('overwrites nothing that somebody has changed since', () => {
    const present = { ...visit, content: 'người khác viết' };
    expect(takenBack({ content: 'đường' }, visit, present)).toBeUndefined();
    expect(takenBack({ content: 'đường' }, visit, { ...present, content: 'đường', note: 'người khác' })).toEqual({
      content: 'cầu treo',
    });
  });

  it('is not for what cannot be undone', () => {
    const redaction = { matter: 'denunciation', '@redacted': 'denunciation' };
    expect(takenBack(redaction, visit, patched(visit, redaction))).toBeUndefined();
  });
});

describe('taking back the status of a session', () => {
  const steps = SessionStatus.options.flatMap((from) => SESSION_TRANSITIONS[from].map((to) => [from, to] as const));

  it.each(steps)('from %s to %s: by legal steps to the whole of what stood there', (from, to) => {
    const before: Cells = {
      status: { status: from, ...(from === 'cancelled' || from === 'postponed' ? { reason: 'bão' } : {}) },
      held: { date: '2026-07-06' },
    };
    const patch: Cells = { status: { status: to }, held: { date: '2026-07-07' } };
    let now = patched(before, patch);
    for (const { patch: step } of stepsBack(patch, before, now) ?? []) {
      const next = patched(now, step);
      expect(mayPass(statusOf(now) ?? 'done', statusOf(next) ?? 'done')).toBe(true);
      now = next;
    }
    expect(now).toEqual(before);
  });

  it('“không có công dân đến” by mistake', () => {
    const before: Cells = { status: { status: 'scheduled' }, held: { date: '2026-07-06' } };
    const closed = closeWithoutVisitors(before, 0, { date: '2026-07-06' });
    if (!closed.ok) throw new Error(closed.error.tag);
    const { patch } = closed.value;
    const back = stepsBack(patch, before, patched(before, patch)) ?? [];
    expect(back.map(({ patch: step }) => statusOf(step))).toEqual(['in_progress', 'scheduled']);
    expect(back.at(-1)?.patch).toMatchObject({ noVisitors: null });
  });
});
