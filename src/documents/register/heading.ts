import type { Organ } from '../../contract/records/codes.ts';
import type { Space } from '../../contract/wire/session.ts';
import { unitName } from '../../domain/receptions/labels.ts';

/** What stands above and below a register. */
export type RegisterHeading = {
  /** Who keeps the book, line under line; the last but a `*` is the unit. */
  readonly office: readonly string[];
  /** Quốc hiệu and tiêu ngữ, or the party's own. */
  readonly state: readonly string[];
  readonly title: string;
  /** Which form this is. */
  readonly form: string;
  /** Who signs: authority, then title. */
  readonly signer: readonly string[];
  /** Where it is signed: `Xã Mẫu` */
  readonly place: string;
};

const STATE = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'];
const FORM = 'Mẫu số 03 – Thông tư số 04/2021/TT-TTCP';

/**
 * The heading of the register of one organ. Mẫu số 03 is a form of the state. A party committee receives under Quy định
 * 11-QĐi/TW, for which no form is known: it keeps the same columns under the party's own heading (HD 36-HD/VPTW), since a
 * paper of the party bears no Quốc hiệu, and says that the form is borrowed.
 */
export function registerHeading(organ: Organ, unit: Space, province: Space | undefined): RegisterHeading {
  const place = unitName(unit);
  const name = upper(place);
  const common = { state: STATE, title: 'SỔ TIẾP CÔNG DÂN', form: `(${FORM})`, place };
  switch (organ) {
    case 'party': {
      const above = province === undefined ? [] : [`ĐẢNG BỘ ${upper(unitName(province))}`];
      const title = 'SỔ TIẾP DÂN';
      const form = `(Theo cột của ${FORM})`;
      const signer = ['T/M ĐẢNG ỦY', 'BÍ THƯ'];
      return {
        ...common,
        office: [...above, `ĐẢNG ỦY ${name}`, '*'],
        state: ['ĐẢNG CỘNG SẢN VIỆT NAM'],
        title,
        form,
        signer,
      };
    }
    case 'council':
      return { ...common, office: ['HỘI ĐỒNG NHÂN DÂN', name], signer: ['TM. THƯỜNG TRỰC HĐND', 'CHỦ TỊCH'] };
    case 'front':
      return {
        ...common,
        office: ['ỦY BAN MTTQ VIỆT NAM', name, 'BAN THƯỜNG TRỰC'],
        signer: ['TM. BAN THƯỜNG TRỰC', 'CHỦ TỊCH'],
      };
    case 'committee':
      return { ...common, office: ['ỦY BAN NHÂN DÂN', name], signer: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'] };
    default:
      return organ satisfies never;
  }
}

function upper(text: string): string {
  return text.toLocaleUpperCase('vi');
}
