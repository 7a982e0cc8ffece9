import { describe, expect, it } from 'vitest';
import { findColumns } from '../../../src/documents/register-import/find-columns.ts';
import { readRows, sayRowError } from '../../../src/documents/register-import/read-rows.ts';
import type { CellValue } from '../../../src/documents/spreadsheet/workbook.ts';

const TODAY = '2026-11-23';
type Rows = readonly (readonly CellValue[])[];

const day = (text: string) => new Date(`${text}T00:00:00Z`);

const FORM_HEAD: Rows = [
  ['UBND XÃ MẪU', null, null, null, null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['SỔ TIẾP CÔNG DÂN NĂM 2025'],
  [],
  [
    ...['STT', 'Ngày tiếp', 'Họ tên - Địa chỉ', 'CMND/ Hộ chiếu', 'Nội dung vụ việc', 'Phân loại đơn/ Số người'],
    ...['Cơ quan đã giải quyết', 'Hướng xử lý', null, null, 'Theo dõi kết quả giải quyết', 'Ghi chú'],
  ],
  [
    ...[null, null, null, null, null, null, null],
    ...['Thụ lý để giải quyết', 'Trả lại đơn và hướng dẫn', 'Chuyển đơn đến cơ quan có thẩm quyền'],
  ],
  ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
];

function read(rows: Rows) {
  return readRows(rows, findColumns(rows), TODAY);
}

/** What the form of one row of the state's form says. */
function formOf(...cells: CellValue[]) {
  const { rows, errors } = read([...FORM_HEAD, cells]);
  expect(errors.map(sayRowError)).toEqual([]);
  return rows[0]?.form;
}

function errorsOf(...cells: CellValue[]) {
  const { rows, errors } = read([...FORM_HEAD, cells]);
  expect(rows).toEqual([]);
  return errors.map(sayRowError);
}

describe('the columns', () => {
  it('of the state’s form are found below titles, with two lines of header and one of numbers', () => {
    const { fields, titles, firstRow } = findColumns(FORM_HEAD);
    expect(fields).toEqual([
      ...['ordinal', 'day', 'nameAddress', 'identity', 'content', 'kindCount'],
      ...['settled', 'accept', 'returnGuide', 'forward', 'followUp', 'note'],
    ]);
    expect(titles[7]).toBe('Hướng xử lý › Thụ lý để giải quyết');
    expect(firstRow).toBe(6);
  });

  it('are found in any order, without STT, with name and address and kind and number apart', () => {
    const { fields } = findColumns([
      ['Sổ theo dõi'],
      [
        'Ghi chú',
        'Họ và tên',
        'Nội dung',
        'Địa chỉ',
        'Ngày, tháng, năm',
        'Số CCCD',
        'Loại đơn',
        'Số người',
        'Hướng xử lý',
      ],
    ]);
    expect(fields).toEqual(['note', 'name', 'content', 'address', 'day', 'identity', 'kind', 'count', 'direction']);
  });

  it('that nobody can name are left to a person', () => {
    const columns = findColumns([
      ['a', 'b', 'c'],
      [day('2025-03-14'), 'Nông Thị Đào', 'xin'],
    ]);
    expect(columns).toEqual({ titles: ['', '', ''], fields: [undefined, undefined, undefined], firstRow: 0 });
  });

  it('of one title are taken once', () => {
    expect(findColumns([['Ngày tiếp', 'Nội dung', 'Ghi chú', 'Ghi chú']]).fields[3]).toBeUndefined();
  });
});

describe('a row', () => {
  it('of the state’s form becomes a visit', () => {
    expect(
      formOf(
        ...[14, day('2025-03-14'), 'Nông Thị Đào - Xóm Nà Pháo, xã Mẫu Một', '004190000001', 'Đề nghị sửa đường'],
        ...['KN/02 người', 'UBND huyện, số 12', null, 'x', null, 'Đã hẹn', 'Có đơn'],
      ),
    ).toEqual({
      matter: 'complaint',
      visited: { date: '2025-03-14' },
      headcount: { came: 2 },
      people: [
        {
          name: 'Nông Thị Đào',
          village: { name: 'Xóm Nà Pháo' },
          address: 'xã Mẫu Một',
          document: { number: '004190000001' },
        },
      ],
      content: 'Đề nghị sửa đường',
      settledBefore: { body: 'UBND huyện, số 12' },
      direction: { kind: 'return_guide' },
      followUp: { text: 'Đã hẹn' },
      note: 'Nhập từ sổ giấy\nCó đơn',
    });
  });

  it.each([
    ['14/03/2025', '2025-03-14', undefined],
    ['5.7.25', '2025-07-05', undefined],
    ['08:15 ngày 14/3/2025', '2025-03-14', '08:15'],
    ['14-03-2025 (8h30)', '2025-03-14', '08:30'],
    ['7g30, 05/07/2025', '2025-07-05', '07:30'],
    ['8:15 5.7.25', '2025-07-05', '08:15'],
    ['2025-03-14', '2025-03-14', undefined],
    ['Ngày 05 tháng 7 năm 2025', '2025-07-05', undefined],
    [45730, '2025-03-14', undefined],
    [new Date('2025-03-14T08:15:00Z'), '2025-03-14', '08:15'],
  ])('reads the day %s', (cell, date, time) => {
    expect(formOf(1, cell as CellValue, 'A', null, 'b')).toMatchObject({
      visited: { date },
      ...(time === undefined ? {} : { time }),
    });
  });

  it.each([
    [912345678, '0912345678', 1],
    [2063852123, '02063852123', 1],
    ['912 345 678', '912 345 678', 0],
    [113, '113', 0],
  ])('reads the phone number %s, with the zero that a cell of numbers takes away', (cell, phone, mended) => {
    const head = ['Ngày tiếp', 'Họ và tên', 'Nội dung', 'Số điện thoại'];
    const { rows } = read([head, [day('2025-03-14'), 'Nông Thị Đào', 'xin', cell]]);
    expect(rows[0]).toMatchObject({ form: { people: [{ name: 'Nông Thị Đào', phone }] }, mended });
  });

  it.each([
    [
      'Nông Thị Đào – Xóm Nà Pháo, xã Mẫu',
      [{ name: 'Nông Thị Đào', village: { name: 'Xóm Nà Pháo' }, address: 'xã Mẫu' }],
    ],
    ['Nông Thị Đào-thôn 2 xã Mẫu', [{ name: 'Nông Thị Đào', village: { name: 'thôn 2 xã Mẫu' } }]],
    ['Nông Thị Đào, xóm Trên', [{ name: 'Nông Thị Đào', village: { name: 'xóm Trên' } }]],
    [
      'Nông Thị Đào\nĐịa chỉ: Tổ dân phố 3, phường Mẫu',
      [{ name: 'Nông Thị Đào', village: { name: 'Tổ dân phố 3' }, address: 'phường Mẫu' }],
    ],
    ['Nông Thị Đào (trú tại số 12, xã Mẫu)', [{ name: 'Nông Thị Đào', address: 'số 12, xã Mẫu' }]],
    [
      '1. Nông Thị Đào - xóm Trên\n2. Lý A Dế - xóm Dưới',
      [
        { name: 'Nông Thị Đào', village: { name: 'xóm Trên' } },
        { name: 'Lý A Dế', village: { name: 'xóm Dưới' } },
      ],
    ],
    ['Giàng A Sử (người đại diện)', [{ name: 'Giàng A Sử', role: 'representative' }]],
    ['Không nêu tên – xóm Trên', [{ village: { name: 'xóm Trên' } }]],
    ['Không nêu tên', []],
  ])('reads who came: %s', (cell, people) => {
    expect(formOf(1, '14/03/2025', cell, null, 'xin')?.people).toEqual(people);
  });

  it('counts those who are named where no number stands', () => {
    expect(formOf(1, '14/03/2025', 'Nông Thị Đào\nLý A Dế', null, 'xin')?.headcount).toEqual({ came: 2 });
  });

  it.each([
    ['Khiếu nại; 7 người, 2 người đại diện – đoàn đông người', 'complaint', { came: 7, representatives: 2 }],
    ['KN', 'complaint', { came: 1 }],
    ['Đơn kiến nghị, 01 người', 'proposal', { came: 1 }],
    ['PA - 3', 'feedback', { came: 3 }],
    ['KNPA/12', 'proposal', { came: 12 }],
    ['5 người', 'unclassified', { came: 5 }],
    ['Chưa phân loại; 1.200 người – đoàn đông người', 'unclassified', { came: 1200 }],
    [null, 'unclassified', { came: 1 }],
  ])('reads kind and number: %s', (cell, matter, headcount) => {
    expect(formOf(1, '14/03/2025', 'A', null, 'xin', cell)).toMatchObject({ matter, headcount });
  });

  it('reads KNPA by what was said', () => {
    expect(formOf(1, '14/03/2025', 'A', null, 'Phản ánh cầu treo hỏng', 'KNPA')?.matter).toBe('feedback');
    expect(formOf(1, '14/03/2025', 'A', null, 'Phản ánh cầu hỏng, đề nghị sửa', 'KNPA')?.matter).toBe('proposal');
  });

  it('puts back the zeros that a number lost, and takes no hidden number', () => {
    const { rows } = read([
      ...FORM_HEAD,
      [1, '14/03/2025', 'A', 4190000001, 'xin'],
      [2, '14/03/2025', 'B', '0041••••••01', 'xin'],
      [3, '14/03/2025', 'C', 80123456, 'xin'],
      [4, '14/03/2025', 'D', 'Không có giấy tờ; Trưởng xóm Trên xác nhận', 'xin'],
    ]);
    expect(rows.map(({ form }) => form.people?.[0]?.document)).toEqual([
      { number: '004190000001' },
      undefined,
      { number: '80123456' },
      { none: true, confirmedBy: 'Trưởng xóm Trên' },
    ]);
    expect(rows.map(({ mended, hidden }) => [mended, hidden])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it('reads a direction in one column, and keeps words that name none as an opinion', () => {
    const head = ['Ngày tiếp', 'Họ tên', 'Nội dung', 'Hướng xử lý'];
    const { rows } = read([
      head,
      ['14/03/2025', 'A', 'xin', 'Chuyển Phòng Kinh tế'],
      ['14/03/2025', 'B', 'xin', 'Đã trả lời trực tiếp'],
      ['14/03/2025', 'C', 'xin', 'Ghi nhận'],
    ]);
    expect(rows.map(({ form }) => [form.direction, form.chairOpinion])).toEqual([
      [{ kind: 'forward', to: 'Chuyển Phòng Kinh tế' }, undefined],
      [{ kind: 'explain', to: 'Đã trả lời trực tiếp' }, undefined],
      [undefined, 'Ghi nhận'],
    ]);
  });

  it('keeps a direction of many words whole', () => {
    const long = 'Hướng dẫn công dân gửi đơn đến Tòa án. '.repeat(10).trim();
    const form = formOf(1, '14/03/2025', 'A', null, 'xin', 'KN', null, null, long);
    expect(form).toMatchObject({ direction: { kind: 'return_guide' }, chairOpinion: long });
  });
});

describe('a denunciation', () => {
  it('is read without a name, a number or a word of it', () => {
    const { rows } = read([
      ...FORM_HEAD,
      [
        ...[9, '14/03/2025', 'Hoàng Thị Mật - xóm Trên', '004190000009', 'Tố cáo ông N nhận tiền', 'TC/1 người'],
        ...[null, null, null, 'Công an xã', null, 'gặp riêng'],
      ],
    ]);
    expect(rows[0]?.form).toEqual({
      matter: 'denunciation',
      visited: { date: '2025-03-14' },
      headcount: { came: 1 },
      progress: 'forwarded',
    });
  });

  it('is known by its first words where no kind is written', () => {
    expect(formOf(1, '14/03/2025', 'A', null, 'Đơn tố cáo cán bộ', null)).toEqual({
      matter: 'denunciation',
      visited: { date: '2025-03-14' },
      headcount: { came: 1 },
    });
  });

  it('in the words of another kind is for a person to decide', () => {
    const { rows } = read([
      ...FORM_HEAD,
      [1, '14/03/2025', 'A', null, 'Khiếu nại việc giải quyết đơn tố cáo', 'KN'],
      [2, '14/03/2025', 'B', null, 'Xin giấy', 'KN'],
    ]);
    expect(rows.map((row) => row.speaksOfDenunciation)).toEqual([true, false]);
  });
});

describe('a row that cannot be read', () => {
  it('says where and why, and nothing of it is taken', () => {
    expect(errorsOf(14, '32/13/2025', 'A', null, 'xin')).toEqual([
      "Dòng 7, cột Ngày tiếp: '32/13/2025' không phải ngày",
    ]);
    expect(errorsOf(14, '14/3', 'A', null, 'xin')).toEqual(["Dòng 7, cột Ngày tiếp: '14/3' thiếu năm"]);
    expect(errorsOf(14, null, 'A', null, 'xin')).toEqual(['Dòng 7, cột Ngày tiếp: chưa có ngày']);
    expect(errorsOf(14, '14/03/2027', 'A', null, 'xin')).toEqual([
      "Dòng 7, cột Ngày tiếp: '14/03/2027' sau ngày hôm nay",
    ]);
    expect(errorsOf(14, '14/03/1998', 'A', null, 'xin')).toEqual([
      "Dòng 7, cột Ngày tiếp: '14/03/1998' là quá xa (phải từ 01/07/2014)",
    ]);
    expect(errorsOf(14, '14/03/2025', 'A', null, 'xin', 'Họp xóm')).toEqual([
      "Dòng 7, cột Phân loại đơn/ Số người: 'Họp xóm' không rõ loại (Khiếu nại, Tố cáo, Kiến nghị, Phản ánh)",
    ]);
    expect(errorsOf(14, '14/03/2025', 'A', null, 'xin', 'Khiếu nại, kiến nghị')).toEqual([
      "Dòng 7, cột Phân loại đơn/ Số người: 'Khiếu nại, kiến nghị' ghi nhiều loại trong một ô",
    ]);
    expect(errorsOf(14, '14/03/2025', 'A', null, 'xin', 'KN/0')).toEqual([
      "Dòng 7, cột Phân loại đơn/ Số người: 'KN/0' không phải số người",
    ]);
    expect(errorsOf(14, '14/03/2025', 'A', null, 'xin', 'KN; 1 người, 3 người đại diện')).toEqual([
      "Dòng 7, cột Phân loại đơn/ Số người: 'KN; 1 người, 3 người đại diện' ghi người đại diện nhiều hơn người đến",
    ]);
    expect(errorsOf(14, '14/03/2025', 'A', null, 'xin', 'KN', null, 'x', null, 'x')).toEqual([
      "Dòng 7, cột Chuyển đơn đến cơ quan có thẩm quyền: 'x' đã ghi hướng xử lý ở cột khác nữa",
    ]);
    expect(errorsOf(14, '14/03/2025', 'A'.repeat(301), null, 'xin')[0]).toMatch(
      /^Dòng 7, cột Họ tên - Địa chỉ: 'A{60}…' dài quá 300/,
    );
  });

  it('names every fault of it at once', () => {
    expect(errorsOf(14, 'hôm qua', 'A', null, 'xin', 'Họp')).toHaveLength(2);
  });

  it('of a denunciation tells no more than its day', () => {
    const said = errorsOf(14, 'hôm kia', 'Hoàng Thị Mật', null, 'Tố cáo ông N', 'TC');
    expect(said).toEqual(["Dòng 7, cột Ngày tiếp: 'hôm kia' không phải ngày"]);
  });
});

it('titles of months, sums, signatures, empty rows and rows that only have a number are no visits', () => {
  const { rows, errors, skipped } = read([
    ...FORM_HEAD,
    ['Tháng 3/2025'],
    [1, '14/03/2025', 'Nông Thị Đào', null, 'xin', 'KN'],
    [],
    [2],
    ['Cộng: 1 lượt', null, null, null, '1'],
    [null, null, 'NGƯỜI GHI SỔ', null, null, null, null, null, 'CHỦ TỊCH'],
  ]);
  expect(rows).toHaveLength(1);
  expect(errors).toEqual([]);
  expect(skipped).toEqual([7, 10, 11, 12]);
});
