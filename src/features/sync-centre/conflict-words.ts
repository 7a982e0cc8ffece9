import type { Cells } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import {
  CAPACITY_LABELS,
  DIRECTION_LABELS,
  FIELD1_LABELS,
  FIELD2_LABELS,
  MATTER_LABELS,
  PERSON_ROLE_LABELS,
  PROGRESS_LABELS,
  REFUSAL_LABELS,
  SESSION_KIND_LABELS,
  SESSION_STATUS_LABELS,
  SEX_LABELS,
} from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';

const CODES: { readonly [code: string]: string } = {
  ...CAPACITY_LABELS,
  ...PERSON_ROLE_LABELS,
  ...FIELD2_LABELS,
  ...FIELD1_LABELS,
  ...REFUSAL_LABELS,
  ...PROGRESS_LABELS,
  ...DIRECTION_LABELS,
  ...SEX_LABELS,
  ...SESSION_STATUS_LABELS,
  ...SESSION_KIND_LABELS,
  ...MATTER_LABELS,
};

/** Groups and fields whose text is what a person wrote, never a code. */
const FREE = new Set(['name', 'text', 'content', 'request', 'note', 'reason', 'by', 'to', 'body', 'documentNo']);
const HIDDEN = new Set(['id', 'officialId', 'userId', 'villageId', 'order', 'dateSource']);
const FIELDS: { readonly [field: string]: string } = {
  came: 'số người',
  representatives: 'người đại diện',
  times: 'lần',
  sheets: 'tờ',
  year: 'năm',
  none: 'không có giấy tờ',
  complex: 'phức tạp',
};

/** The value of a merge group as a person reads it. */
export function sayValue(group: string, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return 'Để trống';
  return words(group.split('/').at(-1) ?? group, value);
}

function words(field: string, value: Json): string {
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value);
    return FREE.has(field) ? value : (CODES[value] ?? value);
  }
  if (typeof value === 'number') return field === 'year' ? String(value) : formatNumber(value);
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  if (Array.isArray(value)) return value.map((item) => words(field, item as Json)).join(', ');
  if (value === null) return 'Để trống';
  return Object.entries(value)
    .filter(([key, item]) => !HIDDEN.has(key) && item !== null && item !== '')
    .map(([key, item]) => {
      const said = words(key, item as Json);
      return FIELDS[key] === undefined ? said : `${FIELDS[key]}: ${said}`;
    })
    .join(', ');
}

/** Groups that a person may write anew in one line of text. */
export function isPlainText(group: string, cells: Cells, offered: Json): boolean {
  const field = group.split('/').at(-1) ?? group;
  const texts = ['content', 'request', 'note', 'chairOpinion', 'citizenView', 'attendees', 'name', 'address', 'phone'];
  return texts.includes(field) && typeof (cells[group] ?? '') === 'string' && typeof (offered ?? '') === 'string';
}
