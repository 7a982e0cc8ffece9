import type { HolidayYear } from '../../../domain/calendar/holidays.ts';
import { workingCalendarOf } from '../../../domain/calendar/working-days.ts';

const TET = 'Tết Nguyên đán';
const days = (name: string, ...dates: readonly string[]) => dates.map((date) => ({ date, name }));

/** Days off of the years that are replayed (days in exchange included); weekends are off anyhow. */
const HISTORIC_YEARS: readonly HolidayYear[] = [
  {
    year: 2019,
    status: 'official',
    off: [
      ...days('Giỗ Tổ Hùng Vương', '2019-04-15'),
      ...days('30/4 và 1/5', '2019-04-29', '2019-04-30', '2019-05-01'),
      ...days('Quốc khánh', '2019-09-02'),
    ],
    workingSaturdays: [],
  },
  {
    year: 2020,
    status: 'official',
    off: [
      ...days('Tết Dương lịch', '2020-01-01'),
      ...days(TET, '2020-01-23', '2020-01-24', '2020-01-27', '2020-01-28', '2020-01-29'),
      ...days('Giỗ Tổ Hùng Vương', '2020-04-02'),
      ...days('30/4 và 1/5', '2020-04-30', '2020-05-01'),
      ...days('Quốc khánh', '2020-09-02'),
    ],
    workingSaturdays: [],
  },
  {
    year: 2021,
    status: 'official',
    off: [
      ...days('Tết Dương lịch', '2021-01-01'),
      ...days(TET, '2021-02-10', '2021-02-11', '2021-02-12', '2021-02-15', '2021-02-16'),
      ...days('Giỗ Tổ Hùng Vương', '2021-04-21'),
      ...days('30/4 và 1/5', '2021-04-30', '2021-05-03'),
      ...days('Quốc khánh', '2021-09-02', '2021-09-03'),
    ],
    workingSaturdays: [],
  },
  {
    year: 2022,
    status: 'official',
    off: [
      ...days('Tết Dương lịch', '2022-01-03'),
      ...days(TET, '2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04'),
      ...days('Giỗ Tổ Hùng Vương', '2022-04-11'),
      ...days('30/4 và 1/5', '2022-05-02', '2022-05-03'),
      ...days('Quốc khánh', '2022-09-01', '2022-09-02'),
    ],
    workingSaturdays: [],
  },
  {
    year: 2023,
    status: 'official',
    off: [
      ...days('Tết Dương lịch', '2023-01-02'),
      ...days(TET, '2023-01-20', '2023-01-23', '2023-01-24', '2023-01-25', '2023-01-26'),
      ...days('Giỗ Tổ Hùng Vương, 30/4 và 1/5', '2023-05-01', '2023-05-02', '2023-05-03'),
      ...days('Quốc khánh', '2023-09-01', '2023-09-04'),
    ],
    workingSaturdays: [],
  },
  {
    year: 2024,
    status: 'official',
    off: [
      ...days('Tết Dương lịch', '2024-01-01'),
      ...days(TET, '2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14'),
      ...days('Giỗ Tổ Hùng Vương', '2024-04-18'),
      ...days('30/4 và 1/5', '2024-04-29', '2024-04-30', '2024-05-01'),
    ],
    workingSaturdays: ['2024-05-04'],
  },
];

export const HISTORIC_CALENDAR = workingCalendarOf(HISTORIC_YEARS);
