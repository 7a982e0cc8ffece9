import type { MatterKind } from '../../../contract/records/codes.ts';
import type { PlainDate } from '../../../contract/scalars.ts';
import { partsOf } from '../../../domain/calendar/plain-date.ts';
import { addWorkingDays } from '../../../domain/calendar/working-days.ts';
import { LARGE_GROUP_FROM } from '../../../domain/receptions/large-group.ts';
import type { VisitForm } from '../../../domain/receptions/visit-form.ts';
import { formatDate, uncapitalised } from '../../../domain/text/format.ts';
import { makeLocalCode } from '../../../domain/text/local-code.ts';
import type { Affair, Level } from '../invented/affair.ts';
import type { Chance } from '../invented/chance.ts';
import { interpreterOf, nameOf } from '../invented/names.ts';
import { type Setting, say } from '../invented/slots.ts';
import { AFFAIRS } from './affairs.ts';
import { HISTORIC_CALENDAR } from './holidays.ts';
import type { PlannedSession, PlannedVisit } from './plan.ts';
import type { PlannedUnit } from './units.ts';

/** How often a visit is of each kind that a clerk chooses at once. */
const KINDS = { affair: 94, unclassified: 3.5, denunciation: 1.6, becomesDenunciation: 0.3 } as const;
/** Shares of all visits. */
const AGAIN = 0.07;
const GROUP = 0.012;
/** How many of a unit's last affairs people may come back to. */
const REMEMBERED = 25;
const EDITED = 0.07;
const EDITED_TWICE = 0.35;

/** What later visits of one unit can come back to. */
type Earlier = {
  readonly rid: string;
  readonly day: PlainDate;
  readonly affair: Affair;
  readonly person: Person;
  readonly said: Said;
  times: number;
};
type Said = Pick<VisitForm, 'content' | 'request' | 'chairOpinion'>;
type Person = NonNullable<VisitForm['people']>[number];
type Held = Omit<PlannedSession, 'visits'>;

/** Makes the visits of one unit's sessions, in the order of their days. */
export class Visitors {
  readonly #chance: Chance;
  readonly #unit: PlannedUnit;
  readonly #codes: Set<string>;
  readonly #known: Earlier[] = [];

  constructor(chance: Chance, unit: PlannedUnit, codes: Set<string>) {
    this.#chance = chance;
    this.#unit = unit;
    this.#codes = codes;
  }

  /** The visit in this place of a session. */
  visit(session: Held, place: number): PlannedVisit {
    const rid = this.#chance.uuid(Date.parse(session.day));
    const base = this.#base(session, place);
    const kind = this.#chance.weighted(KINDS);
    if (kind === 'denunciation') return this.#denunciation(rid, base);
    if (kind === 'unclassified') return this.#unclassified(rid, base, session);
    const form = this.#affair(rid, base, session);
    if (kind === 'becomesDenunciation')
      return {
        rid,
        form: { ...form, matter: 'unclassified', field: undefined },
        edits: [],
        denunciation: this.#code(),
      };
    return { rid, form, edits: this.#edits(form) };
  }

  #base(session: Held, place: number): VisitForm {
    const { chair, rid: id, day, part } = session;
    const start = (part === 'morning' ? 7 * 60 + 40 : 13 * 60 + 40) + place * 25 + this.#chance.below(20);
    const time = `${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')}`;
    return {
      session: { id },
      visited: { date: day },
      time,
      headcount: this.#headcount(),
      receivers: [
        { id: chair.holding, holding: { officialId: chair.officialId, name: chair.name, capacity: 'party_secretary' } },
      ],
    };
  }

