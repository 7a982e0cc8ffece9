import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { editVisit, reclassifyAsDenunciation, type VisitEdit } from '../../../src/domain/receptions/edit-visit.ts';
import { newVisit } from '../../../src/domain/receptions/new-visit.ts';
import type { Recorder, VisitForm } from '../../../src/domain/receptions/visit-form.ts';
import { borderProblem } from '../../../src/domain/records/form-cells.ts';
import { idOf } from '../../support/commune.ts';

const DAO = idOf('Nông Thị Đào');
const PAO = idOf('Hoàng Văn Páo');
const RECEIVER = idOf('người tiếp');
const lan: Recorder = { organ: 'committee', recordedBy: { userId: idOf('Lan'), name: 'Lan' } };

const form: VisitForm = {
  matter: 'complaint',
  visited: { date: '2026-07-06' },
  time: '09:14',
  headcount: { came: 2 },
  session: { id: idOf('buổi') },
  content: '  Tranh chấp ruộng \n\n\n\n xóm Nà Pháo ',
  note: '',
  petitionHandedIn: false,
  people: [
    { id: DAO, name: 'Nông Thị Ðào'.normalize('NFD'), phone: ' 0912 345 678 ', birth: { year: Number.NaN } },
    { id: PAO, name: 'Hoàng Văn Páo' },
  ],
  receivers: [{ id: RECEIVER, holding: { name: 'Lan', capacity: 'assigned_officer' } }],
};

function saved(of: VisitForm = form): Cells {
  const made = newVisit(of, lan, '2026-07-06');
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.patch;
}

function edited(edit: Partial<VisitEdit> & { form: VisitForm }) {
  const opened = edit.opened ?? saved();
  return editVisit({ opened, present: opened, localCode: 'TC-7K2M', today: '2026-07-10', ...edit });
}

describe('recording a visit', () => {
  it('stores texts in NFC and trimmed, and nothing that was left empty', () => {
    const cells = saved();
    expect(cells).toEqual({
      organ: 'committee',
      recordedBy: lan.recordedBy,
      matter: 'complaint',
      visited: { date: '2026-07-06', dateSource: 'entered' },
      time: '09:14',
      headcount: { came: 2 },
      session: { id: idOf('buổi') },
      content: 'Tranh chấp ruộng\n\nxóm Nà Pháo',
      [`people/${DAO}/name`]: 'Nông Thị Ðào'.normalize('NFC'),
      [`people/${DAO}/phone`]: '0912 345 678',
      [`people/${PAO}/name`]: 'Hoàng Văn Páo',
      [`receivers/${RECEIVER}/holding`]: { name: 'Lan', capacity: 'assigned_officer' },
    });
    expect(borderProblem(receptionVisit, 'create', cells)).toBeUndefined();
  });

  it('needs a kind, a day and a number of people, nothing else', () => {
    const least: VisitForm = { matter: 'unclassified', visited: { date: '2026-07-06' }, headcount: { came: 1 } };
    expect(newVisit(least, lan)).toMatchObject({ ok: true });
    for (const group of ['matter', 'visited', 'headcount'] as const) {
      expect(newVisit({ ...least, [group]: undefined }, lan)).toEqual({ ok: false, error: { tag: 'missing', group } });
    }
  });

  it('says which group is not valid', () => {
    expect(newVisit({ ...form, headcount: { came: 0 } }, lan)).toEqual({
      ok: false,
      error: { tag: 'invalid', group: 'headcount' },
    });
    expect(newVisit({ ...form, headcount: { came: 1, representatives: 2 } }, lan)).toMatchObject({ ok: false });
  });

  it('does not lie in the future, unless the clock is not to be trusted', () => {
    expect(newVisit(form, lan, '2026-07-05')).toEqual({ ok: false, error: { tag: 'futureDate' } });
    expect(newVisit(form, lan)).toMatchObject({ ok: true });
  });

  it('keeps what the form says about where its day comes from', () => {
    const cells = saved({ ...form, visited: { date: '2026-07-06', dateSource: 'device' } });
    expect(cells.visited).toEqual({ date: '2026-07-06', dateSource: 'device' });
  });

  it('keeps "no large group" as an answer, but no unticked box', () => {
    expect(saved({ ...form, largeGroup: false })).toMatchObject({ largeGroup: false });
    expect(saved()).not.toHaveProperty('petitionHandedIn');
  });
});

describe('recording a denunciation', () => {
  const denunciation: VisitForm = { ...form, matter: 'denunciation', localCode: 'TC-7K2M', largeGroup: true };

  it('keeps only what the paper book needs to be found again', () => {
    const cells = saved(denunciation);
    expect(Object.keys(cells).sort()).toEqual(
      [
        'headcount',
        'localCode',
        'matter',
        'organ',
        'recordedBy',
        `receivers/${RECEIVER}/holding`,
        'session',
        'visited',
      ].sort(),
    );
    expect(JSON.stringify(cells)).not.toMatch(/Đào|Ðào|Páo|ruộng|0912/);
  });

  it('needs its local code', () => {
    expect(newVisit({ ...denunciation, localCode: ' ' }, lan)).toEqual({
      ok: false,
      error: { tag: 'localCodeMissing' },
    });
  });
});

