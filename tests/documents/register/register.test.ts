import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { registerHeading } from '../../../src/documents/register/heading.ts';
import {
  type Held,
  type RegisterRow,
  receptionRegister,
  registerText,
  totalsText,
} from '../../../src/documents/register/register.ts';
import { factsOf } from '../../../src/domain/statistics/facts.ts';
import { receptionFigures } from '../../../src/domain/statistics/sum-facts.ts';
import { idNo, USER } from '../../store/support.ts';
import { sessionCells, someRecords } from './support.ts';

const JULY = { organ: 'committee', from: '2026-07-01', to: '2026-07-31' } as const;
const PERSON = idNo(0xaa);
const OTHER = idNo(0xab);

function visit(cells: Cells): Cells {
  return {
    organ: 'committee',
    recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
    matter: 'proposal',
    visited: { date: '2026-07-06' },
    headcount: { came: 1 },
    ...cells,
  };
}

function registerOf(visits: readonly Cells[], sessions: readonly Held[] = []) {
  return receptionRegister({
    ...JULY,
    visits: visits.map((cells, at) => ({ rid: idNo(at + 1), cells: visit(cells) })),
    sessions,
  });
}

function lineOf(cells: Cells, sessions: readonly Held[] = []): RegisterRow {
  const [row] = registerOf([cells], sessions).rows;
  if (row === undefined) expect.fail('no line');
  return row;
}

describe('a line', () => {
  it('says who came, with address and number, the number hidden until somebody asks', () => {
    const row = lineOf({
      [`people/${PERSON}/name`]: 'Nông Thị Đào',
      [`people/${PERSON}/village`]: { name: 'Xóm Nà Pháo' },
      [`people/${PERSON}/address`]: 'xã Mẫu Một, tỉnh Mẫu',
      [`people/${PERSON}/document`]: { number: '004190000001', issuedOn: '2021-05-12' },
      content: 'Đề nghị sửa đường',
      request: 'Sửa trước mùa mưa',
      documents: { text: 'đơn', sheets: 3 },
      petitionHandedIn: true,
    });
    expect(registerText(row, 'people', 'whole')).toBe('Nông Thị Đào – Xóm Nà Pháo, xã Mẫu Một, tỉnh Mẫu');
    expect(registerText(row, 'identity', 'whole')).toBe('004190000001, cấp 12/05/2021');
    expect(registerText(row, 'identity', 'masked')).toBe('0041••••••01, cấp 12/05/2021');
    expect(registerText(row, 'day', 'masked')).toBe('06/07/2026');
    expect(registerText(row, 'kind', 'masked')).toBe('Kiến nghị; 1 người');
    expect(registerText(row, 'content', 'masked')).toBe(
      'Đề nghị sửa đường\nYêu cầu: Sửa trước mùa mưa\nTài liệu: đơn, 3 tờ\nĐã nhận đơn',
    );
  });

  it('puts the numbers of several people under each other, in the order of their names', () => {
    const row = lineOf({
      [`people/${OTHER}/name`]: 'Lý A Dế',
      [`people/${OTHER}/order`]: 0,
      [`people/${OTHER}/role`]: 'representative',
      [`people/${OTHER}/document`]: { none: true, confirmedBy: 'Trưởng xóm Nà Pháo' },
      [`people/${PERSON}/name`]: 'Nông Thị Đào',
      [`people/${PERSON}/order`]: 1,
    });
    expect(row.texts.people).toBe('Lý A Dế (người đại diện)\nNông Thị Đào');
    expect(row.texts.identity).toBe('Không có giấy tờ; Trưởng xóm Nà Pháo xác nhận\n–');
  });

  it('tells a large group, its representatives, and who was said to be none', () => {
    expect(lineOf({ headcount: { came: 7, representatives: 2 }, matter: 'complaint' }).texts.kind).toBe(
      'Khiếu nại; 7 người, 2 người đại diện – đoàn đông người',
    );
    expect(lineOf({ headcount: { came: 7 }, largeGroup: false }).texts.kind).toBe(
      'Kiến nghị; 7 người – không tính là đoàn đông người',
    );
    expect(lineOf({ headcount: { came: 3 }, largeGroup: true }).texts.kind).toBe(
      'Kiến nghị; 3 người – đoàn đông người',
    );
  });

  it('fills the column of its direction; giải thích tại chỗ fills none of the three but column 12', () => {
    const forwarded = lineOf({
      direction: { kind: 'forward', to: 'Phòng Kinh tế', documentNo: '12/PC-UBND', date: '2026-07-07' },
    }).texts;
    expect(forwarded.forward).toBe('Phòng Kinh tế, số 12/PC-UBND, ngày 07/07/2026');
    expect([forwarded.accept, forwarded.returnGuide]).toEqual(['', '']);
    expect(lineOf({ direction: { kind: 'accept' } }).texts.accept).toBe('x');
    const explained = lineOf({ direction: { kind: 'explain' }, chairOpinion: 'Đường sẽ sửa trong tháng 8' }).texts;
    expect([explained.accept, explained.returnGuide, explained.forward]).toEqual(['', '', '']);
    expect(explained.note).toBe(
      'Giải thích tại chỗ\nTiếp ngoài buổi tiếp\nÝ kiến người chủ trì: Đường sẽ sửa trong tháng 8',
    );
  });

  it('names its session and who chaired, or says that there is none or that it has not come', () => {
    const session = sessionCells({ kind: 'periodic', date: '2026-07-06', chair: 'Nông Văn An' });
    const named = { session: { id: idNo(900) } };
    expect(lineOf(named, [{ rid: idNo(900), cells: session }]).texts.note).toBe(
      'Buổi tiếp định kỳ – Chủ tịch UBND Nông Văn An',
    );
    expect(lineOf(named).texts.note).toBe('Buổi tiếp chưa về máy này');
    expect(lineOf({}).texts.note).toBe('Tiếp ngoài buổi tiếp');
  });

  it('says a refusal with its ground, earlier visits, notice and what followed', () => {
    const { note, followUp } = lineOf({
      refusal: { ground: 'finally_resolved', text: 'đã có thông báo\nsố 5' },
      earlier: { times: 2 },
      followUp: { text: 'Đã sửa xong', date: '2026-08-01' },
      notice: { documentNo: '7/TB-UBND', givenOn: '2026-07-15' },
    }).texts;
    expect(note).toBe(
      'Tiếp ngoài buổi tiếp\nTừ chối tiếp: Đã giải quyết hết, vẫn cố tình đến – đã có thông báo số 5\nĐã đến 2 lần trước',
    );
    expect(followUp).toBe('Đã sửa xong, ngày 01/08/2026\nThông báo số 7/TB-UBND, ngày 15/07/2026');
  });

  it('of what is not yet complete stands there all the same', () => {
    const row = lineOf({ matter: 'unclassified' });
    expect(row.texts).toMatchObject({ people: 'Không nêu tên', kind: 'Chưa phân loại; 1 người', identity: '' });
  });

  it('of a denunciation holds a code, the day, the number who came, the field, the progress, and never a name', () => {
    const row = lineOf({
      matter: 'denunciation',
      localCode: 'TC-7K2M',
      headcount: { came: 2 },
      field: { level1: 'land_housing', level2: 'land_dispute' },
      progress: 'forwarded',
      // A view may still hold what another phone wrote before it heard of the redaction.
      content: 'Tố cáo ông N',
      note: 'Hoàng Thị Mật',
      [`people/${PERSON}/name`]: 'Hoàng Thị Mật',
      [`people/${PERSON}/document`]: { number: '004190000009' },
    });
    expect(row.denunciation).toBe(true);
    expect(row.texts).toEqual({
      people: 'TC-7K2M – Ghi ở sổ giấy',
      identity: 'Ghi ở sổ giấy',
      identityMasked: 'Ghi ở sổ giấy',
      content: 'Ghi ở sổ giấy\nLĩnh vực: Đất đai, nhà cửa (Tranh chấp đất đai)',
      kind: 'Tố cáo; 2 người',
      settled: 'Ghi ở sổ giấy',
      accept: '',
      returnGuide: '',
      forward: '',
      followUp: 'Đã chuyển',
      note: '',
    });
  });
});

