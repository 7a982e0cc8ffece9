import { describe, expect, it } from 'vitest';
import { Role } from '../../../src/contract/records/codes.ts';
import type { Actor } from '../../../src/domain/permissions/actor.ts';
import { INTENTS, type Intent, may, mayGrant, type Target } from '../../../src/domain/permissions/may.ts';
import { idOf, PROVINCE, works } from '../../support/commune.ts';

const TITLES: { readonly [R in Role]: string } = {
  commune_head: 'chủ tịch UBND xã A',
  commune_office: 'văn thư của UBND xã A',
  front: 'MTTQ xã A',
  assigned: 'người được giao của UBND xã A',
  commune_admin: 'quản trị xã A',
  province_viewer: 'người xem báo cáo của tỉnh',
  province_supervisor: 'thanh tra tỉnh',
  province_admin: 'quản trị tỉnh',
};

const xaA = { space: idOf('Xã A'), provinceSpace: PROVINCE };
const xaB = { space: idOf('Xã B'), provinceSpace: PROVINCE };
const tinh = { space: PROVINCE, provinceSpace: PROVINCE };
const otherProvince = { space: idOf('Xã C'), provinceSpace: idOf('Tỉnh khác') };

const WHERE: readonly { readonly at: string; readonly target: Target; readonly shared?: true }[] = [
  { at: 'a record of UBND xã A', target: { ...xaA, organ: 'committee' } },
  { at: 'one of đảng ủy xã A', target: { ...xaA, organ: 'party' } },
  { at: 'one of đảng ủy xã A, organs sharing', target: { ...xaA, organ: 'party' }, shared: true },
  { at: 'one of MTTQ xã A, organs sharing', target: { ...xaA, organ: 'front' }, shared: true },
  { at: 'one of UBND xã B', target: { ...xaB, organ: 'committee' } },
  { at: 'one of đảng ủy xã A that is assigned to him', target: { ...xaA, organ: 'party', assignedTo: [idOf('An')] } },
  { at: "the province's own space", target: tinh },
  { at: 'a commune of another province', target: { ...otherProvince, organ: 'committee' } },
];

/*
 * The whole table once more, in the order of WHERE:
 *   own   party   party shared   front shared   xã B   assigned   province   other province
 */
const NOTHING = 'no    no    no    no    no    no    no    no';
const RECORDS = 'yes   no    no    no    no    no    no    no';
const READS = 'yes   no    yes   no    no    no    no    no';
const MAY_READ_ASSIGNED = 'no    no    no    no    no    yes   no    no';
const OWN_UNIT = 'yes   yes   yes   yes   no    yes   no    no';
const PROVINCE_WIDE = 'yes   yes   yes   yes   yes   yes   yes   no';
const EVERYWHERE = 'yes   yes   yes   yes   yes   yes   yes   yes';
const PROVINCE_ONLY = 'no    no    no    no    no    no    yes   no';
// His membership stands in MTTQ, so "own" is the fourth column; no right of his reaches any reception.

const RECORDING: readonly Intent[] = [
  'session.create',
  'session.edit',
  'session.start',
  'session.finish',
  'session.postpone',
  'session.cancel',
  'session.delete',
  'session.restore',
  'session.join',
  'session.resolve',
  'session.submit',
  'visit.create',
  'visit.edit',
  'visit.delete',
  'visit.restore',
  'visit.join',
  'visit.resolve',
  'visit.redact',
];
const READING: readonly Intent[] = ['reception.read', 'salvage', 'drilldown', 'drilldown.coded'];
const ADMINISTERING: readonly Intent[] = [
  'user.manage',
  'device.manage',
  'enrolment.issue',
  'quarantine.manage',
  'audit.read',
];

/** Of his unit's own reference records. */
const UNIT_DATA: readonly Intent[] = ['village.write', 'office.write'];

