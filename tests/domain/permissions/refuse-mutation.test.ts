import { describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemName } from '../../../src/contract/problems.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import type { Mutation } from '../../../src/contract/wire/sync.ts';
import type { ServerRecord } from '../../../src/domain/merge/server-record.ts';
import type { Actor } from '../../../src/domain/permissions/actor.ts';
import { refuseMutation } from '../../../src/domain/permissions/refuse-mutation.ts';
import { idOf, PROVINCE, works } from '../../support/commune.ts';

const xaA = { space: idOf('Xã A'), provinceSpace: PROVINCE };
const xaB = { space: idOf('Xã B'), provinceSpace: PROVINCE };
const tinh = { space: PROVINCE, provinceSpace: PROVINCE };
const lan = works('Lan', { as: 'commune_office', at: 'Xã A', organ: 'committee' });
const admin = works('An', { as: 'province_admin', at: 'Tỉnh Mẫu' });

const visitCells: Cells = {
  organ: 'committee',
  recordedBy: { userId: lan.userId, name: 'Lan' },
  matter: 'complaint',
  visited: { date: '2026-07-06' },
  headcount: { came: 1 },
};

function mutation(of: Partial<Mutation>): Mutation {
  return {
    mid: idOf('m'),
    no: 1,
    rid: idOf('r'),
    kind: 'reception-visit',
    op: 'patch',
    base: { rev: 1 },
    patch: {},
    schemaVer: 1,
    hlc: '',
    author: lan.userId,
    ...of,
  };
}

function recordOf(cells: Cells, kind = 'reception-visit'): ServerRecord {
  const groups = Object.fromEntries(Object.keys(cells).map((group) => [group, { rev: 1, by: [] }]));
  return { rid: idOf('r'), kind, rev: 1, schemaVer: 1, cells, groups, conflicts: [] };
}

function said(actor: Actor, sent: Mutation, record?: ServerRecord, place = xaA): ProblemName | 'fine' {
  const refused = refuseMutation(actor, place, sent, record);
  const names = Object.keys(PROBLEMS) as ProblemName[];
  return refused === undefined ? 'fine' : (names.find((name) => PROBLEMS[name].code === refused.code) ?? 'internal');
}

describe('who may send what', () => {
  const create = mutation({ op: 'create', patch: visitCells });
  const partyCells = { ...visitCells, organ: 'party' };

  it('a clerk records and edits visits of his organ', () => {
    expect(said(lan, create)).toBe('fine');
    expect(said(lan, mutation({ patch: { content: 'ruộng' } }), recordOf(visitCells))).toBe('fine');
  });

  it("nobody sends another's work", () => {
    expect(said(lan, { ...create, author: idOf('An') })).toBe('wrongAuthor');
    const edit = mutation({ patch: { content: 'x' }, author: idOf('An') });
    expect(said(lan, edit, recordOf(visitCells))).toBe('wrongAuthor');
    expect(said(lan, mutation({ op: 'tombstone', author: idOf('An') }))).toBe('wrongAuthor');
  });

  it('nobody signs for another, nor changes later who recorded', () => {
    const other = { userId: idOf('An'), name: 'An' };
    expect(said(lan, mutation({ op: 'create', patch: { ...visitCells, recordedBy: other } }))).toBe('wrongAuthor');
    expect(said(lan, mutation({ patch: { recordedBy: other } }), recordOf(visitCells))).toBe('itemInvalid');
  });

  it('a record of another organ is refused as if it did not exist', () => {
    const foreign = recordOf(partyCells);
    // What the batch answers for a record that is not there.
    expect(said(lan, mutation({ patch: { content: 'x' } }), foreign)).toBe('dependsOn');
    expect(said(lan, mutation({ op: 'delete', patch: { '@deleted': { reason: 'x' } } }), foreign)).toBe('dependsOn');
    expect(said(lan, create, foreign)).toBe('unknownRecord');
    expect(said(lan, mutation({ op: 'tombstone' }), foreign)).toBe('unknownRecord');
  });

  it('a record of another organ that he may read he still may not write', () => {
    const sharing = { ...lan, shareBetweenOrgans: true };
    expect(said(sharing, mutation({ patch: { content: 'x' } }), recordOf(partyCells))).toBe('forbidden');
    expect(said(sharing, mutation({ op: 'create', patch: partyCells }))).toBe('forbidden');
  });

  it('a record is moved only by who may write on both sides', () => {
    const move = mutation({ patch: { organ: 'party' } });
    expect(said(lan, move, recordOf(visitCells))).toBe('forbidden');
    const both = works(
      'Lan',
      { as: 'commune_office', at: 'Xã A' },
      { as: 'commune_office', at: 'Xã A', organ: 'party' },
    );
    expect(said(both, move, recordOf(visitCells))).toBe('fine');
  });

  it('a record without an organ belongs to nobody', () => {
    const { organ: _organ, ...without } = visitCells;
    expect(said(lan, mutation({ op: 'create', patch: without }))).toBe('missingGroup');
  });

  it('an expired, a foreign and an administrating user may not', () => {
    const expired = works('Lan', { as: 'commune_office', at: 'Xã A', to: '2026-07-05' });
    const elsewhere = works('Lan', { as: 'commune_office', at: 'Xã B' });
    const administrator = works('Lan', { as: 'commune_admin', at: 'Xã A' });
    for (const actor of [expired, elsewhere, administrator]) {
      expect(said(actor, create)).toBe('forbidden');
      expect(said(actor, mutation({ patch: {} }), recordOf(visitCells))).toBe('dependsOn');
    }
  });

  it('MTTQ and the person assigned may not record', () => {
    expect(said(works('Lan', { as: 'front', at: 'Xã A', organ: 'front' }), create)).toBe('forbidden');
    expect(said(works('Lan', { as: 'assigned', at: 'Xã A' }), create)).toBe('forbidden');
  });

  it('a kind that nobody knows is refused, but an emptied body keeps its number', () => {
    expect(said(lan, mutation({ kind: 'petition', op: 'create', patch: { organ: 'committee' } }))).toBe('forbidden');
    expect(said(lan, mutation({ op: 'tombstone' }))).toBe('fine');
    expect(said(works('Lan'), mutation({ op: 'tombstone' }))).toBe('forbidden');
  });
});