  #headcount(): NonNullable<VisitForm['headcount']> {
    if (!this.#chance.chance(GROUP))
      return { came: this.#chance.weighted({ 1: 82, 2: 14, 3: 4 }) === '1' ? 1 : this.#chance.between(2, 3) };
    const came = this.#chance.between(5, 24);
    return { came, representatives: came < 10 ? this.#chance.between(1, 2) : this.#chance.between(2, 5) };
  }

  // No identity numbers and no telephone numbers: an invented one may be somebody's.
  #person(day: PlainDate): Person {
    const named = nameOf(this.#chance);
    const village = this.#chance.pick(this.#unit.villages);
    const papers = this.#chance.chance(0.15)
      ? { document: { none: true, confirmedBy: `Trưởng ${uncapitalised(village.name)}` } }
      : {};
    return {
      id: this.#chance.uuid(Date.parse(day)),
      name: named.name,
      birth: { year: partsOf(day).year - this.#chance.between(23, 81) },
      sex: named.sex,
      village,
      ...papers,
    };
  }

  #affair(rid: string, base: VisitForm, session: Held): VisitForm {
    const { day } = session;
    const came = base.headcount?.came ?? 1;
    const again = came < LARGE_GROUP_FROM && this.#chance.chance(AGAIN) ? this.#returning(day) : undefined;
    if (again !== undefined) return this.#again(base, again, day);
    const affair = this.#chance.pick(this.#affairsOn(day, came));
    const person = this.#person(day);
    const said = tell(
      affair,
      { chance: this.#chance, day, level: this.#unit.level, village: person.village?.name ?? '' },
      came,
    );
    this.#known.push({ rid, day, affair, person, said, times: 1 });
    const language = interpreterOf(this.#chance, nameOf(this.#chance));
    return {
      ...base,
      ...this.#classified(affair, said, day),
      ...said,
      people: [came >= LARGE_GROUP_FROM ? { ...person, role: 'representative' } : person],
      ...this.#papers(affair),
      ...(language === undefined ? {} : { interpreter: language }),
    };
  }

  /** Somebody who came before and asks what became of it. */
  #returning(day: PlainDate): Earlier | undefined {
    const earlier = this.#known.filter((known) => known.day < day).slice(-REMEMBERED);
    return earlier.length === 0 ? undefined : this.#chance.pick(earlier);
  }

  #again(base: VisitForm, again: Earlier, day: PlainDate): VisitForm {
    const { affair, person, said, rid, times } = again;
    again.times += 1;
    return {
      ...base,
      ...this.#classified(affair, said, day),
      ...said,
      content: `Công dân đến hỏi kết quả giải quyết vụ việc đã trình bày ngày ${formatDate(again.day)}. ${said.content}`,
      people: [person],
      case: { id: rid, known: 'old' },
      earlier: { times },
    };
  }

  #classified(affair: Affair, { content, chairOpinion }: Said, day: PlainDate): VisitForm {
    // Whoever asks for something proposes; a complaint or a report tells of something.
    const asks = /^(Hỏi|Xin|Đề nghị|Muốn)/.test(content ?? '');
    const matter: MatterKind = asks ? 'proposal' : this.#chance.weighted(affair.matters);
    return {
      matter,
      field: affair.field,
      direction: directionOf(this.#chance, this.#unit.level, affair, day, chairOpinion ?? ''),
    };
  }

  #papers(affair: Affair): Pick<VisitForm, 'documents' | 'petitionHandedIn'> {
    const handedIn = this.#chance.chance(0.3) ? { petitionHandedIn: true } : {};
    if (affair.documents === undefined || !this.#chance.chance(0.4)) return handedIn;
    return {
      ...handedIn,
      documents: { text: this.#chance.pick(affair.documents), sheets: this.#chance.between(1, 6) },
    };
  }

  /** In a hurry: somebody, and a few words. */
  #unclassified(rid: string, base: VisitForm, session: Held): PlannedVisit {
    const full = this.#affair(rid, { ...base, headcount: { came: 1 } }, session);
    const { session: of, visited, headcount, receivers, people, content } = full;
    const form: VisitForm = { session: of, visited, headcount, receivers, people, content, matter: 'unclassified' };
    const completed = this.#chance.chance(0.3);
    return { rid, form, edits: completed ? [{ matter: full.matter, field: full.field }] : [] };
  }

  /** Nothing of who and what (records-and-counting §4). */
  #denunciation(rid: string, base: VisitForm): PlannedVisit {
    const { session, visited, receivers } = base;
    const level1 = this.#chance.weighted({ civil_service: 4, corruption: 3, land_housing: 3, other: 1 });
    const progress = this.#chance.weighted({ guided: 4, received: 3, forwarded: 3, concluded: 2 });
    const form: VisitForm = {
      session,
      visited,
      receivers,
      headcount: { came: 1 },
      matter: 'denunciation',
      field: { level1 },
      localCode: this.#code(),
      progress,
    };
    return { rid, form, edits: [] };
  }

  /** What is put right afterwards: never what a figure counts by. */
  #edits(form: VisitForm): Partial<VisitForm>[] {
    if (!this.#chance.chance(EDITED)) return [];
    const { date } = form.visited as { date: PlainDate };
    const given = addWorkingDays(date, this.#chance.between(3, 10), HISTORIC_CALENDAR);
    const view = this.#chance.pick([
      'Công dân nhất trí với ý kiến giải thích.',
      'Công dân đồng ý chờ kết quả kiểm tra.',
      'Công dân chưa nhất trí, sẽ có đơn gửi sau.',
    ]);
    const first: Partial<VisitForm> = this.#chance.chance(0.5) ? { citizenView: view } : { notice: { givenOn: given } };
    const second: Partial<VisitForm> = {
      note: this.#chance.pick([
        'Đã gọi điện báo kết quả cho công dân.',
        'Đã đối chiếu với sổ tiếp công dân.',
        'Bổ sung sau khi kiểm tra sổ giấy.',
      ]),
    };
    return this.#chance.chance(EDITED_TWICE) ? [first, second] : [first];
  }

  #affairsOn(day: PlainDate, came: number): readonly Affair[] {
    const heard = AFFAIRS.filter(
      ({ from = day, to = day, shared }) => from <= day && day <= to && (came < LARGE_GROUP_FROM || shared),
    );
    return heard.flatMap((affair) => Array.from({ length: affair.weight }, () => affair));
  }

  #code(): string {
    const code = makeLocalCode(
      'TC',
      (count) => this.#chance.bytes(count),
      (taken) => this.#codes.has(taken),
    );
    this.#codes.add(code);
    return code;
  }
}

