import { receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { addDays, daysBetween, monthStart } from '../../domain/calendar/plain-date.ts';
import { addWorkingDays, isWorkingDay, workingDayOnOrAfter } from '../../domain/calendar/working-days.ts';
import type { DutyDate } from '../../domain/duties/duty-dates.ts';
import { newVisit } from '../../domain/receptions/new-visit.ts';
import { chairId, newSession, startDuty } from '../../domain/receptions/start-session.ts';
import type { VisitForm } from '../../domain/receptions/visit-form.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { type DemoCommune, demoId } from './communes.ts';
import { type Feed, type FeedItem, itemId } from './feed.ts';
import { historyFrom } from './history/commune-history.ts';
import { CALENDAR, dutiesIn, rulesOf } from './history/duty-days.ts';
import { momentMs, officialOf, recorderOf } from './history/events.ts';
import { must } from './invented/must.ts';

/** Notice of the result is given within ten working days (Quy định 11 Điều 6; Luật Tiếp công dân Điều 28). */
const NOTICE_DAYS = 10;

export type Moment = {
  readonly today: PlainDate;
  readonly nowMs: number;
  /** Whether the demo was first started today: some things happen once. */
  readonly first: boolean;
};

/**
 * What each start of the demo adds to the commune that everybody opens: a session for today, a visit whose notice is
 * due, who came this morning; the first start also a notice that is overdue and a record that two clerks wrote
 * differently. Only added: ids and numbers are the day's, so a second start of one day changes nothing.
 */
export function todaysFeeds(commune: DemoCommune, moment: Moment): readonly Feed[] {
  const { space, clerks } = commune;
  const { today, nowMs, first } = moment;
  const office = feedOf(`today ${today}`, space.id, clerks.committee.userId, nowMs, [
    session(commune, today),
    visit(commune, moment, `due ${today}`, dueToday(today)),
    ...(first ? [visit(commune, moment, 'overdue', overdue(today)), ...disputed(commune, moment)] : []),
    ...MORNING.filter(({ time }) => nowMs > momentMs(today, time)).map((form) =>
      visit(commune, moment, `${form.time} ${today}`, { ...form, visited: { date: today } }),
    ),
  ]);
  return first ? [office, otherClerk(commune, moment)] : [office];
}

/**
 * What became of an earlier day on which the demo was started, unless somebody has written it: the notices that its
 * visits waited for. The overdue one stays as it is.
 */
export function settledFeed({ space, clerks }: DemoCommune, day: PlainDate, nowMs: number): Feed {
  const given = workingDayOnOrAfter(day, CALENDAR);
  const names = [`due ${day}`, ...MORNING.map(({ time }) => `${time} ${day}`), 'disputed'];
  const atMs = Math.min(momentMs(given, '16:00'), nowMs);
  const patch = { notice: { givenOn: given } };
  const items = names.map((name): FeedItem => {
    const rid = demoId(`visit ${name}`);
    return { atMs, rid, kind: receptionVisit.kind, op: 'patch', patch, step: `notice ${day}`, gently: true };
  });
  return feedOf(`after ${day}`, space.id, clerks.committee.userId, nowMs, items);
}

function feedOf(name: string, space: string, userId: string, contactMs: number, items: readonly FeedItem[]): Feed {
  const membership = { space, organ: 'committee', role: 'commune_office' } as const;
  return { name, space, author: { userId, memberships: [membership] }, items, contactMs };
}

/** The chair's duty, where his calendar has one today; else a reception in a village. */
function session(commune: DemoCommune, today: PlainDate): FeedItem {
  const duty = rulesOf(commune.place, historyFrom(today))
    .filter(({ capacity }) => capacity === 'committee_chair')
    .flatMap((rule) => dutiesIn(rule, monthStart(addDays(today, -6))).concat(dutiesIn(rule, monthStart(today))))
    .find(({ date }) => date === today);
  const made = duty === undefined ? inVillage(commune, today) : chairsDuty(commune, duty);
  return { ...made, atMs: momentMs(addDays(today, -1), '16:30'), kind: receptionSession.kind, op: 'create' };
}

type Made = Pick<FeedItem, 'rid' | 'patch'>;

function chairsDuty(commune: DemoCommune, { nominal, date }: DutyDate): Made {
  const capacity = 'committee_chair';
  const { id: officialId, name } = officialOf(commune, capacity);
  const { id: space } = commune.space;
  const duty = { space, organ: 'committee', officialId, capacity, date: nominal, part: 'morning' } as const;
  const { rid, change } = startDuty(duty, name, recorderOf(commune, 'committee').recordedBy, 'scheduled');
  return { rid, patch: { ...change.patch, held: { date, part: 'morning' } } };
}

function inVillage(commune: DemoCommune, today: PlainDate): Made {
  const capacity = 'assigned_officer';
  const { id: officialId, name } = officialOf(commune, capacity);
  const village = commune.villages.find(({ name: of }) => of === 'Xóm Bờ Suối') ?? commune.villages[0];
  const form = {
    type: { kind: 'regular' },
    held: { date: today, part: 'day', from: '08:00', to: '16:00', dateSource: 'entered' },
    place: { kind: 'mobile', villageId: village?.id, text: 'Nhà văn hóa xóm Bờ Suối' },
    chairs: [{ id: chairId(officialId, capacity), holding: { officialId, name, capacity, order: 0 } }],
  } as const;
  const { patch } = must(newSession(form, recorderOf(commune, 'committee'), 'scheduled'));
  return { rid: demoId(`session ${today}`), patch };
}

function visit(commune: DemoCommune, { nowMs }: Moment, name: string, form: VisitForm): FeedItem {
  const officer = officialOf(commune, 'assigned_officer');
  const capacity = 'assigned_officer';
  const receiver = {
    id: chairId(officer.id, capacity),
    holding: { officialId: officer.id, name: officer.name, capacity },
  } as const;
  const { patch } = must(
    newVisit({ headcount: { came: 1 }, receivers: [receiver], ...form }, recorderOf(commune, 'committee')),
  );
  const day = form.visited?.date ?? '';
  const atMs = Math.min(momentMs(day, form.time ?? '08:00'), nowMs);
  return { atMs, rid: demoId(`visit ${name}`), kind: receptionVisit.kind, op: 'create', patch };
}

const person = (name: string, year: number, sex: 'male' | 'female', village: string, number: string) => ({
  people: [
    { id: demoId(`citizen ${name}`), name, birth: { year }, sex, village: { name: village }, document: { number } },
  ],
});

/** Whoever came on the day whose ten working days end today (on a day off: on the next day that is worked). */
function dueToday(today: PlainDate): VisitForm {
  const forms: readonly VisitForm[] = DUE;
  const form = forms[daysBetween('2026-01-01', today) % forms.length];
  return { ...form, visited: { date: receivedFor(workingDayOnOrAfter(today, CALENDAR)) } };
}

function overdue(today: PlainDate): VisitForm {
  let late = addDays(today, -1);
  for (let worked = 0; worked < 2; late = addDays(late, -1)) if (isWorkingDay(late, CALENDAR)) worked += 1;
  return { ...OVERDUE, visited: { date: receivedFor(workingDayOnOrAfter(addDays(late, 1), CALENDAR)) } };
}

/** The working day from which a term of ten working days ends on this one. */
function receivedFor(due: PlainDate): PlainDate {
  let day = addDays(due, -NOTICE_DAYS);
  while (!isWorkingDay(day, CALENDAR) || addWorkingDays(day, NOTICE_DAYS, CALENDAR) > due) day = addDays(day, -1);
  return day;
}

const DISPUTED = demoId('visit disputed');

/** Recorded yesterday; then the clerk writes the content anew without knowing that a colleague does the same. */
function disputed(commune: DemoCommune, moment: Moment): readonly FeedItem[] {
  const made = visit(commune, moment, 'disputed', { ...SLIDE, visited: { date: addDays(moment.today, -1) } });
  const atMs = Math.min(made.atMs + 50 * 60_000, moment.nowMs);
  const patch = { content: SLIDE_AS_HEARD };
  return [
    made,
    { atMs, rid: DISPUTED, kind: receptionVisit.kind, op: 'patch', patch, step: 'heard', saw: [itemId(made)] },
  ];
}

function otherClerk({ space }: DemoCommune, { today, nowMs }: Moment): Feed {
  const other = DEMO_ACCOUNTS.find(({ username }) => username === 'vanphong2.suoimau');
  if (other === undefined) throw new RangeError('the demo has no second clerk');
  const atMs = Math.min(momentMs(addDays(today, -1), '15:20'), nowMs);
  const saw = [itemId({ rid: DISPUTED })];
  const patch = { content: SLIDE_AS_SEEN };
  return feedOf('disputed', space.id, other.id, nowMs, [
    { atMs, rid: DISPUTED, kind: receptionVisit.kind, op: 'patch', patch, step: 'seen', saw },
  ]);
}

const SLIDE: VisitForm = {
  time: '14:10',
  matter: 'feedback',
  field: { level1: 'administrative_other', level2: 'infrastructure' },
  content: 'Đường vào xóm Bờ Suối bị sạt lở sau mưa, xe máy đi lại khó.',
  request: 'Đề nghị gạt đất để bà con đi lại.',
  direction: { kind: 'accept' },
  ...person('Hoàng Thị Thơm', 1971, 'female', 'Xóm Bờ Suối', '000171004127'),
};
const SLIDE_AS_HEARD =
  'Đường vào xóm Bờ Suối bị sạt lở một đoạn khoảng 15 m sau mưa, xe máy phải dắt qua; đề nghị gạt đất trước ngày phiên chợ.';
const SLIDE_AS_SEEN =
  'Đường vào xóm Bờ Suối bị sạt lở hai đoạn, đoạn dài nhất khoảng 30 m, xe chở ngô không vào được; xóm đã cắm cọc cảnh báo.';

const OVERDUE: VisitForm = {
  time: '09:05',
  matter: 'complaint',
  field: { level1: 'land_housing', level2: 'site_clearance' },
  content:
    'Không đồng ý với biên bản kiểm đếm khi thu hồi đất vườn làm đường liên xã: thiếu 12 cây hồi và một chuồng trâu xây gạch.',
  request: 'Đề nghị kiểm đếm lại có đại diện gia đình và thông báo kết quả bằng văn bản.',
  direction: { kind: 'accept' },
  chairOpinion: 'Giao Phòng Kinh tế xã phối hợp với chủ đầu tư kiểm đếm lại, thông báo kết quả cho gia đình.',
  petitionHandedIn: true,
  ...person('Nông Văn Thiện', 1968, 'male', 'Xóm Đầu Cầu', '000068003915'),
};

const DUE: readonly VisitForm[] = [
  {
    time: '08:20',
    matter: 'proposal',
    field: { level1: 'administrative_other', level2: 'infrastructure' },
    content: 'Cầu treo xóm Dưới mục bốn tấm ván và lỏng một dây neo, học sinh đi học qua cầu mỗi ngày.',
    request: 'Đề nghị thay ván, siết lại dây neo trước ngày đầu tuần tới.',
    direction: { kind: 'accept' },
    chairOpinion: 'Giao Phòng Kinh tế xã kiểm tra, mua ván thay ngay và trả lời gia đình bằng văn bản.',
    ...person('Lý A Dềnh', 1985, 'male', 'Xóm Dưới', '000085007204'),
  },
  {
    time: '10:15',
    matter: 'proposal',
    field: { level1: 'policy', level2: 'social_security' },
    content: 'Mẹ 82 tuổi chưa được nhận trợ cấp người cao tuổi hai tháng nay vì đổi sang chi trả qua tài khoản.',
    request: 'Đề nghị cho con lĩnh thay hoặc chi trả tại nhà.',
    direction: { kind: 'accept' },
    chairOpinion: 'Giao Phòng Văn hóa – Xã hội xã lập danh sách chi trả tại nhà, báo lại gia đình.',
    ...person('Bàn Mùi Nái', 1979, 'female', 'Xóm Trên', '000179002316'),
  },
  {
    time: '14:30',
    matter: 'feedback',
    field: { level1: 'administrative_other', level2: 'environment' },
    content: 'Nước suối đầu nguồn đục và có mùi từ khi trại lợn mới hoạt động, bà con xóm Giữa không dùng được.',
    request: 'Đề nghị kiểm tra việc xả thải và thông báo kết quả tại cuộc họp xóm.',
    direction: { kind: 'accept' },
    chairOpinion: 'Lập đoàn kiểm tra trong tuần, thông báo kết quả cho bà con xóm Giữa.',
    ...person('Đàm Thị Hằng', 1990, 'female', 'Xóm Giữa', '000190005581'),
  },
];

/** Who came today. */
const MORNING: readonly (VisitForm & { readonly time: string })[] = [
  {
    time: '08:05',
    matter: 'proposal',
    field: { level1: 'land_housing', level2: 'land_certificate' },
    content: 'Hỏi hồ sơ cấp giấy chứng nhận đất ở nộp từ tháng trước, đã quá ngày hẹn trả kết quả.',
    request: 'Đề nghị cho biết còn thiếu giấy tờ gì.',
    direction: { kind: 'explain' },
    chairOpinion: 'Đã giải thích: hồ sơ chờ trích đo địa chính, hẹn trả trong tuần tới.',
    ...person('Mã Văn Quyết', 1976, 'male', 'Xóm Chợ', '000076001848'),
  },
  {
    time: '09:10',
    matter: 'feedback',
    field: { level1: 'administrative_other', level2: 'forest' },
    content: 'Thấy ba gốc nghiến mới bị cưa ở rừng đầu nguồn phía sau xóm Trên.',
    request: 'Đề nghị kiểm lâm và tổ bảo vệ rừng kiểm tra.',
    headcount: { came: 2 },
    ...person('Vàng Mí Sính', 1982, 'male', 'Xóm Trên', '000082006092'),
  },
];
