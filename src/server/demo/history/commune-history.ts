import type { Capacity } from '../../../contract/records/codes.ts';
import type { Cells } from '../../../contract/records/kind.ts';
import { receptionSession } from '../../../contract/records/reception-session.ts';
import type { PlainDate } from '../../../contract/scalars.ts';
import { addMonths, monthStart } from '../../../domain/calendar/plain-date.ts';
import { addWorkingDays } from '../../../domain/calendar/working-days.ts';
import {
  closeWithoutVisitors,
  finishSession,
  postponeSession,
  startSession,
} from '../../../domain/receptions/session-status.ts';
import {
  chairId,
  editSession,
  newSession,
  type SessionForm,
  startDuty,
} from '../../../domain/receptions/start-session.ts';
import { uncapitalised } from '../../../domain/text/format.ts';
import type { DemoCommune } from '../communes.ts';
import { Chance, seedOf } from '../invented/chance.ts';
import { must } from '../invented/must.ts';
import { CommuneVisits } from './commune-visits.ts';
import { anyWorkingDay, CALENDAR, dutiesIn, rulesOf } from './duty-days.ts';
import { asOf } from './eras.ts';
import {
  clockText,
  type HistoryEvent,
  type HistoryOrgan,
  momentMs,
  officialOf,
  recorderOf,
  type Span,
} from './events.ts';

/** Grows when other records come out for the same days: a folder that another version has filled is not filled further. */
export const HISTORY_VERSION = 1;

/** The first month of the history: two years before the month of a day. */
export function historyFrom(day: PlainDate): PlainDate {
  return addMonths(monthStart(day), -24);
}

/**
 * What a commune's clerks have written, in the order of time. Pure, and a longer span begins with the same events: a
 * demo that is started again on a later day goes on where it stopped.
 */
export function communeHistory(commune: DemoCommune, span: Span): readonly HistoryEvent[] {
  return new CommuneHistory(commune, span).events();
}

/** Who holds a session, for which organ, on which day; `nominal`: the day by which the calendar names it. */
type Turn = { readonly organ: HistoryOrgan; readonly capacity: Capacity; readonly day: PlainDate };
type Duty = Turn & { readonly nominal: PlainDate };

const VISITS_OF_A_SESSION = [0.18, 0.27, 0.25, 0.15, 0.08, 0.05, 0.02] as const;
/** What the shares above come to. */
const MEAN_VISITS = 1.93;
const MOST_VISITS = 6;
/** Months in which somebody is received out of turn, and duty days that are made up for when they were put off. */
const ADHOC = 0.12;
const MADE_UP = 0.5;
const MOBILE = 0.08;
const CONCLUDED = 0.6;

class CommuneHistory {
  readonly #commune: DemoCommune;
  readonly #span: Span;
  readonly #visits: CommuneVisits;
  readonly #events: HistoryEvent[] = [];
  /** Of one month: what changes in one changes no other. */
  #chance = new Chance(0);

  constructor(commune: DemoCommune, span: Span) {
    this.#commune = commune;
    this.#span = span;
    this.#visits = new CommuneVisits(commune, span.startedOn);
  }

  events(): readonly HistoryEvent[] {
    const { from, before } = this.#span;
    for (let month = from; month < before; month = addMonths(month, 1)) this.#month(month);
    const untilMs = momentMs(before, '00:00');
    const past = this.#events.filter(({ atMs, day }) => atMs < untilMs && !this.#span.without.includes(day));
    return past.sort((a, b) => a.atMs - b.atMs || (a.rid < b.rid ? -1 : 1));
  }