type Line = readonly [intents: readonly Intent[], answers: string];
const SAID: { readonly [R in Role]: readonly Line[] } = {
  commune_head: [
    [[...RECORDING, 'session.approve', 'duty.write'], RECORDS],
    [[...READING, 'report.read'], READS],
    [['reference.read'], EVERYWHERE],
    [['reference.write', 'policy.write', 'ranking.read', ...UNIT_DATA, ...ADMINISTERING], NOTHING],
  ],
  commune_office: [
    [[...RECORDING, 'duty.write'], RECORDS],
    [['session.approve'], NOTHING],
    [[...READING, 'report.read'], READS],
    [['reference.read'], EVERYWHERE],
    [['reference.write', 'policy.write', 'ranking.read', ...UNIT_DATA, ...ADMINISTERING], NOTHING],
  ],
  front: [
    [['reference.read'], EVERYWHERE],
    [[...RECORDING, ...READING, 'report.read', 'reference.write', 'policy.write', ...ADMINISTERING], NOTHING],
    [[...UNIT_DATA, 'session.approve', 'duty.write', 'ranking.read'], NOTHING],
  ],
  assigned: [
    [['reception.read', 'salvage'], MAY_READ_ASSIGNED],
    [['reference.read'], EVERYWHERE],
    [[...RECORDING, 'session.approve', 'duty.write', 'drilldown', 'drilldown.coded', 'report.read'], NOTHING],
    [['reference.write', 'policy.write', 'ranking.read', ...UNIT_DATA, ...ADMINISTERING], NOTHING],
  ],
  commune_admin: [
    [[...ADMINISTERING, ...UNIT_DATA, 'duty.write'], OWN_UNIT],
    [['reference.read'], EVERYWHERE],
    [[...RECORDING, ...READING, 'session.approve', 'report.read', 'reference.write', 'policy.write'], NOTHING],
    [['ranking.read'], NOTHING],
  ],
  province_viewer: [
    [['report.read', 'drilldown.coded'], PROVINCE_WIDE],
    [['reference.read'], EVERYWHERE],
    [[...RECORDING, 'reception.read', 'salvage', 'drilldown', 'reference.write', 'policy.write'], NOTHING],
    [[...ADMINISTERING, ...UNIT_DATA, 'session.approve', 'duty.write', 'ranking.read'], NOTHING],
  ],
  province_supervisor: [
    [['report.read', 'drilldown.coded', 'drilldown', 'ranking.read'], PROVINCE_WIDE],
    [['reference.read'], EVERYWHERE],
    [[...RECORDING, 'reception.read', 'salvage', 'reference.write', 'policy.write', ...ADMINISTERING], NOTHING],
    [[...UNIT_DATA, 'session.approve', 'duty.write'], NOTHING],
  ],
  province_admin: [
    [[...ADMINISTERING, ...UNIT_DATA, 'duty.write', 'policy.write'], PROVINCE_WIDE],
    [['reference.write'], PROVINCE_ONLY],
    [['reference.read'], EVERYWHERE],
    [[...RECORDING, ...READING, 'session.approve', 'report.read', 'ranking.read'], NOTHING],
  ],
};

function actorOfRole(role: Role): Actor {
  const at = role.startsWith('province') ? 'Tỉnh Mẫu' : 'Xã A';
  return works('An', { as: role, at, organ: role === 'front' ? 'front' : 'committee' });
}

describe.each(Role.options)('%s', (role) => {
  const lines = SAID[role].flatMap(([intents, answers]) => intents.map((intent) => [intent, answers] as const));

  it('is asked about every intent once', () => {
    expect(lines.map(([intent]) => intent).sort()).toEqual([...INTENTS].sort());
  });

  it.each(lines)(`${TITLES[role]}: %s`, (intent, answers) => {
    const said = answers.split(/\s+/);
    expect(said).toHaveLength(WHERE.length);
    for (const [n, { at, target, shared }] of WHERE.entries()) {
      const actor = { ...actorOfRole(role), shareBetweenOrgans: shared ?? false };
      const allowed = said[n] === 'yes';
      expect(may(actor, intent, target), `${TITLES[role]} may ${intent} ${at}`).toBe(allowed);
      const expired = { ...actor, memberships: actor.memberships.map((post) => ({ ...post, to: '2026-07-05' })) };
      expect(may(expired, intent, target), `${TITLES[role]}, until yesterday, ${intent} ${at}`).toBe(false);
      const future = { ...actor, memberships: actor.memberships.map((post) => ({ ...post, from: '2026-07-07' })) };
      expect(may(future, intent, target), `${TITLES[role]}, from tomorrow, ${intent} ${at}`).toBe(false);
      const lastDay = { ...actor, memberships: actor.memberships.map((post) => ({ ...post, to: '2026-07-06' })) };
      expect(may(lastDay, intent, target), `${TITLES[role]}, until today, ${intent} ${at}`).toBe(allowed);
    }
  });
});

