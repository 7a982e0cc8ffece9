import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { visitTexts } from '../../documents/register/row-texts.ts';
import type { ReadRow } from '../../documents/register-import/read-rows.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { type Imported, type ImportedRow, isAsImported } from '../../domain/receptions/imported-visit.ts';
import { matchesWords, visitTitle } from '../../domain/receptions/list-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { Phone } from '../../store/phone.ts';
import { breathe } from './in-batches.ts';

/** A row with the visit that it becomes. */
export type PlannedRow = ReadRow & { readonly visit: ImportedRow };

/** What is to be done with a row. */
export type Standing =
  /** It is on this phone: read from a file before, or written into one. `unchanged`: as it was imported, by this user. */
  | { readonly tag: 'here'; readonly unchanged: boolean }
  /** Left out unless somebody chooses it. `unchanged`: a visit that looks just like this one was imported before. */
  | { readonly tag: 'ask'; readonly why: string; readonly unchanged?: boolean }
  /** `restores`: this import was taken back before, so the record is there, deleted. */
  | { readonly tag: 'take'; readonly restores: boolean };

export type Plan = { readonly row: PlannedRow; readonly standing: Standing };

/** The reason that stands on a record whose import was taken back. */
export const TAKEN_BACK = 'Hoàn tác lần nhập sổ';

/** Two texts that share this part of the words of the shorter one are about the same. */
const SAME_WORDS = 0.5;
/** Where nobody is named, they must say nearly the same. */
const SAME_WORDS_NAMELESS = 0.8;
/** Rows looked at before the page may draw again. */
const ROWS_AT_A_TIME = 50;

type Records = Pick<Phone, 'records' | 'summary'>;

/**
 * What is new in a file, what is on this phone, and what may be: the same row twice in the file, a visit of the same day
 * and name that says about the same, words of tố cáo under another kind. What is not certain is asked, never guessed.
 */
export async function planImport(
  phone: Records,
  rows: readonly PlannedRow[],
  onProgress: (done: number) => void = () => undefined,
): Promise<readonly Plan[]> {
  const own = new Set(rows.map(({ visit }) => visit.rid));
  const days = visitsByDay(phone, own);
  const firstByKey = new Map<string, number>();
  const plans: Plan[] = [];
  for (const row of rows) {
    // Rows that name nobody look alike without being the same.
    const twin = row.named ? firstByKey.get(row.key) : undefined;
    if (!firstByKey.has(row.key)) firstByKey.set(row.key, row.row);
    plans.push({ row, standing: await standingOf(phone, row, twin, days) });
    if (plans.length % ROWS_AT_A_TIME === 0) {
      onProgress(plans.length);
      await breathe();
    }
  }
  return plans;
}

type Days = Map<PlainDate, Summary[]>;

async function standingOf(phone: Records, row: PlannedRow, twin: number | undefined, days: Days): Promise<Standing> {
  const here = await hereAlready(phone, row);
  if (here !== undefined) return here;
  if (twin !== undefined) return { tag: 'ask', why: `giống hệt dòng ${twin}` };
  const alike = await alikeOnPhone(phone, row, days);
  if (alike !== undefined) return alike;
  if (row.speaksOfDenunciation) return { tag: 'ask', why: 'nội dung nhắc đến tố cáo, nhưng sổ ghi loại khác' };
  return { tag: 'take', restores: false };
}

/** By its id: the very same row was read before, here or on a phone that has sent it. */
async function hereAlready(phone: Records, { visit, form }: PlannedRow): Promise<Standing | undefined> {
  const line = phone.summary.getSnapshot().byId.get(visit.rid);
  if (line === undefined) return undefined;
  const cells = (await phone.records.open(visit.rid))?.view.cells;
  if (cells === undefined) return undefined;
  if (isDeleted(cells)) {
    return wasTakenBack(cells)
      ? { tag: 'take', restores: true }
      : { tag: 'ask', why: 'đã nhập rồi bị xóa trên máy này; chọn thì khôi phục' };
  }
  const unchanged = isAsImported(cells, visit);
  if (form.matter !== 'denunciation') return { tag: 'here', unchanged };
  // Of a denunciation a row tells next to nothing: another one of that day looks the same.
  return { tag: 'ask', why: `đã có ${visitTitle(line)} cùng ngày; chọn nếu là lượt khác`, unchanged };
}

function wasTakenBack(cells: Cells): boolean {
  return (cells[DELETED] as { readonly reason?: unknown } | null)?.reason === TAKEN_BACK;
}