  #month(month: PlainDate): void {
    const { space, place, habit } = this.#commune;
    this.#chance = new Chance(seedOf(`${space.code} ${month}`));
    for (const rule of rulesOf(place, this.#span.from)) {
      const { capacity } = rule;
      const organ = capacity === 'party_secretary' ? 'party' : 'committee';
      const share = capacity === 'party_secretary' ? habit.secretary : habit.chair;
      for (const { nominal, date } of dutiesIn(rule, month)) this.#duty({ organ, capacity, day: date, nominal }, share);
    }
    if (this.#chance.chance(ADHOC)) this.#adhoc(anyWorkingDay(this.#chance, month));
    const regular = Math.floor(habit.regular * (0.5 + this.#chance.next()) + this.#chance.next());
    for (let visit = 0; visit < regular; visit += 1) this.#regular(anyWorkingDay(this.#chance, month));
  }

  #duty(duty: Duty, share: number): void {
    if (this.#chance.chance(share)) this.#held(duty);
    // Whoever mostly holds his days says so when he cannot, and makes up for some of them.
    else if (share > 0.7) this.#postponed(duty);
  }

  #held(duty: Duty): void {
    const { day } = duty;
    const { rid, cells } = this.#scheduled(duty);
    const visits = this.#visitors();
    const to = this.#chance.pick(['10:30', '11:00', '11:15', '11:30']);
    const begun = { ...cells, ...must(startSession(cells, { date: day })).patch };
    const ended = visits === 0 ? closeWithoutVisitors(begun, 0, { date: day }) : finishSession(begun, to);
    const done = { ...begun, ...must(ended).patch };
    const hours = { held: { date: day, part: 'morning', from: '07:30', to } } as const;
    const more = must(editSession(done, { ...hours, ...this.#about(duty, visits) })).patch;
    this.#write(duty, '07:30', rid, { ...done, ...more });
    this.#receive(duty, rid, visits, 7 * 60 + 40);
  }

  #scheduled({ organ, capacity, nominal }: Duty): { rid: string; cells: Cells } {
    const { id: officialId, name } = officialOf(this.#commune, capacity);
    const { id: space } = this.#commune.space;
    const named = { space, organ, officialId, capacity, date: nominal, part: 'morning' } as const;
    const { rid, change } = startDuty(named, name, recorderOf(this.#commune, organ).recordedBy, 'scheduled');
    return { rid, cells: change.patch };
  }

  #postponed(duty: Duty): void {
    const { rid, cells } = this.#scheduled(duty);
    const reason = this.#chance.pick(['Họp đột xuất ở tỉnh', 'Chỉ đạo khắc phục mưa lũ', 'Dự hội nghị tập huấn']);
    const notice = { reason, noticeNo: `${this.#chance.between(3, 120)}/TB` };
    this.#write(duty, '07:30', rid, { ...cells, ...must(postponeSession(cells, notice)).patch });
    if (!this.#chance.chance(MADE_UP)) return;
    const { organ, capacity, nominal } = duty;
    const day = addWorkingDays(duty.day, this.#chance.between(1, 4), CALENDAR);
    const form = { type: { kind: 'periodic' }, madeUpFor: { date: nominal } } as const;
    this.#entered({ organ, capacity, day }, this.#visitors(), form);
  }

  #adhoc(day: PlainDate): void {
    const turn: Turn = this.#chance.chance(0.6)
      ? { organ: 'committee', capacity: 'committee_chair', day }
      : { organ: 'party', capacity: 'party_secretary', day };
    const ground = this.#chance.weighted({ complex: 6, serious_consequences: 2, danger: 2 });
    this.#entered(turn, this.#chance.between(1, 4), { type: { kind: 'adhoc', ground } });
  }

  /** Typed in whole afterwards: no calendar has named it. */
  #entered(turn: Turn, visits: number, form: Pick<SessionForm, 'type' | 'madeUpFor'>): void {
    const { organ, capacity, day } = turn;
    const { id: officialId, name } = officialOf(this.#commune, capacity);
    const rid = this.#chance.uuid(Date.parse(day));
    const made = newSession(
      {
        ...form,
        ...this.#about(turn, visits),
        held: { date: day, part: 'afternoon', from: '13:30', to: '16:15', dateSource: 'entered' },
        chairs: [{ id: chairId(officialId, capacity), holding: { officialId, name, capacity, order: 0 } }],
        ...(visits === 0 ? { noVisitors: true } : {}),
      },
      recorderOf(this.#commune, organ),
      'done',
    );
    this.#write(turn, '13:30', rid, must(made).patch);
    this.#receive(turn, rid, visits, 13 * 60 + 35);
  }

  #about({ organ, day }: Turn, visits: number): Pick<SessionForm, 'place' | 'attendees' | 'conclusion'> {
    const { space, villages } = this.#commune;
    const village = this.#chance.pick(villages);
    const mobile = {
      kind: 'mobile',
      villageId: village.id,
      text: `Nhà văn hóa ${uncapitalised(village.name)}`,
    } as const;
    const documentNo = `${this.#chance.between(2, 190)}${organ === 'party' ? '-TB/ĐU' : '/TB-UBND'}`;
    const date = addWorkingDays(day, this.#chance.between(1, 3), CALENDAR);
    const text = `Đã tiếp ${visits} lượt; giao các bộ phận liên quan giải quyết, trả lời công dân đúng hạn.`;
    return {
      place: this.#chance.chance(MOBILE) ? mobile : { kind: 'office' },
      attendees: asOf(space, this.#chance.pick(ATTENDEES[organ])),
      ...(visits > 0 && this.#chance.chance(CONCLUDED) ? { conclusion: { text, documentNo, date } } : {}),
    };
  }

  #visitors(): number {
    let rest = this.#chance.next();
    const drawn = VISITS_OF_A_SESSION.findIndex((share) => {
      rest -= share;
      return rest < 0;
    });
    const scaled = Math.max(0, drawn) * (this.#commune.habit.visits / MEAN_VISITS);
    return Math.min(MOST_VISITS, Math.floor(scaled + this.#chance.next() * 0.9));
  }

  #receive({ organ, capacity, day }: Turn, session: string, count: number, from: number): void {
    const receiver = officialOf(this.#commune, capacity);
    for (let place = 0; place < count; place += 1) {
      const time = clockText(from + place * 30 + this.#chance.below(20));
      this.#events.push(...this.#visits.visit(this.#chance, { organ, day, time, session, receiver, capacity }));
    }
  }

  /** Outside of any session: whoever comes to the office, received by the assigned officer. */
  #regular(day: PlainDate): void {
    const capacity = 'assigned_officer';
    const receiver = officialOf(this.#commune, capacity);
    const time = clockText((this.#chance.chance(0.4) ? 13 * 60 + 40 : 7 * 60 + 45) + this.#chance.below(170));
    const of = { organ: 'committee', day, time, session: undefined, receiver, capacity } as const;
    this.#events.push(...this.#visits.visit(this.#chance, of));
  }

  #write({ organ, day }: Turn, time: string, rid: string, patch: Cells): void {
    const kind = receptionSession.kind;
    this.#events.push({ atMs: momentMs(day, time), day, organ, rid, kind, op: 'create', patch });
  }
}

const ATTENDEES: { readonly [O in HistoryOrgan]: readonly string[] } = {
  committee: [
    'Văn phòng HĐND và UBND xã, công chức tiếp công dân',
    'Phó Chủ tịch UBND xã, Trưởng Công an xã, công chức tiếp công dân',
    'Văn phòng HĐND và UBND xã, Chủ tịch Ủy ban MTTQ xã',
  ],
  party: [
    'Văn phòng Đảng ủy, Chủ tịch Ủy ban MTTQ xã',
    'Phó Bí thư Thường trực, Văn phòng Đảng ủy, Ủy ban Kiểm tra Đảng ủy',
  ],
};
