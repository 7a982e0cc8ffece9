import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { type ImportedForm, visitImporter } from '../../../src/domain/receptions/imported-visit.ts';
import { isLocalCode } from '../../../src/domain/text/local-code.ts';
import { idNo, SPACE, successOf, USER } from '../../store/support.ts';

const LAN = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } } as const;
const OTHER = { organ: 'committee', recordedBy: { userId: idNo(5), name: 'Lý A Dế' } } as const;

const DAO: ImportedForm = {
  matter: 'proposal',
  visited: { date: '2025-03-14' },
  headcount: { came: 1 },
  content: 'Đề nghị sửa đường',
  people: [{ name: 'Nông Thị Đào', address: 'xã Mẫu Một' }, { name: 'Lý A Sử' }],
};
const SECRET: ImportedForm = {
  ...DAO,
  matter: 'denunciation',
  field: { level1: 'land_housing' },
  people: [{ name: 'Hoàng Thị Mật' }],
};

const taken = (forms: readonly ImportedForm[], by: typeof LAN | typeof OTHER = LAN, space = SPACE) =>
  forms.map(visitImporter(space, by, '2026-11-23')).map(successOf);
const ridsOf = (forms: readonly ImportedForm[], by?: typeof LAN | typeof OTHER) =>
  taken(forms, by).map(({ rid }) => rid);
const withoutAuthor = ({ recordedBy: _who, ...cells }: Cells) => cells;

describe('the rows of a book', () => {
  it('make the same records on two phones, equal but for who typed them', () => {
    const [here, there] = [taken([DAO, SECRET]), taken([DAO, SECRET], OTHER)];
    expect(there.map(({ rid }) => rid)).toEqual(here.map(({ rid }) => rid));
    expect(there.map(({ change }) => withoutAuthor(change.patch))).toEqual(
      here.map(({ change }) => withoutAuthor(change.patch)),
    );
  });

  it('make the same records from a longer book, wherever rows were put in', () => {
    const more = { ...DAO, content: 'Xin xác nhận hộ nghèo' };
    const [dao, secret] = ridsOf([DAO, SECRET]);
    expect(ridsOf([more, DAO, more, SECRET, DAO])).toEqual(expect.arrayContaining([dao, secret]));
  });

  it('that say the same are as many records as rows', () => {
    expect(new Set(ridsOf([DAO, DAO, DAO]))).toHaveLength(3);
    expect(ridsOf([DAO, DAO, DAO]).slice(0, 2)).toEqual(ridsOf([DAO, DAO]));
  });

  it('are others in another unit, for another organ, with another word', () => {
    const party = { ...LAN, organ: 'party' } as const;
    const rids = [
      ...ridsOf([DAO]),
      ...taken([DAO], LAN, idNo(77)).map(({ rid }) => rid),
      successOf(visitImporter(SPACE, party)(DAO)).rid,
      ...ridsOf([{ ...DAO, content: 'Đề nghị sửa cầu' }]),
    ];
    expect(new Set(rids)).toHaveLength(4);
  });

  it('of a denunciation keep no name, no word, and give none away by their id', () => {
    const [secret] = taken([SECRET]);
    const [nameless] = taken([{ ...SECRET, people: [{ name: 'Một Người Khác' }], content: 'khác' }]);
    expect(nameless?.rid).toBe(secret?.rid);
    expect(JSON.stringify(secret)).not.toMatch(/Mật|sửa/);
    expect(Object.keys(secret?.change.patch ?? {}).sort()).toEqual(
      ['field', 'headcount', 'localCode', 'matter', 'organ', 'recordedBy', 'visited'].sort(),
    );
  });

  it('of a denunciation bear a code that every phone finds alike, or the one that stands in the book', () => {
    const [here, there] = [taken([SECRET]), taken([SECRET], OTHER)].map(([one]) => one?.change.patch.localCode);
    expect(here).toBe(there);
    expect(isLocalCode(String(here))).toBe(true);
    expect(taken([{ ...SECRET, localCode: 'TC-7K2M' }])[0]?.change.patch.localCode).toBe('TC-7K2M');
    expect(taken([SECRET, SECRET]).map(({ change }) => change.patch.localCode)).toHaveLength(2);
  });

  it('after today are refused', () => {
    const future = visitImporter(SPACE, LAN, '2026-11-23')({ ...DAO, visited: { date: '2026-11-24' } });
    expect(future).toEqual({ ok: false, error: { tag: 'futureDate' } });
  });
});