describe('reference records', () => {
  const unit = mutation({
    kind: 'unit',
    op: 'create',
    author: admin.userId,
    patch: { identity: { code: 'X1', kind: 'xa', level: 'commune', name: 'Xã Một' } },
  });

  it('are written by the administrator of the province, in its own space', () => {
    expect(said(admin, unit, undefined, tinh)).toBe('fine');
    expect(said(admin, unit, undefined, xaA)).toBe('forbidden');
    expect(said(lan, { ...unit, author: lan.userId }, undefined, tinh)).toBe('forbidden');
    const edit = mutation({ kind: 'unit', author: lan.userId, patch: { oldNames: [] } });
    expect(said(lan, edit, recordOf(unit.patch, 'unit'), tinh)).toBe('forbidden');
  });

  it('are no place for receptions of the administrator', () => {
    expect(said(admin, mutation({ op: 'create', author: admin.userId, patch: visitCells }), undefined, tinh)).toBe(
      'forbidden',
    );
  });
});

describe('rules of every kind', () => {
  it('what a record cannot be without is not emptied', () => {
    expect(said(lan, mutation({ patch: { headcount: null } }), recordOf(visitCells))).toBe('missingGroup');
  });

  it('an operation does what it says', () => {
    expect(said(lan, mutation({ op: 'delete', patch: {} }), recordOf(visitCells))).toBe('itemInvalid');
    expect(said(lan, mutation({ op: 'restore', patch: {} }), recordOf(visitCells))).toBe('itemInvalid');
    expect(said(lan, mutation({ op: 'restore', patch: { '@deleted': null } }), recordOf(visitCells))).toBe('fine');
    // One way only: two phones that join the same twins must not put both away.
    const [low, high] = [idOf('x'), idOf('r')].sort();
    const join = (rid: string, into: string) =>
      said(lan, mutation({ op: 'join', rid, patch: { '@deleted': { reason: 'twin', into } } }), recordOf(visitCells));
    expect(join(high ?? '', low ?? '')).toBe('fine');
    expect(join(low ?? '', high ?? '')).toBe('itemInvalid');
  });

  it('a session is not redacted: there is no policy for it', () => {
    expect(said(lan, mutation({ kind: 'reception-session', op: 'redact', patch: { ...visitCells } }))).toBe(
      'forbidden',
    );
  });
});

