import type { Organ, Role } from '../../contract/records/codes.ts';
import { foldedWords, foldForSearch } from '../text/fold.ts';
import { normalizeLine } from '../text/normalize.ts';

/** One pasted row, as it will be added; or why it will not. */
export type PastedUser = {
  readonly line: number;
  readonly name: string;
  readonly username: string;
  readonly organ: Organ;
  readonly role: Role;
  readonly problem?: string;
};

export type PasteSetting = {
  /** For rows that do not say. */
  readonly organ: Organ;
  readonly role: Role;
  /** Roles that this administrator may give. */
  readonly roles: readonly Role[];
  /** The name of the unit: it ends the names to sign in with that are proposed. */
  readonly unit: string;
  readonly taken: ReadonlySet<string>;
};

const USERNAME = /^[a-z0-9][a-z0-9._-]{2,39}$/;
const LONGEST_NAME = 300;

// By what stands in the column, folded; the first that fits.
const ORGANS: readonly (readonly [word: string, organ: Organ])[] = [
  ['hdnd', 'council'],
  ['hoi dong', 'council'],
  ['ubnd', 'committee'],
  ['uy ban', 'committee'],
  ['mttq', 'front'],
  ['mat tran', 'front'],
  ['dang', 'party'],
];
const ROLES: readonly (readonly [word: string, role: Role])[] = [
  ['quan tri', 'commune_admin'],
  ['van phong', 'commune_office'],
  ['van thu', 'commune_office'],
  ['cong chuc', 'commune_office'],
  ['lanh dao', 'commune_head'],
  ['bi thu', 'commune_head'],
  ['chu tich', 'commune_head'],
  ['thuong truc', 'commune_head'],
  ['mat tran', 'front'],
  ['duoc giao', 'assigned'],
];

/**
 * Users out of rows that were copied from a sheet: Họ và tên, then where they are given tên đăng nhập, cơ quan, vai trò. A
 * row without a name to sign in with gets a proposed one; a heading is left out; nothing is taken twice.
 */
export function readPastedUsers(text: string, setting: PasteSetting): readonly PastedUser[] {
  const taken = new Set(setting.taken);
  return text.split(/\r\n|\r|\n/).flatMap((raw, at): PastedUser[] => {
    const cells = raw.split('\t').map(normalizeLine);
    // The sheet's STT.
    if (cells.length > 1 && /^(\d*|s?tt)$/i.test(cells[0] ?? '')) cells.shift();
    const [name = '', given = '', organCell = '', roleCell = ''] = cells;
    if (name === '' || isHeading(name)) return [];
    const organ = found(ORGANS, organCell) ?? (organCell === '' ? setting.organ : undefined);
    const role = found(ROLES, roleCell) ?? (roleCell === '' ? setting.role : undefined);
    const username = given === '' ? proposed(name, setting.unit, taken) : given;
    const row = { line: at + 1, name, username, organ: organ ?? setting.organ, role: role ?? setting.role };
    const problem = problemOf(row, { organ, role, organCell, roleCell, taken, roles: setting.roles });
    if (problem !== undefined) return [{ ...row, problem }];
    taken.add(username);
    return [row];
  });
}

type Judged = {
  readonly organ: Organ | undefined;
  readonly role: Role | undefined;
  readonly organCell: string;
  readonly roleCell: string;
  readonly taken: ReadonlySet<string>;
  readonly roles: readonly Role[];
};

function problemOf(row: Pick<PastedUser, 'name' | 'username' | 'role'>, judged: Judged): string | undefined {
  const { organ, role, organCell, roleCell, taken, roles } = judged;
  if (row.name.length > LONGEST_NAME) return 'họ tên quá dài';
  if (!/\p{L}/u.test(row.name)) return 'cột đầu phải là họ và tên';
  if (!USERNAME.test(row.username)) return `tên đăng nhập “${row.username}” phải là chữ thường không dấu, từ 3 ký tự`;
  if (taken.has(row.username)) return `tên đăng nhập “${row.username}” đã có`;
  if (organ === undefined) return `không hiểu cơ quan “${organCell}” (Đảng ủy, HĐND, UBND, MTTQ)`;
  if (role === undefined) return `không hiểu vai trò “${roleCell}”`;
  return roles.includes(role) ? undefined : 'không được cấp vai trò này ở đơn vị';
}

function isHeading(name: string): boolean {
  return ['ho va ten', 'ho ten', 'ten', 'ho va ten can bo'].includes(foldForSearch(name));
}

function found<T>(words: readonly (readonly [word: string, value: T])[], cell: string): T | undefined {
  const folded = foldedWords(cell).join(' ');
  return folded === '' ? undefined : words.find(([word]) => folded.includes(word))?.[1];
}

/** `Nông Thị Đào` of Xã Suối Mẫu: `daont.suoimau`; where that is taken `daont2.suoimau`. */
function proposed(name: string, unit: string, taken: ReadonlySet<string>): string {
  const words = foldedWords(name);
  const initials = words.slice(0, -1).map((word) => word[0]);
  const own = `${words.at(-1) ?? ''}${initials.join('')}`.slice(0, 18);
  const place = foldedWords(unit.replace(/\(.*\)/, '')).filter(
    (word, at) => at > 0 || !['xa', 'phuong', 'tinh'].includes(word),
  );
  const of = place.length === 0 ? '' : `.${place.join('').slice(0, 18)}`;
  for (let number = 1; ; number += 1) {
    const username = `${own}${number === 1 ? '' : number}${of}`;
    if (!taken.has(username)) return username;
  }
}
