import { Capacity, MatterKind, Organ, SessionKind } from '../../contract/records/codes.ts';
import { PlainDate, Uuid } from '../../contract/scalars.ts';
import type { SessionsQuery, VisitsQuery } from '../../contract/wire/drill-down.ts';
import { ADDRESS } from '../../domain/text/addresses.ts';

// The pages of the province: a link shows somebody else the same records, as far as he may see them.

export const PROVINCE_ADDRESS = {
  receptions: ADDRESS.province,
  duties: `${ADDRESS.province}/ngay-tiep-dan`,
  visits: `${ADDRESS.province}/luot`,
  sessions: `${ADDRESS.province}/buoi`,
} as const;

/** Which page an address means. */
export type ProvincePlace =
  | { readonly tag: 'receptions' | 'duties' | 'visits' | 'sessions' }
  | { readonly tag: 'duty-unit'; readonly unit: string }
  | { readonly tag: 'visit'; readonly unit: string; readonly id: string };

export function placeOf(location: string): ProvincePlace {
  const [, , part, first, second] = location.split('/');
  const unit = Uuid.safeParse(first);
  const id = Uuid.safeParse(second);
  if (part === 'ngay-tiep-dan') return unit.success ? { tag: 'duty-unit', unit: unit.data } : { tag: 'duties' };
  if (part === 'luot') {
    return unit.success && id.success ? { tag: 'visit', unit: unit.data, id: id.data } : { tag: 'visits' };
  }
  return { tag: part === 'buoi' ? 'sessions' : 'receptions' };
}

const SESSION_BY = { day: 'ngay', duty: 'truc' } as const;
const TURNS = { first: 'lan-dau', again: 'nhieu-lan' } as const;
const YES = '1';

type Names = readonly (readonly [key: string, value: string | undefined])[];

function address(path: string, names: Names): string {
  const params = new URLSearchParams();
  for (const [key, value] of names) if (value !== undefined) params.set(key, value);
  return `${path}?${params}`;
}

export type VisitsAsked = Omit<VisitsQuery, 'cursor'>;
export type SessionsAsked = Omit<SessionsQuery, 'cursor'>;

/** The list of the visits behind a figure. */
export function visitsAddress(asked: VisitsAsked): string {
  return address(PROVINCE_ADDRESS.visits, [
    ['tu', asked.from],
    ['den', asked.to],
    ['don-vi', asked.unit],
    ['co-quan', asked.organ],
    ['buoi', asked.session],
    ['khoi', asked.blocks],
    ['loai', asked.matter],
    ['lan', asked.turn && TURNS[asked.turn]],
    ['doan', asked.large],
    ['trung', asked.twins],
  ]);
}

/** What an address of visits asks for; undefined: it names no period. */
export function readVisitsAddress(params: URLSearchParams): VisitsAsked | undefined {
  const period = periodOf(params);
  if (period === undefined) return undefined;
  const turn = params.get('lan');
  const blocks = params.get('khoi');
  return defined<VisitsAsked>({
    ...period,
    ...whereOf(params),
    session: parsed(Uuid, params.get('buoi')),
    blocks: blocks !== null && /^[a-z_,]+$/.test(blocks) ? blocks : undefined,
    matter: parsed(MatterKind, params.get('loai')),
    turn: turn === TURNS.first ? 'first' : turn === TURNS.again ? 'again' : undefined,
    large: params.get('doan') === YES ? YES : undefined,
    twins: params.get('trung') === YES ? YES : undefined,
  });
}

/** The list of the sessions behind a figure. */
export function sessionsAddress(asked: SessionsAsked): string {
  return address(PROVINCE_ADDRESS.sessions, [
    ['tu', asked.from],
    ['den', asked.to],
    ['theo', SESSION_BY[asked.by]],
    ['don-vi', asked.unit],
    ['co-quan', asked.organ],
    ['loai', asked.kind],
    ['chuc', asked.capacity],
    ['da-tiep', asked.held],
  ]);
}

export function readSessionsAddress(params: URLSearchParams): SessionsAsked | undefined {
  const period = periodOf(params);
  if (period === undefined) return undefined;
  return defined<SessionsAsked>({
    ...period,
    ...whereOf(params),
    by: params.get('theo') === SESSION_BY.duty ? 'duty' : 'day',
    kind: parsed(SessionKind, params.get('loai')),
    capacity: parsed(Capacity, params.get('chuc')),
    held: params.get('da-tiep') === YES ? YES : undefined,
  });
}

/** One visit, whole. */
export function openVisitAddress(unit: string, id: string): string {
  return `${PROVINCE_ADDRESS.visits}/${unit}/${id}`;
}

/** The duty days of one unit, in the same months as the table. */
export function dutyUnitAddress(unit: string, search: string): string {
  return `${PROVINCE_ADDRESS.duties}/${unit}${search === '' ? '' : `?${search}`}`;
}

function periodOf(params: URLSearchParams): { readonly from: PlainDate; readonly to: PlainDate } | undefined {
  const from = parsed(PlainDate, params.get('tu'));
  const to = parsed(PlainDate, params.get('den'));
  return from === undefined || to === undefined || from > to ? undefined : { from, to };
}

function whereOf(params: URLSearchParams) {
  return { unit: parsed(Uuid, params.get('don-vi')), organ: parsed(Organ, params.get('co-quan')) };
}

type Parser<T> = { readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: T } };

function parsed<T>(schema: Parser<T>, value: string | null): T | undefined {
  const read = schema.safeParse(value);
  return read.success ? read.data : undefined;
}

/** Without what is undefined: a question is compared by its text. */
function defined<T extends object>(asked: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as T;
}