function visitsByDay({ summary }: Records, own: ReadonlySet<string>): Days {
  const days: Days = new Map();
  for (const line of summary.getSnapshot().newestFirst) {
    if (line.kind !== receptionVisit.kind || line.status === 'deleted' || line.day === '' || own.has(line.rid))
      continue;
    const lines = days.get(line.day);
    if (lines === undefined) days.set(line.day, [line]);
    else lines.push(line);
  }
  return days;
}

/** A visit of the same day that is this one, or may be; each on the phone stands for one row at most. */
async function alikeOnPhone(phone: Records, row: PlannedRow, days: Days): Promise<Standing | undefined> {
  const lines = days.get(row.form.visited?.date ?? '') ?? [];
  const found = row.form.matter === 'denunciation' ? denunciationIn(lines, row) : await citizenIn(phone, lines, row);
  if (found === undefined) return undefined;
  const [line] = lines.splice(found.at, 1);
  if (line === undefined || line.day === '') return undefined;
  if (found.certain) return { tag: 'here', unchanged: false };
  return { tag: 'ask', why: `có thể đã có: ${visitTitle(line)}, ngày ${formatDate(line.day)}` };
}

type Found = { readonly at: number; readonly certain: boolean };

/** By its code, else any of that day. */
function denunciationIn(lines: readonly Summary[], { form }: PlannedRow): Found | undefined {
  const all = lines.map(({ matter, title }) => (matter === 'denunciation' ? title : undefined));
  const coded = form.localCode ? all.indexOf(form.localCode) : -1;
  if (coded >= 0) return { at: coded, certain: true };
  const any = all.findIndex((code) => code !== undefined);
  return any < 0 ? undefined : { at: any, certain: false };
}

/** The one whose line in the register is this very row comes before one that says about the same. */
async function citizenIn(phone: Records, lines: readonly Summary[], row: PlannedRow): Promise<Found | undefined> {
  const names = namesOf(row);
  let like: Found | undefined;
  for (const [at, line] of lines.entries()) {
    if (line.matter === 'denunciation') continue;
    if (names.length > 0 && !names.some((name) => matchesWords(line.words, foldedWords(name)))) continue;
    const cells = (await phone.records.open(line.rid))?.view.cells;
    if (cells === undefined) continue;
    if (isSameLine(cells, row)) return { at, certain: true };
    if (like === undefined && saysTheSame(cells, row, names.length > 0)) like = { at, certain: false };
  }
  return like;
}

/** What a register says of a visit wherever it is written: its session differs, and numbers may be hidden. */
const SAID = ['people', 'content', 'kind', 'settled', 'accept', 'returnGuide', 'forward', 'followUp'] as const;

/** Whether this register, written from the phone, would say of the visit what the row says: it was written from it. */
function isSameLine(cells: Cells, { visit }: PlannedRow): boolean {
  const here = visitTexts(cells, new Map());
  const there = visitTexts(visit.change.patch, new Map());
  return SAID.every((column) => here[column] === there[column]);
}

function saysTheSame(cells: Cells, { form }: PlannedRow, named: boolean): boolean {
  const { content, request, people } = assemble(receptionVisit, cells);
  const [here, there] = [foldedWords(`${content ?? ''} ${request ?? ''}`), foldedWords(form.content ?? '')];
  const shared = sharedPart(here, there);
  if (named) return shared === undefined || shared >= SAME_WORDS;
  const nameless = Object.values(people).every(({ name }) => !name);
  return nameless && shared !== undefined && shared >= SAME_WORDS_NAMELESS;
}

/** Which part of the words of the shorter text stands in the other; undefined where one says nothing. */
function sharedPart(a: readonly string[], b: readonly string[]): number | undefined {
  const [x, y] = [new Set(a), new Set(b)];
  const least = Math.min(x.size, y.size);
  return least === 0 ? undefined : [...x].filter((word) => y.has(word)).length / least;
}

function namesOf({ form }: PlannedRow): readonly string[] {
  return (form.people ?? []).flatMap(({ name }) => name ?? []);
}

/** The visit that a chosen row becomes: of a denunciation whose place is taken, the next one that is free. */
export function visitToTake({ summary }: Records, { visit, form }: PlannedRow): Imported {
  if (form.matter !== 'denunciation') return visit;
  const { byId } = summary.getSnapshot();
  let place = visit.place;
  while (byId.has(visit.at(place).rid)) place += 1;
  return visit.at(place);
}
