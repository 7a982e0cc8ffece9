import type { RefusalGround } from '../../contract/records/codes.ts';
import type { ImportedForm } from '../../domain/receptions/imported-visit.ts';
import { REFUSAL_LABELS } from '../../domain/receptions/labels.ts';
import { PHRASES } from '../register/phrases.ts';

type Ground = (typeof RefusalGround)['_zod']['output'];

/** What the remarks of a row say of other parts of a visit; the rest of them is its note. */
export type ReadNote = Pick<ImportedForm, 'direction' | 'refusal' | 'earlier'> & { readonly note: string };

const EARLIER = /^Đã đến (\d{1,3}(?:\.\d{3})+|\d+) lần trước$/;
const GROUNDS = Object.entries(REFUSAL_LABELS) as readonly (readonly [Ground, string])[];

/** Reads what a register of ours writes into column 12 (row-texts.ts), line by line; other lines stay as they are. */
export function readNote(text: string): ReadNote {
  const lines = text === '' ? [] : text.split('\n');
  const left: string[] = [];
  let read: Omit<ReadNote, 'note'> = {};
  for (const line of lines) {
    const part = known(line);
    // Only the first of each; a note that repeats one stays a note.
    if (part === undefined || Object.keys(part).some((key) => key in read)) left.push(line);
    else read = { ...read, ...part };
  }
  return { ...read, note: left.join('\n') };
}

/** What a line says; an empty object where it says what follows from the record itself. */
function known(line: string): Omit<ReadNote, 'note'> | undefined {
  if (line === PHRASES.imported || line === PHRASES.noSession || line === PHRASES.sessionAwaited) return {};
  if (line === PHRASES.explained) return { direction: { kind: 'explain' } };
  const explained = after(line, `${PHRASES.explained}: `);
  if (explained !== undefined) return { direction: { kind: 'explain', to: explained } };
  const refused = after(line, `${PHRASES.refused}: `);
  if (refused !== undefined) return refusalIn(refused);
  const earlier = EARLIER.exec(line)?.[1];
  return earlier === undefined ? undefined : { earlier: { times: Number(earlier.replaceAll('.', '')) } };
}

function refusalIn(said: string): Pick<ReadNote, 'refusal'> | undefined {
  for (const [ground, label] of GROUNDS) {
    if (said === label) return { refusal: { ground } };
    const text = after(said, `${label} – `);
    if (text !== undefined) return { refusal: { ground, text } };
  }
  return undefined;
}

function after(text: string, start: string): string | undefined {
  return text.startsWith(start) && text.length > start.length ? text.slice(start.length) : undefined;
}
