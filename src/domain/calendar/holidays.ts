import type { PlainDate } from '../../contract/scalars.ts';

/** `official`: announced. `expected`: not confirmed; show the doubt and let the province confirm. */
export type HolidayStatus = 'official' | 'expected';

export interface Holiday {
  readonly date: PlainDate;
  readonly name: string;
  /** Where it differs from the status of its year. */
  readonly status?: HolidayStatus;
}

/** Days off besides Saturday and Sunday, and Saturdays worked in exchange (ngày làm bù), of one year. */
export interface HolidayYear {
  readonly year: number;
  readonly status: HolidayStatus;
  readonly off: readonly Holiday[];
  readonly workingSaturdays: readonly PlainDate[];
}

/**
 * The days off of offices of the state and the Party that come with the app. Data, not code: the province edits its own
 * copy, and running deadlines follow.
 */
export const shippedHolidayYears: readonly HolidayYear[] = [
  {
    year: 2025,
    status: 'official',
    off: [
      { date: '2025-01-01', name: 'Tết Dương lịch' },
      { date: '2025-01-27', name: 'Tết Nguyên đán' },
      { date: '2025-01-28', name: 'Tết Nguyên đán' },
      { date: '2025-01-29', name: 'Tết Nguyên đán (mùng 1)' },
      { date: '2025-01-30', name: 'Tết Nguyên đán' },
      { date: '2025-01-31', name: 'Tết Nguyên đán' },
      { date: '2025-04-07', name: 'Giỗ Tổ Hùng Vương' },
      { date: '2025-04-30', name: 'Ngày Chiến thắng' },
      { date: '2025-05-01', name: 'Quốc tế Lao động' },
      { date: '2025-05-02', name: 'Nghỉ hoán đổi' },
      { date: '2025-09-01', name: 'Quốc khánh' },
      { date: '2025-09-02', name: 'Quốc khánh' },
    ],
    workingSaturdays: ['2025-04-26'],
  },
  {
    year: 2026,
    status: 'official',
    off: [
      { date: '2026-01-01', name: 'Tết Dương lịch' },
      { date: '2026-01-02', name: 'Nghỉ hoán đổi' },
      { date: '2026-02-16', name: 'Tết Nguyên đán' },
      { date: '2026-02-17', name: 'Tết Nguyên đán (mùng 1)' },
      { date: '2026-02-18', name: 'Tết Nguyên đán' },
      { date: '2026-02-19', name: 'Tết Nguyên đán' },
      { date: '2026-02-20', name: 'Tết Nguyên đán' },
      { date: '2026-04-27', name: 'Giỗ Tổ Hùng Vương (nghỉ bù Chủ nhật 26/4)' },
      { date: '2026-04-30', name: 'Ngày Chiến thắng' },
      { date: '2026-05-01', name: 'Quốc tế Lao động' },
      { date: '2026-08-31', name: 'Nghỉ hoán đổi' },
      { date: '2026-09-01', name: 'Quốc khánh' },
      { date: '2026-09-02', name: 'Quốc khánh' },
      { date: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', status: 'expected' },
    ],
    workingSaturdays: ['2026-01-10', '2026-08-22'],
  },
  {
    year: 2027,
    // The plan is not announced. Certain beforehand is what the law fixes (Bộ luật Lao động 2019 Điều 111, 112), and of
    // Tết what every plan has: mùng 1 is a Saturday, so mùng 3 and the days for Saturday and Sunday are 08/02–10/02.
    status: 'expected',
    off: [
      { date: '2027-01-01', name: 'Tết Dương lịch', status: 'official' },
      { date: '2027-02-04', name: 'Tết Nguyên đán' },
      { date: '2027-02-05', name: 'Tết Nguyên đán (giao thừa)' },
      { date: '2027-02-08', name: 'Tết Nguyên đán', status: 'official' },
      { date: '2027-02-09', name: 'Tết Nguyên đán', status: 'official' },
      { date: '2027-02-10', name: 'Tết Nguyên đán', status: 'official' },
      { date: '2027-04-16', name: 'Giỗ Tổ Hùng Vương', status: 'official' },
      { date: '2027-04-30', name: 'Ngày Chiến thắng', status: 'official' },
      { date: '2027-05-03', name: 'Quốc tế Lao động (nghỉ bù thứ Bảy 1/5)', status: 'official' },
      { date: '2027-09-02', name: 'Quốc khánh', status: 'official' },
      { date: '2027-09-03', name: 'Quốc khánh' },
      { date: '2027-11-24', name: 'Ngày Văn hóa Việt Nam' },
    ],
    workingSaturdays: [],
  },
];
