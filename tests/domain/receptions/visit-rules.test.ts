import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import type { Mutation } from '../../../src/contract/wire/sync.ts';
import type { ServerRecord } from '../../../src/domain/merge/server-record.ts';
import { visitRules } from '../../../src/domain/receptions/visit-rules.ts';
import { commune, idOf } from '../../support/commune.ts';

const NAME = `people/${idOf('Đào')}/name`;
const denunciation: Cells = {
  organ: 'committee',
  recordedBy: { userId: idOf('Lan'), name: 'Lan' },
  matter: 'denunciation',
  visited: { date: '2026-07-06' },
  headcount: { came: 1 },
  localCode: 'TC-7K2M',
};
const redacted = { ...denunciation, '@redacted': 'denunciation' };

function mutation(op: Mutation['op'], patch: Cells, rev = 9): Mutation {
  const ids = { mid: idOf('m'), rid: idOf('r'), author: idOf('Lan') };
  return { ...ids, no: 1, kind: 'reception-visit', op, base: { rev }, patch, schemaVer: 1, hlc: '' };
}

function standing(cells: Cells): ServerRecord {
  const groups = Object.fromEntries(Object.keys(cells).map((group) => [group, { rev: 5, by: [] }]));
  return { rid: idOf('r'), kind: 'reception-visit', rev: 5, schemaVer: 1, cells, groups, conflicts: [] };
}

function said(sent: Mutation, record?: Cells): string | undefined {
  const refused = visitRules(sent, record && standing(record));
  return refused && Object.entries(PROBLEMS).find(([, { code }]) => code === refused.code)?.[0];
}

describe('at the border, a denunciation', () => {
  it('comes in with what may stay, and with nothing else', () => {
    expect(said(mutation('create', denunciation))).toBeUndefined();
    expect(said(mutation('create', { ...denunciation, content: 'x' }))).toBe('denunciationContent');
    expect(said(mutation('create', { ...denunciation, [NAME]: 'Đào' }))).toBe('denunciationContent');
    expect(said(mutation('redact', redacted))).toBeUndefined();
    expect(said(mutation('redact', { ...redacted, [NAME]: 'Đào' }))).toBe('denunciationContent');
  });

  it('is never made of another matter but by a redaction', () => {
    const complaint = { ...denunciation, matter: 'complaint', content: 'ruộng' };
    expect(said(mutation('patch', { matter: 'denunciation' }), complaint)).toBe('denunciationContent');
    expect(said(mutation('resolve', { matter: 'denunciation' }), complaint)).toBe('denunciationContent');
    expect(said(mutation('create', denunciation), complaint)).toBe('denunciationContent');
    expect(said(mutation('redact', redacted), complaint)).toBeUndefined();
  });

  it('is redacted under a policy that exists, with matter and code', () => {
    expect(said(mutation('redact', { ...redacted, '@redacted': 'everything' }))).toBe('itemInvalid');
    expect(said(mutation('redact', denunciation))).toBe('itemInvalid');
    expect(said(mutation('redact', { ...redacted, matter: 'complaint' }))).toBe('itemInvalid');
    expect(said(mutation('redact', { ...redacted, localCode: null }))).toBe('missingGroup');
  });

  it('takes in no content later, whoever sends it', () => {
    expect(said(mutation('patch', { [NAME]: 'Đào' }), denunciation)).toBe('denunciationContent');
    expect(said(mutation('create', { ...denunciation, matter: 'complaint', content: 'x' }, 0), denunciation)).toBe(
      'denunciationContent',
    );
    expect(said(mutation('patch', { progress: 'forwarded', [NAME]: null }), denunciation)).toBeUndefined();
  });

  it('recorded so by mistake becomes another matter only by who saw it, content and all', () => {
    const correction = { matter: 'complaint', [NAME]: 'Đào' };
    expect(said(mutation('patch', correction, 5), denunciation)).toBeUndefined();
    expect(said(mutation('patch', correction, 4), denunciation)).toBe('denunciationContent');
  });

  it('once redacted stays one', () => {
    expect(said(mutation('patch', { matter: 'complaint' }), redacted)).toBe('redactedGroup');
    expect(said(mutation('patch', { matter: 'denunciation', progress: 'guided' }), redacted)).toBeUndefined();
    expect(said(mutation('redact', redacted), redacted)).toBeUndefined();
  });

  it('lets the merge leave out what an unknowing author sends', () => {
    expect(said(mutation('patch', { content: 'x', headcount: { came: 2 } }), redacted)).toBeUndefined();
  });
});

describe('at the border, another visit', () => {
  it('is free: people removed, matters changed, groups emptied', () => {
    const complaint = { ...denunciation, matter: 'complaint' };
    expect(
      said(mutation('patch', { [`people/${idOf('Đào')}/removed`]: true, content: null }), complaint),
    ).toBeUndefined();
    expect(said(mutation('patch', { matter: 'feedback' }), complaint)).toBeUndefined();
    expect(said(mutation('create', { ...complaint, content: 'x' }))).toBeUndefined();
  });
});

describe('a visit reclassified as a denunciation', () => {
  it('leaves no name anywhere, also when another phone still edits it', () => {
    const xa = commune('Xã Mẫu');
    const rid = xa.receives({ who: 'Nông Thị Đào', content: 'chủ tịch nhận tiền', matter: 'unclassified' });
    const late = xa.phone();
    late.edits(rid, { request: 'giữ kín tên bà Đào', headcount: { came: 2 } });
    xa.reclassifies(rid, 'TC-7K2M');
    expect(late.sends()).toEqual([]);
    expect(xa.everythingStored()).not.toMatch(/Đào|nhận tiền/);
    expect(xa.visit(rid)).toMatchObject({
      matter: 'denunciation',
      localCode: 'TC-7K2M',
      headcount: { came: 2 },
      people: {},
    });
    expect(xa.figures('2026-07-01', '2026-07-31').byMatter.denunciation.visits).toBe(1);
  });

  it('by a phone whose record never reached the server, reaches it as a denunciation alone', () => {
    const xa = commune('Xã Mẫu');
    const phone = xa.phone();
    const rid = phone.receives({ who: 'Nông Thị Đào' });
    phone.forgetsOutbox(); // emptied to tombstones by the redaction (sync rule 4)
    phone.reclassifies(rid, 'TC-7K2M');
    expect(phone.sends()).toEqual([]);
    expect(xa.visit(rid)).toMatchObject({ matter: 'denunciation', visited: { date: '2026-07-06' }, people: {} });
  });
});