function tell(affair: Affair, setting: Setting, came: number): Said {
  const at = setting.chance.below(affair.content.length);
  const one = (sentences: readonly string[]) => say(sentences[at % sentences.length] as string, setting);
  const who =
    came >= LARGE_GROUP_FROM ? `Đại diện ${came} công dân ${uncapitalised(setting.village)} cùng trình bày. ` : '';
  return {
    content: `${who}${one(affair.content)}`,
    request: one(affair.request),
    ...(setting.chance.chance(0.85) ? { chairOpinion: one(affair.answer) } : {}),
  };
}

type Direction = NonNullable<VisitForm['direction']>;

/** The direction that the chair's words already say; else as they mostly go. */
function directionOf(chance: Chance, level: Level, affair: Affair, day: PlainDate, opinion: string): Direction {
  const kind = /^Đã giải thích/.test(opinion)
    ? 'explain'
    : /^Chuyển/.test(opinion)
      ? 'forward'
      : /^Hướng dẫn/.test(opinion)
        ? 'return_guide'
        : chance.weighted({ accept: 55, explain: 25, forward: 12, return_guide: 8 });
  if (kind !== 'forward') return { kind };
  const to = chance.pick(bodiesFor(level, affair));
  const date = addWorkingDays(day, chance.between(1, 7), HISTORIC_CALENDAR);
  return { kind, to, documentNo: `Số ${chance.between(3, 190)}-${LETTERS[level]}`, date };
}

const LETTERS: { readonly [L in Level]: string } = { commune: 'CV/ĐU', district: 'CV/HU', province: 'CV/TU' };

const HIGHER: { readonly [L in Level]: readonly string[] } = {
  commune: ['UBND huyện', 'Huyện ủy'],
  district: ['UBND tỉnh', 'Thanh tra huyện', 'UBND xã'],
  province: ['UBND tỉnh', 'Ban Nội chính Tỉnh ủy', 'Thanh tra tỉnh'],
};

/** District bodies of those years, by theme. */
const BODIES_BY_THEME: { readonly [theme: string]: readonly string[] } = {
  land_housing: ['Phòng Tài nguyên và Môi trường huyện', 'Chi nhánh Văn phòng đăng ký đất đai'],
  social_security: ['Phòng Lao động – Thương binh và Xã hội huyện'],
  infrastructure: ['Phòng Kinh tế và Hạ tầng huyện', 'Điện lực huyện'],
  environment: ['Phòng Tài nguyên và Môi trường huyện'],
  forest: ['Hạt Kiểm lâm huyện'],
  civil_status: ['Phòng Tư pháp huyện'],
  border: ['Đồn Biên phòng'],
  new_countryside: ['Phòng Nông nghiệp và Phát triển nông thôn huyện'],
};

function bodiesFor(level: Level, { field }: Affair): readonly string[] {
  const themed = BODIES_BY_THEME[field.level2 ?? ''] ?? BODIES_BY_THEME[field.level1];
  return level === 'commune' && themed !== undefined ? themed : HIGHER[level];
}