describe('the register', () => {
  it('goes by day, then time, then record', () => {
    const { rows } = registerOf([
      { visited: { date: '2026-07-09' } },
      { time: '14:05' },
      { time: '08:30' },
      { visited: { date: '2026-07-01' } },
      {},
    ]);
    expect(rows.map(({ rid }) => rid)).toEqual([4, 5, 3, 2, 1].map(idNo));
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5]);
  });

  it('holds the visits of one organ, on the day of their session, without those that were deleted', () => {
    const held = sessionCells({ kind: 'periodic', date: '2026-07-06', chair: 'Nông Văn An' });
    const { rows } = registerOf(
      [
        { organ: 'party' },
        { visited: { date: '2026-06-30' } },
        { visited: { date: '2026-06-30' }, session: { id: idNo(900) } },
        { '@deleted': { reason: 'nhầm' } },
      ],
      [{ rid: idNo(900), cells: held }],
    );
    expect(rows.map(({ rid, day }) => [rid, day])).toEqual([[idNo(3), '2026-07-06']]);
  });

  it('adds up to the statistics of the same period', () => {
    fc.assert(
      fc.property(someRecords, ({ visits, sessions }) => {
        const register = receptionRegister({ ...JULY, visits, sessions });
        const facts = [
          ...visits.map(({ rid, cells }) => factsOf(rid, 'reception-visit', cells)),
          ...sessions.map(({ rid, cells }) => factsOf(rid, 'reception-session', cells)),
        ].filter((fact) => fact !== undefined);
        const { total } = receptionFigures(facts, JULY);
        const { visits: lines, people, cases, groups } = total;
        expect(register.totals).toEqual({ visits: lines, people, cases, groups });
        expect(register.rows).toHaveLength(lines);
      }),
      { numRuns: 200 },
    );
  });

  it('says its sums in a sentence', () => {
    const { totals } = registerOf([{ headcount: { came: 1200 } }, {}]);
    expect(totalsText(totals)).toBe('Cộng: 2 lượt, 1.201 người, 2 vụ việc, 1 đoàn đông người');
  });
});

describe('the heading', () => {
  const province = { id: idNo(1), code: '00', kind: 'tinh', level: 'province', name: 'Mẫu' } as const;
  const unit = { id: idNo(2), code: '01', kind: 'xa', level: 'commune', name: 'Mẫu Một' } as const;

  it('of the state bears Quốc hiệu', () => {
    expect(registerHeading('committee', unit, province)).toMatchObject({
      office: ['ỦY BAN NHÂN DÂN', 'XÃ MẪU MỘT'],
      state: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
      title: 'SỔ TIẾP CÔNG DÂN',
    });
  });

  it('of the party bears the party’s own, and no Quốc hiệu', () => {
    expect(registerHeading('party', unit, province)).toMatchObject({
      office: ['ĐẢNG BỘ TỈNH MẪU', 'ĐẢNG ỦY XÃ MẪU MỘT', '*'],
      state: ['ĐẢNG CỘNG SẢN VIỆT NAM'],
      signer: ['T/M ĐẢNG ỦY', 'BÍ THƯ'],
    });
  });
});
