/** The addresses of the screens. The same address opens the same record on a phone and on a PC. */
export const ADDRESS = {
  door: '/',
  enrol: '/cap-may',
  today: '/hom-nay',
  drafts: '/hom-nay/nhap',
  visits: '/tiep-dan',
  newVisit: '/tiep-dan/moi',
  sessions: '/buoi-tiep',
  newSession: '/buoi-tiep/moi',
  schedule: '/lich-tiep',
  /** Sổ tiếp công dân (Mẫu 03), and reading one from a file. */
  register: '/so-tiep-cong-dan',
  registerImport: '/so-tiep-cong-dan/nhap',
  sync: '/dong-bo',
  more: '/them',
  trash: '/them/thung-rac',
  /** Without the question: an address is kept in the browser's history, outside of everything sealed. */
  search: '/tim',
  province: '/tinh',
  admin: '/quan-tri',
  /** The one-time link of a new server; its token stands in the fragment. */
  firstPassword: '/quan-tri/lan-dau',
} as const;

/** Whether something is being written there: no place to come back to, and none to be left by a slip of the finger. */
export function isFormAddress(address: string): boolean {
  return address.endsWith('/moi') || address.endsWith('/sua') || address.includes('/hai-ban/');
}

/** A part of the administration, of one unit where it is about one. */
export function adminAddress(part: string, unit?: string): string {
  return `${ADDRESS.admin}/${part}${unit === undefined ? '' : `?${UNIT_QUERY}=${unit}`}`;
}

/** The unit in the address of a part of the administration. */
export const UNIT_QUERY = 'don-vi';

export function visitAddress(rid: string): string {
  return `${ADDRESS.visits}/${rid}`;
}

/** `at`: what of it is to be filled in, as "Cần bổ sung" names it. */
export function visitEditAddress(rid: string, at?: string): string {
  return `${ADDRESS.visits}/${rid}/sua${at === undefined ? '' : `?muc=${at}`}`;
}

/** Both values of what two phones wrote, of a visit or a session. */
export function conflictAddress(rid: string): string {
  return `${ADDRESS.sync}/hai-ban/${rid}`;
}

/** Correcting what the server refused. */
export function fixAddress(rid: string, mid: string): string {
  return `${visitEditAddress(rid)}?gui-lai=${mid}`;
}

/** Where an unfinished form is open again. */
export function draftAddress(draft: {
  readonly of: 'visit' | 'session';
  readonly formId: string;
  readonly rid: string;
  readonly isNew: boolean;
}): string {
  const [fresh, edit] =
    draft.of === 'session' ? [ADDRESS.newSession, sessionEditAddress] : [ADDRESS.newVisit, visitEditAddress];
  return draft.isNew ? `${fresh}?nhap=${draft.formId}` : edit(draft.rid);
}

/** The duty calendar of the month of this day. */
export function scheduleAddress(day: string): string {
  return `${ADDRESS.schedule}?thang=${day.slice(0, 7)}`;
}

export function newVisitAddress(sessionId?: string): string {
  return sessionId === undefined ? ADDRESS.newVisit : `${ADDRESS.newVisit}?buoi=${sessionId}`;
}

export function sessionAddress(rid: string): string {
  return `${ADDRESS.sessions}/${rid}`;
}

export function sessionEditAddress(rid: string): string {
  return `${ADDRESS.sessions}/${rid}/sua`;
}
