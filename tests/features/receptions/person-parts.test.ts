import { describe, expect, it } from 'vitest';
import type { IdentityCard } from '../../../src/domain/text/identity-card.ts';
import { type Around, knownOfCard, personParts } from '../../../src/features/receptions/person-parts.ts';
import { emptyPerson, OTHER_VILLAGE, type PersonValues } from '../../../src/features/receptions/visit-values.ts';

const CARD: IdentityCard = {
  number: '004090000001',
  name: 'HOÀNG VĂN A',
  birth: { year: 1990, date: '1990-03-05' },
  sex: 'male',
  address: 'Nà Pháo, Xã Mẫu, Cao Bằng',
  issuedOn: '2026-05-12',
};
const TODAY = '2026-11-23';
const AROUND: Around = {
  unitName: 'Xã Mẫu',
  villages: ['Xóm Lũng Rì', 'Xóm Nà Pháo'],
  chips: ['Xóm Nà Pháo'],
};

const parts = (present: Partial<PersonValues>, card: Partial<IdentityCard> = {}) =>
  personParts({ ...emptyPerson('p'), ...present }, knownOfCard({ ...CARD, ...card }, AROUND), TODAY);
const keys = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);

describe('what a card puts into the fields of a person', () => {
  it('is everything where nothing is written yet, with the name as registers write it', () => {
    const { fills, asks } = parts({});
    expect(Object.assign({}, ...fills.map(({ values }) => values))).toEqual({
      name: 'Hoàng Văn A',
      birth: '05/03/1990',
      sex: 'male',
      number: '004090000001',
      issuedOn: '12/05/2026',
      noDocument: false,
      address: 'Nà Pháo, Xã Mẫu, Cao Bằng',
      village: 'Xóm Nà Pháo',
      villageOther: '',
    });
    expect(asks).toEqual([]);
    expect(fills.find(({ key }) => key === 'document')?.known).toBe('số 0040••••••01, cấp 12/05/2026');
  });

  it('is nothing where all of it is written already, however it was typed', () => {
    const typed = {
      name: 'hoàng văn a',
      birth: '5/3/1990',
      sex: 'male',
      number: '004 090 000 001',
      issuedOn: '12/5/26',
      address: 'nà pháo , xã mẫu, cao bằng',
      village: OTHER_VILLAGE,
      villageOther: 'Xóm Nà Pháo',
    };
    expect(parts(typed)).toEqual({ fills: [], asks: [] });
  });

  it('is asked about where something else is written', () => {
    const { fills, asks } = parts({ name: 'Hoàng Văn A', birth: '1991', sex: 'female', number: '0', address: 'x' });
    expect(keys(asks)).toEqual(['birth', 'sex', 'document', 'address']);
    expect(asks[2]).toMatchObject({ onForm: 'số 0', known: 'số 004090000001, cấp 12/05/2026' });
    expect(keys(fills)).toEqual(['village']);
  });

  it('is asked about as a whole where the form names somebody else: two people are not mixed', () => {
    const { fills, asks } = parts({ name: 'Nông Thị Đào' });
    expect(fills).toEqual([]);
    expect(keys(asks)).toEqual(['name', 'birth', 'sex', 'document', 'address', 'village']);
  });

  it('completes a number without its day of issue', () => {
    const { fills, asks } = parts({ number: '004090000001' });
    expect(asks).toEqual([]);
    expect(fills.find(({ key }) => key === 'document')?.values).toEqual({ issuedOn: '12/05/2026' });
  });

  it('asks whoever has written that there are no papers', () => {
    const { asks } = parts({ noDocument: true, confirmedBy: 'Trưởng xóm' });
    expect(asks).toMatchObject([{ onForm: 'không có giấy tờ, Trưởng xóm xác nhận', values: { noDocument: false } }]);
  });

  it('is a village only of an address in this very unit', () => {
    const village = (address: string) => parts({}, { address }).fills.find(({ key }) => key === 'village')?.values;
    expect(village('Xóm Lũng Rì, Xã Mẫu, Cao Bằng')).toEqual({ village: OTHER_VILLAGE, villageOther: 'Xóm Lũng Rì' });
    expect(village('Nà Pháo, Xã Khác, Cao Bằng')).toBeUndefined();
    expect(village('Pác Nặm, Xã Mẫu, Cao Bằng')).toBeUndefined();
  });

  it('leaves alone what the card does not say', () => {
    const { sex: _sex, issuedOn: _day, ...rest } = CARD;
    const { fills } = personParts(emptyPerson('p'), knownOfCard({ ...rest, address: '' }, AROUND), TODAY);
    expect(keys(fills)).toEqual(['name', 'birth', 'document']);
  });
});
