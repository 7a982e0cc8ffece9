import { describe, expect, it } from 'vitest';
import { SessionStatus } from '../../../src/contract/records/codes.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { sessionRules } from '../../../src/domain/receptions/session-rules.ts';
import {
  cancelSession,
  closeWithoutVisitors,
  finishSession,
  postponeSession,
  reopenSession,
  rescheduleSession,
  startSession,
  undoStart,
} from '../../../src/domain/receptions/session-status.ts';
import {
  chairId,
  type Duty,
  dutySessionId,
  editSession,
  newSession,
  startDuty,
} from '../../../src/domain/receptions/start-session.ts';
import { mayPass } from '../../../src/domain/receptions/transitions.ts';
import type { Recorder } from '../../../src/domain/receptions/visit-form.ts';
import { borderProblem } from '../../../src/domain/records/form-cells.ts';
import { commune, idOf } from '../../support/commune.ts';

const lan: Recorder = { organ: 'committee', recordedBy: { userId: idOf('Lan'), name: 'Lan' } };
const an = { userId: idOf('An'), name: 'An' };
const PAO = idOf('Hoàng Văn Páo');
const duty: Duty = {
  space: idOf('Xã A'),
  organ: 'committee',
  officialId: PAO,
  capacity: 'committee_chair',
  date: '2026-07-06',
  part: 'morning',
};

describe('a duty session', () => {
  it('is the same record with equal cells on every phone that starts it', () => {
    const onLans = startDuty(duty, 'Hoàng Văn Páo', lan.recordedBy);
    const onAns = startDuty({ ...duty }, 'Hoàng Văn Páo', an);
    expect(onLans.rid).toBe(onAns.rid);
    const differing = Object.keys(onLans.change.patch).filter(
      (group) => JSON.stringify(onLans.change.patch[group]) !== JSON.stringify(onAns.change.patch[group]),
    );
    expect(differing).toEqual(['recordedBy']);
    expect(receptionSession.firstWins).toContain('recordedBy');
    expect(borderProblem(receptionSession, 'create', onLans.change.patch)).toBeUndefined();
  });

  it('is another record for every other unit, organ, official, capacity, date or part of day', () => {
    const others: Duty[] = [
      { ...duty, space: idOf('Xã B') },
      { ...duty, organ: 'party' },
      { ...duty, officialId: idOf('Đào') },
      { ...duty, capacity: 'party_secretary' },
      { ...duty, date: '2026-07-07' },
      { ...duty, part: 'afternoon' },
    ];
    expect(new Set([duty, ...others].map(dutySessionId)).size).toBe(7);
  });

  it('has an id that never changes: it is part of the wire', () => {
    expect(dutySessionId(duty)).toBe('515592a3-4243-57ce-a133-bf4e86b94e15');
    expect(chairId(PAO, 'committee_chair')).toBe('aaca927c-2569-5b12-ad90-2d8b5651fb90');
  });

  it('started offline on two phones is one, and in conflict over nothing', () => {
    const xa = commune('Xã A');
    const [a, b] = [xa.phone(), xa.phone()];
    const rid = a.startsDuty({ on: '2026-07-06' });
    b.startsDuty({ on: '2026-07-06' });
    a.sends();
    b.finishes(rid);
    expect(b.sends()).toEqual([]);
    expect(xa.record(rid)).toMatchObject({ cells: { status: { status: 'done' } }, conflicts: [] });
  });
});