describe('reference records', () => {
  const unitA = xaA.space;
  const villager = works('Vy', { as: 'commune_admin', at: 'Xã A' });
  const village = `villages/${idOf('Nà Pháo')}/name`;
  const unitRecord = { ...recordOf({ identity: { name: 'Xã A' } }, 'unit'), rid: unitA };
  const holding = (unit: string): Cells => ({
    unit: { id: unit },
    official: { id: idOf('Páo'), name: 'Páo' },
    capacity: 'committee_chair',
  });
  const rule = (unit: string, capacity: string): Cells => ({
    unit: { id: unit },
    chair: { officialId: idOf('Páo'), name: 'Páo', capacity },
    days: { monthDays: [10] },
    hours: { part: 'morning' },
    period: { from: '2026-01-01' },
  });
  const by = (actor: Actor, of: Partial<Mutation>, record?: ServerRecord) =>
    said(actor, mutation({ author: actor.userId, ...of }), record, tinh);

  it("a commune's administrator names its villages, not the commune, and no village of another", () => {
    const names = { kind: 'unit', patch: { [village]: 'Nà Pháo' } };
    expect(by(villager, { ...names, rid: unitA }, unitRecord)).toBe('fine');
    expect(by(villager, { ...names, rid: xaB.space }, { ...unitRecord, rid: xaB.space })).toBe('forbidden');
    const renamed = { kind: 'unit', rid: unitA, patch: { [village]: 'Nà Pháo', identity: { name: 'Xã khác' } } };
    expect(by(villager, renamed, unitRecord)).toBe('forbidden');
    expect(
      by(villager, { kind: 'unit', rid: unitA, op: 'delete', patch: { '@deleted': { reason: 'x' } } }, unitRecord),
    ).toBe('forbidden');
    expect(by(admin, { ...renamed, author: admin.userId }, unitRecord)).toBe('fine');
    expect(by(lan, { ...names, rid: unitA }, unitRecord)).toBe('forbidden');
  });

  it('offices of his own unit; an office moved to another unit concerns both', () => {
    const create = { kind: 'office-holding', op: 'create' as const };
    expect(by(villager, { ...create, patch: holding(unitA) })).toBe('fine');
    expect(by(villager, { ...create, patch: holding(xaB.space) })).toBe('forbidden');
    const moved = { kind: 'office-holding', patch: { unit: { id: xaB.space } } };
    expect(by(villager, moved, recordOf(holding(unitA), 'office-holding'))).toBe('forbidden');
    expect(
      by(
        villager,
        { kind: 'office-holding', patch: { unit: { id: unitA } } },
        recordOf(holding(xaB.space), 'office-holding'),
      ),
    ).toBe('forbidden');
  });

  it('a clerk keeps the duty calendar of his organ', () => {
    const create = { kind: 'duty-rule', op: 'create' as const };
    expect(by(lan, { ...create, patch: rule(unitA, 'committee_chair') })).toBe('fine');
    expect(by(lan, { ...create, patch: rule(unitA, 'party_secretary') })).toBe('forbidden');
    expect(by(lan, { ...create, patch: rule(xaB.space, 'committee_chair') })).toBe('forbidden');
    const taken = { kind: 'duty-rule', patch: { days: { monthDays: [11] } } };
    expect(by(lan, taken, recordOf(rule(unitA, 'party_secretary'), 'duty-rule'))).toBe('forbidden');
    expect(by(villager, taken, recordOf(rule(unitA, 'party_secretary'), 'duty-rule'))).toBe('fine');
  });

  it("days off are the province's", () => {
    const year = { kind: 'holiday-year', op: 'create' as const, patch: { year: { year: 2027, status: 'official' } } };
    expect(by(admin, year)).toBe('fine');
    expect(by(villager, year)).toBe('forbidden');
  });
});

describe('trình – duyệt', () => {
  const chair = works('Páo', { as: 'commune_head', at: 'Xã A', organ: 'committee' });
  const session: Cells = {
    organ: 'committee',
    recordedBy: { userId: lan.userId, name: 'Lan' },
    type: { kind: 'periodic' },
    status: { status: 'done' },
    held: { date: '2026-07-06' },
  };
  const step = (state: string, userId: string) => ({
    state,
    by: { userId, name: 'x' },
    at: { date: '2026-07-06', time: '16:00' },
    seen: 's',
  });
  const sent = (author: string, approval: Cells[string]) =>
    mutation({ kind: 'reception-session', author, patch: { approval } });
  const submitted = recordOf({ ...session, approval: step('submitted', lan.userId) }, 'reception-session');

  it('the office hands up, only the head approves, in his own name', () => {
    expect(said(lan, sent(lan.userId, step('submitted', lan.userId)), recordOf(session, 'reception-session'))).toBe(
      'fine',
    );
    expect(said(lan, sent(lan.userId, step('approved', lan.userId)), submitted)).toBe('forbidden');
    expect(said(chair, sent(chair.userId, step('approved', chair.userId)), submitted)).toBe('fine');
    expect(said(chair, sent(chair.userId, step('approved', lan.userId)), submitted)).toBe('wrongAuthor');
    expect(said(lan, sent(lan.userId, null), submitted)).toBe('fine');
  });
});