describe('editing a visit', () => {
  it('sends only what differs from what was opened', () => {
    expect(edited({ form: { ...form, request: 'đo lại ruộng' } })).toEqual({
      ok: true,
      value: { op: 'patch', patch: { request: 'đo lại ruộng' } },
    });
  });

  it('of a form that was only looked at changes nothing', () => {
    expect(edited({ form })).toEqual({ ok: false, error: { tag: 'unchanged' } });
    expect(edited({ form: {} })).toEqual({ ok: false, error: { tag: 'unchanged' } });
  });

  it('keeps fields of a group that the form does not show', () => {
    const opened = saved({ ...form, direction: { kind: 'forward', to: 'Sở Nông nghiệp', documentNo: '12/UBND' } });
    expect(edited({ opened, form: { direction: { kind: 'forward', to: '' } } })).toMatchObject({
      value: { patch: { direction: { kind: 'forward', documentNo: '12/UBND' } } },
    });
    const byDevice = saved({ ...form, visited: { date: '2026-07-06', dateSource: 'device' } });
    expect(edited({ opened: byDevice, form: { visited: { date: '2026-07-06' } } })).toMatchObject({ ok: false });
    expect(edited({ opened: byDevice, form: { visited: { date: '2026-07-05' } } })).toMatchObject({
      value: { patch: { visited: { date: '2026-07-05', dateSource: 'entered' } } },
    });
  });

  it('empties a group, but none that a visit cannot be without', () => {
    expect(edited({ form: { content: '' } })).toMatchObject({ value: { patch: { content: null } } });
    expect(edited({ form: { headcount: null } })).toEqual({ ok: false, error: { tag: 'missing', group: 'headcount' } });
  });

  it('removes who was taken off the list, and takes him back', () => {
    const people = [{ id: PAO, name: 'Hoàng Văn Páo' }];
    expect(edited({ form: { people } })).toMatchObject({
      ok: true,
      value: { op: 'patch', patch: { [`people/${DAO}/removed`]: true } },
    });
    const opened = { ...saved(), [`people/${DAO}/removed`]: true };
    expect(edited({ opened, form: { people: [...people, { id: DAO, name: 'Nông Thị Đào' }] } })).toMatchObject({
      ok: true,
      value: { patch: { [`people/${DAO}/removed`]: false } },
    });
  });

  it('does not offer again what somebody changed since the form was opened', () => {
    const opened = saved();
    const present = { ...opened, content: 'đã sửa ở máy khác' };
    expect(edited({ opened, present, form: { ...form, request: 'đo lại' } })).toMatchObject({
      value: { patch: { request: 'đo lại' } },
    });
  });
});

describe('reclassifying as a denunciation', () => {
  it('redacts, with everything that may stay of the present view', () => {
    const opened = saved();
    const present = { ...opened, visited: { date: '2026-07-05' }, field: { level1: 'corruption' } };
    const result = edited({ opened, present, form: { matter: 'denunciation' } });
    expect(result).toEqual({
      ok: true,
      value: {
        op: 'redact',
        patch: {
          organ: 'committee',
          recordedBy: lan.recordedBy,
          matter: 'denunciation',
          visited: { date: '2026-07-05' },
          headcount: { came: 2 },
          session: { id: idOf('buổi') },
          field: { level1: 'corruption' },
          [`receivers/${RECEIVER}/holding`]: { name: 'Lan', capacity: 'assigned_officer' },
          localCode: 'TC-7K2M',
          '@redacted': 'denunciation',
        },
      },
    });
    expect(result.ok && borderProblem(receptionVisit, 'redact', result.value.patch)).toBeUndefined();
  });

  it('takes along what may stay of the same edit, and leaves the rest', () => {
    const result = edited({ form: { matter: 'denunciation', headcount: { came: 3 }, content: 'ai đó nhận tiền' } });
    expect(result).toMatchObject({ value: { op: 'redact', patch: { headcount: { came: 3 } } } });
    expect(JSON.stringify(result)).not.toContain('nhận tiền');
  });

  it('keeps a local code that was given before', () => {
    const opened = { ...saved(), localCode: 'TC-AAAA' };
    expect(edited({ opened, form: { matter: 'denunciation' } })).toMatchObject({
      value: { patch: { localCode: 'TC-AAAA' } },
    });
  });

  it('can be done in one step, once', () => {
    const present = saved();
    const result = reclassifyAsDenunciation(present, 'TC-7K2M');
    expect(result).toMatchObject({ ok: true, value: { op: 'redact' } });
    const redacted = result.ok ? result.value.patch : {};
    expect(reclassifyAsDenunciation(redacted, 'TC-XXXX')).toEqual({ ok: false, error: { tag: 'unchanged' } });
  });

  it('is not taken back, not even by a form that was opened before', () => {
    const opened = saved();
    const redaction = reclassifyAsDenunciation(opened, 'TC-7K2M');
    const present = redaction.ok ? redaction.value.patch : {};
    expect(edited({ opened: present, form: { matter: 'complaint' } })).toEqual({
      ok: false,
      error: { tag: 'matterFixed' },
    });
    expect(edited({ opened, present, form: { ...form, matter: 'feedback' } })).toEqual({
      ok: false,
      error: { tag: 'matterFixed' },
    });
  });

  it('lets a form that was opened before save only what may stay', () => {
    const opened = saved();
    const redaction = reclassifyAsDenunciation(opened, 'TC-7K2M');
    const present = redaction.ok ? redaction.value.patch : {};
    const late = edited({ opened, present, form: { ...form, content: 'tên người bị tố cáo', headcount: { came: 4 } } });
    expect(late).toEqual({ ok: true, value: { op: 'patch', patch: { headcount: { came: 4 } } } });
  });

  it('chosen from the start by mistake may be corrected: nothing was lost', () => {
    const opened = saved({ ...form, matter: 'denunciation', localCode: 'TC-7K2M' });
    expect(edited({ opened, form: { matter: 'complaint', content: 'ruộng' } })).toEqual({
      ok: true,
      value: { op: 'patch', patch: { matter: 'complaint', content: 'ruộng' } },
    });
  });
});