describe('another session', () => {
  const form = { type: { kind: 'adhoc', ground: 'complex' }, held: { date: '2026-07-06', from: '07:30' } } as const;

  it('is made of its form', () => {
    const made = newSession(
      {
        ...form,
        note: ' ',
        chairs: [
          {
            id: chairId(PAO, 'committee_chair'),
            holding: { officialId: PAO, name: 'Hoàng Văn Páo', capacity: 'committee_chair' },
          },
        ],
      },
      lan,
    );
    expect(made).toMatchObject({ ok: true, value: { op: 'create', patch: { status: { status: 'in_progress' } } } });
    expect(made.ok && Object.keys(made.value.patch)).not.toContain('note');
  });

  it('says what is missing or wrong', () => {
    expect(newSession({ held: form.held }, lan)).toEqual({ ok: false, error: { tag: 'missing', group: 'type' } });
    expect(newSession({ ...form, type: { kind: 'periodic', ground: 'complex' } }, lan)).toMatchObject({ ok: false });
    expect(newSession({ ...form, held: { date: '2026-02-30' } }, lan)).toMatchObject({
      error: { tag: 'invalid', group: 'held' },
    });
  });

  it('is edited by what differs', () => {
    const made = newSession(form, lan);
    const opened = made.ok ? made.value.patch : {};
    expect(editSession(opened, form)).toEqual({ ok: false, error: { tag: 'unchanged' } });
    expect(editSession(opened, { held: { date: '2026-07-06', to: '11:30' } })).toMatchObject({
      value: { patch: { held: { date: '2026-07-06', from: '07:30', to: '11:30' } } },
    });
    expect(editSession(opened, { type: null })).toEqual({ ok: false, error: { tag: 'missing', group: 'type' } });
  });
});

describe('the status of a session', () => {
  const LEGAL = new Set([
    'scheduled → in_progress',
    'scheduled → done',
    'scheduled → postponed',
    'scheduled → cancelled',
    'in_progress → done',
    'in_progress → scheduled',
    'in_progress → cancelled',
    'done → in_progress',
    'postponed → scheduled',
    'postponed → in_progress',
    'postponed → done',
    'postponed → cancelled',
    'cancelled → scheduled',
  ]);

  it.each(SessionStatus.options.flatMap((from) => SessionStatus.options.map((to) => [from, to] as const)))(
    '%s → %s',
    (from, to) => {
      expect(mayPass(from, to)).toBe(from === to || LEGAL.has(`${from} → ${to}`));
    },
  );

  const held = { date: '2026-07-06', part: 'morning' };
  const onThatDay = { date: '2026-07-06', dateSource: 'device' } as const;
  const at = (status: SessionStatus): Cells => ({ status: { status }, held });

  it('passes by intents that write the whole group', () => {
    const notice = { reason: ' họp tỉnh ', noticeNo: '12/TB-UBND' };
    expect(startSession(at('scheduled'), onThatDay, '07:30')).toMatchObject({
      value: { op: 'patch', patch: { status: { status: 'in_progress' }, held: { ...held, from: '07:30' } } },
    });
    expect(finishSession(at('in_progress'))).toEqual({
      ok: true,
      value: { op: 'patch', patch: { status: { status: 'done' } } },
    });
    expect(finishSession(at('in_progress'), '11:30')).toMatchObject({ value: { patch: { held: { to: '11:30' } } } });
    expect(postponeSession(at('scheduled'), notice)).toMatchObject({
      value: { patch: { status: { status: 'postponed', reason: 'họp tỉnh', noticeNo: '12/TB-UBND' } } },
    });
    expect(cancelSession(at('in_progress'), { reason: 'lũ' })).toMatchObject({ ok: true });
    expect(undoStart(at('in_progress'))).toMatchObject({ value: { patch: { status: { status: 'scheduled' } } } });
    expect(reopenSession({ ...at('done'), noVisitors: true })).toMatchObject({
      value: { patch: { noVisitors: null } },
    });
    expect(rescheduleSession(at('cancelled'))).toMatchObject({ ok: true });
    expect(closeWithoutVisitors(at('scheduled'), 0, onThatDay)).toEqual({
      ok: true,
      value: { op: 'patch', patch: { status: { status: 'done' }, noVisitors: true } },
    });
  });

  it('writes the day on which it takes place; the scheduled day stays', () => {
    const scheduled = { date: '2026-07-06', part: 'morning' };
    const later = { date: '2026-07-13', dateSource: 'device' } as const;
    for (const from of ['scheduled', 'postponed'] as const) {
      const cells = { ...at(from), scheduled };
      const moved = { held: { ...held, ...later } };
      expect(startSession(cells, later)).toMatchObject({ value: { patch: moved } });
      expect(closeWithoutVisitors(cells, 0, later)).toMatchObject({ value: { patch: moved } });
      expect(startSession(cells, later)).not.toHaveProperty('value.patch.scheduled');
    }
    // Two phones that start it on its day write equal cells.
    expect(startSession(at('scheduled'), onThatDay)).not.toHaveProperty('value.patch.held');
    // What has begun stays on its day, whenever it is closed.
    expect(closeWithoutVisitors(at('in_progress'), 0, later)).not.toHaveProperty('value.patch.held');
  });

  it('started by mistake, goes back to the day it was planned for, not to the day off that its rule names', () => {
    // 25/07/2026 is a Saturday: moved to the 27th.
    const planned = {
      ...at('scheduled'),
      scheduled: { date: '2026-07-25', part: 'morning' },
      held: { date: '2026-07-27', part: 'morning' },
    };
    const begun = (on: Parameters<typeof startSession>[1]) => {
      const change = startSession(planned, on);
      return { ...planned, ...(change.ok ? change.value.patch : {}) };
    };
    const onItsDay = begun({ date: '2026-07-27', dateSource: 'device' });
    expect(undoStart(onItsDay)).toEqual({
      ok: true,
      value: { op: 'patch', patch: { status: { status: 'scheduled' } } },
    });
    const late = begun({ date: '2026-07-29', dateSource: 'device' });
    expect(undoStart(late, '2026-07-27')).toMatchObject({
      value: { patch: { status: { status: 'scheduled' }, held: { date: '2026-07-27', part: 'morning' } } },
    });
    expect(undoStart(late, '2026-07-27')).not.toHaveProperty('value.patch.held.dateSource');
  });

  it('does not pass where the table has no way', () => {
    const error = { tag: 'wrongTransition', from: 'done', to: 'cancelled' };
    expect(cancelSession(at('done'), { reason: 'x' })).toEqual({ ok: false, error });
    expect(finishSession(at('done'))).toMatchObject({ ok: false });
    expect(finishSession(at('scheduled')), 'it has not begun').toMatchObject({ ok: false });
  });

  it('needs a reason to be posted, and the truth about visitors', () => {
    expect(postponeSession(at('scheduled'), { reason: ' ' })).toEqual({ ok: false, error: { tag: 'reasonMissing' } });
    expect(cancelSession(at('scheduled'), { reason: '' })).toEqual({ ok: false, error: { tag: 'reasonMissing' } });
    expect(closeWithoutVisitors(at('in_progress'), 2, onThatDay)).toEqual({ ok: false, error: { tag: 'hasVisits' } });
  });
});

