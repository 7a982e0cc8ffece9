import type { Capacity, MatterKind } from '../../../contract/records/codes.ts';
import { receptionVisit } from '../../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../../contract/scalars.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { addWorkingDays } from '../../../domain/calendar/working-days.ts';
import { LARGE_GROUP_FROM } from '../../../domain/receptions/large-group.ts';
import { newVisit } from '../../../domain/receptions/new-visit.ts';
import { chairId } from '../../../domain/receptions/start-session.ts';
import type { VisitForm } from '../../../domain/receptions/visit-form.ts';
import { formatDate, uncapitalised } from '../../../domain/text/format.ts';
import { makeLocalCode } from '../../../domain/text/local-code.ts';
import type { DemoCommune, DemoOfficial } from '../communes.ts';
import type { Affair } from '../invented/affair.ts';
import type { Chance } from '../invented/chance.ts';
import { must } from '../invented/must.ts';
import { say } from '../invented/slots.ts';
import { AFFAIRS } from './affairs.ts';
import { citizen, headcount, type Person } from './citizens.ts';
import { CALENDAR } from './duty-days.ts';
import { asOf, bodyFor, wordsOn } from './eras.ts';
import { type HistoryEvent, type HistoryOrgan, momentMs, recorderOf } from './events.ts';

/** Who receives, when and in which session. */
export type Reception = {
  readonly organ: HistoryOrgan;
  readonly day: PlainDate;
  readonly time: string;
  readonly session: string | undefined;
  readonly receiver: DemoOfficial;
  readonly capacity: Capacity;
};

type Said = Pick<VisitForm, 'content' | 'request' | 'chairOpinion'>;

/** What a later visit can come back to. */
type Earlier = {
  readonly rid: string;
  readonly day: PlainDate;
  readonly affair: Affair;
  readonly person: Person;
  readonly content: string;
  times: number;
};

/** To who comes again about the same. */
const ANSWERS_AGAIN = [
  'Đã thông báo tiến độ cho công dân; {office} trả lời bằng văn bản trong {days} ngày làm việc.',
  'Đã giải thích lý do chậm; giao {office} giải quyết dứt điểm trước {holiday}.',
  'Giao {office} làm việc lại với các bên, mời công dân cùng dự.',
];

const KINDS = { affair: 94, unclassified: 3, denunciation: 3 } as const;
const AGAIN = 0.09;
const REMEMBERED = 30;
/** What was noted in a hurry is put right within so many days. */
const UNCLASSIFIED_DAYS = 12;
const NOT_OF_WARDS: ReadonlySet<string> = new Set([
  ...['bridge', 'electricity', 'signal', 'forest', 'border', 'school', 'health', 'landslide', 'water'],
]);

/** Makes the visits of one commune, in the order in which they are asked for. */
export class CommuneVisits {
  readonly #commune: DemoCommune;
  readonly #startedOn: PlainDate;
  readonly #affairs: readonly Affair[];
  readonly #shared: readonly Affair[];
  readonly #known: Earlier[] = [];
  readonly #codes = new Set<string>();