describe('a right', () => {
  const committee = { ...xaA, organ: 'committee' } as const;
  const party = { ...xaA, organ: 'party' } as const;

  it('adds up over all posts of a person', () => {
    const both = works(
      'Bí thư kiêm chủ tịch HĐND',
      { as: 'commune_head', at: 'Xã A', organ: 'party' },
      { as: 'commune_head', at: 'Xã A', organ: 'council' },
    );
    expect(may(both, 'visit.create', party)).toBe(true);
    expect(may(both, 'visit.create', { ...xaA, organ: 'council' })).toBe(true);
    expect(may(both, 'visit.create', committee)).toBe(false);
  });

  it('is never put together of two posts that lack it', () => {
    const office = works(
      'văn thư xã B, quản trị xã A',
      { as: 'commune_office', at: 'Xã B' },
      { as: 'commune_admin', at: 'Xã A' },
    );
    expect(may(office, 'visit.create', committee)).toBe(false);
  });

  it('without an organ asks whether there is any record at all that he might do it to', () => {
    expect(may(works('văn thư', { as: 'commune_office', at: 'Xã A' }), 'visit.create', xaA)).toBe(true);
    expect(may(works('quản trị', { as: 'commune_admin', at: 'Xã A' }), 'visit.create', xaA)).toBe(false);
  });

  it('does not exist without a post', () => {
    for (const intent of INTENTS) expect(may(works('người lạ'), intent, committee)).toBe(false);
  });

  it('of a province role that stands in a commune reaches nothing', () => {
    for (const as of ['province_admin', 'province_supervisor', 'province_viewer'] as const) {
      const misplaced = works('An', { as, at: 'Xã A' });
      const reached = INTENTS.filter((intent) => may(misplaced, intent, committee) || may(misplaced, intent, tinh));
      expect(reached).toEqual(['reference.read']);
    }
  });

  it('over one province is none over another', () => {
    const supervisor = works('thanh tra', { as: 'province_supervisor', at: 'Tỉnh Mẫu' });
    expect(may(supervisor, 'drilldown', otherProvince)).toBe(false);
  });
});

describe('handing out rights', () => {
  const grant = (role: Role, at: string) => ({ space: idOf(at), organ: 'committee' as const, role });

  it('an administrator of a commune gives posts of his commune only', () => {
    const admin = works('quản trị xã A', { as: 'commune_admin', at: 'Xã A' });
    expect(mayGrant(admin, grant('commune_office', 'Xã A'), xaA)).toBe(true);
    expect(mayGrant(admin, grant('commune_office', 'Xã B'), xaB)).toBe(false);
    expect(mayGrant(admin, grant('commune_office', 'Xã B'), xaA)).toBe(false);
    expect(mayGrant(admin, grant('province_admin', 'Xã A'), xaA)).toBe(false);
    expect(mayGrant(admin, grant('province_supervisor', 'Tỉnh Mẫu'), tinh)).toBe(false);
  });

  it('an administrator of the province gives all, the province roles in its own space', () => {
    const admin = works('quản trị tỉnh', { as: 'province_admin', at: 'Tỉnh Mẫu' });
    expect(mayGrant(admin, grant('commune_admin', 'Xã A'), xaA)).toBe(true);
    expect(mayGrant(admin, grant('province_viewer', 'Tỉnh Mẫu'), tinh)).toBe(true);
    expect(mayGrant(admin, grant('province_viewer', 'Xã A'), xaA)).toBe(false);
  });

  it('a clerk gives none', () => {
    const clerk = works('văn thư', { as: 'commune_office', at: 'Xã A' });
    expect(mayGrant(clerk, grant('commune_office', 'Xã A'), xaA)).toBe(false);
  });
});