describe('at the border, a step of the status', () => {
  const cells = { status: { status: 'done' } };
  const record = (rev: number) => ({
    rid: idOf('s'),
    kind: 'reception-session',
    rev,
    schemaVer: 1,
    cells,
    groups: { status: { rev, by: [idOf('seen')] } },
    conflicts: [],
  });
  const step = (
    status: string,
    base: { rev: number; saw?: string[]; low?: { status: number } },
    op: 'patch' | 'resolve' = 'patch',
  ) => ({
    mid: idOf('m'),
    no: 1,
    rid: idOf('s'),
    kind: 'reception-session',
    op,
    base,
    patch: { status: { status } },
    schemaVer: 1,
    hlc: '',
    author: idOf('Lan'),
  });

  it('that is illegal from a status the author saw is refused', () => {
    expect(sessionRules(step('cancelled', { rev: 5 }), record(5))).toMatchObject({
      params: { from: 'done', to: 'cancelled' },
    });
    expect(sessionRules(step('cancelled', { rev: 0, saw: [idOf('seen')] }), record(5))).toBeDefined();
  });

  it('that is illegal from a status the author could not see is left to the merge', () => {
    expect(sessionRules(step('cancelled', { rev: 4 }), record(5))).toBeUndefined();
    expect(sessionRules(step('cancelled', { rev: 9, low: { status: 4 } }), record(5))).toBeUndefined();
  });

  it('that is legal, equal or a decision passes', () => {
    expect(sessionRules(step('in_progress', { rev: 5 }), record(5))).toBeUndefined();
    expect(sessionRules(step('done', { rev: 5 }), record(5))).toBeUndefined();
    expect(sessionRules(step('cancelled', { rev: 5 }, 'resolve'), record(5))).toBeUndefined();
    expect(sessionRules(step('cancelled', { rev: 0 }), undefined)).toBeUndefined();
  });
});