  constructor(commune: DemoCommune, startedOn: PlainDate) {
    this.#commune = commune;
    this.#startedOn = startedOn;
    this.#affairs = AFFAIRS.filter(({ name }) => commune.space.kind !== 'phuong' || !NOT_OF_WARDS.has(name)).flatMap(
      (affair) => Array.from({ length: affair.weight }, () => affair),
    );
    this.#shared = this.#affairs.filter(({ shared }) => shared);
  }

  /** One visit: the event that records it, and one for its notice where that was given after the demo's first start. */
  visit(chance: Chance, of: Reception): readonly HistoryEvent[] {
    const rid = chance.uuid(momentMs(of.day, of.time));
    const kind = chance.weighted(KINDS);
    const base = this.#base(chance, of);
    if (kind === 'denunciation') return this.#recorded(rid, of, this.#denunciation(chance, base));
    const full = this.#affair(chance, rid, of, base);
    const recent = of.day > addDays(this.#startedOn, -UNCLASSIFIED_DAYS) && of.day < this.#startedOn;
    if (kind === 'unclassified' && recent) {
      const { session, visited, time, headcount: came, receivers, people, content } = full;
      const noted = { session, visited, time, headcount: came, receivers, people, content };
      return this.#recorded(rid, of, { ...noted, matter: 'unclassified' });
    }
    return this.#recorded(rid, of, full, noticeDay(chance, full, of.day));
  }

  #base(chance: Chance, { session, day, time, receiver, capacity }: Reception): VisitForm {
    const holding = { officialId: receiver.id, name: receiver.name, capacity };
    return {
      ...(session === undefined ? {} : { session: { id: session } }),
      visited: { date: day },
      time,
      headcount: headcount(chance),
      receivers: [{ id: chairId(receiver.id, capacity), holding }],
    };
  }

  #affair(chance: Chance, rid: string, { day, capacity }: Reception, base: VisitForm): VisitForm {
    const came = base.headcount?.came ?? 1;
    const large = came >= LARGE_GROUP_FROM;
    const again = !large && chance.chance(AGAIN) ? this.#returning(chance, day) : undefined;
    if (again !== undefined) return this.#again(chance, base, again, day);
    const affair = chance.pick(large ? this.#shared : this.#affairs);
    const { person, interpreter } = citizen(chance, this.#commune, day);
    const said = this.#tell(chance, affair, { day, village: person.village?.name ?? '', came, capacity });
    this.#known.push({ rid, day, affair, person, content: said.content ?? '', times: 1 });
    return {
      ...base,
      ...classified(chance, affair, said, day),
      ...said,
      people: [large ? { ...person, role: 'representative' } : person],
      ...papersOf(chance, affair),
      ...(interpreter === undefined ? {} : { interpreter }),
    };
  }

  #tell(
    chance: Chance,
    affair: Affair,
    { day, village, came, capacity }: { day: PlainDate; village: string; came: number; capacity: Capacity },
  ): Said {
    const setting = { chance, day, level: 'commune', village, words: wordsOn(day) } as const;
    const at = chance.below(affair.content.length);
    const one = (sentences: readonly string[]) =>
      asOf(this.#commune.space, say(sentences[at % sentences.length] as string, setting));
    const who = came >= LARGE_GROUP_FROM ? `Đại diện ${came} công dân ${uncapitalised(village)} cùng trình bày. ` : '';
    const content = `${who}${one(affair.content)}`;
    const request = one(affair.request);
    const concludes = capacity !== 'assigned_officer' || chance.chance(0.5);
    return { content, request, ...(concludes ? { chairOpinion: one(affair.answer) } : {}) };
  }

  /** Somebody who came before and asks what became of it. */
  #returning(chance: Chance, day: PlainDate): Earlier | undefined {
    const earlier = this.#known.filter((known) => known.day < day).slice(-REMEMBERED);
    return earlier.length === 0 ? undefined : chance.pick(earlier);
  }

  #again(chance: Chance, base: VisitForm, again: Earlier, day: PlainDate): VisitForm {
    const { affair, person, content, rid, times } = again;
    again.times += 1;
    const setting = {
      chance,
      day,
      level: 'commune',
      village: person.village?.name ?? '',
      words: wordsOn(day),
    } as const;
    const said: Said = {
      content: `Công dân đến hỏi kết quả vụ việc đã trình bày ngày ${formatDate(again.day)}. ${content}`,
      request: 'Đề nghị cho biết kết quả giải quyết.',
      chairOpinion: asOf(this.#commune.space, say(chance.pick(ANSWERS_AGAIN), setting)),
    };
    return {
      ...base,
      ...classified(chance, affair, said, day),
      ...said,
      people: [person],
      case: { id: rid, known: 'old' },
      earlier: { times },
    };
  }

  /** Nothing of who and what (records-and-counting §4). */
  #denunciation(chance: Chance, { session, visited, receivers }: VisitForm): VisitForm {
    const level1 = chance.weighted({ civil_service: 4, corruption: 3, land_housing: 3, other: 1 });
    const progress = chance.weighted({ guided: 4, received: 3, forwarded: 3, concluded: 2 });
    const localCode = makeLocalCode(
      'TC',
      (count) => chance.bytes(count),
      (taken) => this.#codes.has(taken),
    );
    this.#codes.add(localCode);
    const known = { session, visited, receivers, headcount: { came: 1 } };
    return { ...known, matter: 'denunciation', field: { level1 }, localCode, progress };
  }

  #recorded(rid: string, of: Reception, form: VisitForm, noticeOn?: PlainDate): readonly HistoryEvent[] {
    const { organ, day, time } = of;
    const atMs = momentMs(day, time);
    const notice = noticeOn === undefined ? undefined : { givenOn: noticeOn };
    const atOnce = noticeOn !== undefined && noticeOn <= this.#startedOn;
    const { patch } = must(newVisit(atOnce ? { ...form, notice } : form, recorderOf(this.#commune, organ)));
    const kind = receptionVisit.kind;
    const made: HistoryEvent = { atMs, day, organ, rid, kind, op: 'create', patch };
    if (notice === undefined || atOnce) return [made];
    const laterMs = Math.max(momentMs(notice.givenOn, '16:00'), atMs + 60_000);
    return [made, { atMs: laterMs, day, organ, rid, kind, op: 'patch', patch: { notice } }];
  }
}

/** Always within the term of ten working days: what is late is put in on purpose (`today.ts`). */
function noticeDay(chance: Chance, { direction }: VisitForm, day: PlainDate): PlainDate {
  return direction?.kind === 'explain' ? day : addWorkingDays(day, chance.between(2, 8), CALENDAR);
}

function classified(chance: Chance, affair: Affair, { content, chairOpinion }: Said, day: PlainDate): VisitForm {
  // Whoever asks for something proposes; a complaint or a report tells of something.
  const asks = /^(Hỏi|Xin|Đề nghị|Muốn)/.test(content ?? '');
  const matter: MatterKind = asks ? 'proposal' : chance.weighted(affair.matters);
  return { matter, field: affair.field, direction: directionOf(chance, affair, day, chairOpinion ?? '') };
}

/** The direction that the chair's words already say; else as they mostly go. */
function directionOf(chance: Chance, affair: Affair, day: PlainDate, opinion: string): VisitForm['direction'] {
  const kind = /^Đã giải thích/.test(opinion)
    ? 'explain'
    : /^Chuyển/.test(opinion)
      ? 'forward'
      : /^Hướng dẫn/.test(opinion)
        ? 'return_guide'
        : chance.weighted({ accept: 52, explain: 26, forward: 12, return_guide: 10 });
  if (kind !== 'forward') return { kind };
  const date = addWorkingDays(day, chance.between(1, 5), CALENDAR);
  return { kind, to: bodyFor(affair.field, day), documentNo: `${chance.between(12, 480)}/UBND-VP`, date };
}

function papersOf(chance: Chance, { documents }: Affair): Pick<VisitForm, 'documents' | 'petitionHandedIn'> {
  const handedIn = chance.chance(0.28) ? { petitionHandedIn: true } : {};
  if (documents === undefined || !chance.chance(0.4)) return handedIn;
  return { ...handedIn, documents: { text: chance.pick(documents), sheets: chance.between(1, 6) } };
}
