import type { MatterKind } from '../../contract/records/codes.ts';
import { LARGE_GROUP_FROM } from '../../domain/receptions/large-group.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { foldedWords, foldForSearch } from '../../domain/text/fold.ts';

/** What a cell of kinds and numbers says. `proposalOrFeedback`: "KNPA", which the content decides. */
export type ReadKind = {
  readonly matter: MatterKind | 'proposalOrFeedback' | undefined;
  readonly came?: number;
  readonly representatives?: number;
  readonly largeGroup?: boolean;
};

const NUMBER = String.raw`(\d{1,3}(?:\.\d{3})+|\d+)`;
const REPRESENTATIVES = new RegExp(`${NUMBER}\\s*nguoi dai dien`);
const PEOPLE = new RegExp(`${NUMBER}\\s*(?:nguoi|cong dan|luot nguoi)`);
const LONE_NUMBER = new RegExp(`(?:^|[^\\d.])${NUMBER}(?:[^\\d.]|$)`);
const NO_LARGE_GROUP = /khong (?:tinh la |phai la |phai )?doan dong nguoi/;
const LARGE_GROUP = /doan dong nguoi|dong nguoi/;

/** Words that say nothing of the kind. */
const NEUTRAL = new Set(
  'don dk vu viec loai nguoi cong dan luot dai dien doan dong khong tinh la phai so lan va khac x'.split(' '),
);
const BOTH = 'proposalOrFeedback';

type Matter = NonNullable<ReadKind['matter']>;

/** Phrases of a kind, folded; the first that is found counts, so the longer and the graver stand first. */
const PHRASES: readonly (readonly [RegExp, Matter])[] = [
  [/\bto cao\b|\btc\b/, 'denunciation'],
  [/\bkn ?pa\b|\bknpa\b|\bkien nghi va phan anh\b|\bkien nghi phan anh\b|\bphan anh kien nghi\b/, BOTH],
  [/\bkhieu nai\b|\bkn\b/, 'complaint'],
  [/\bkien nghi\b|\bde nghi\b/, 'proposal'],
  [/\bphan anh\b|\bpa\b/, 'feedback'],
  [/\bchua phan loai\b/, 'unclassified'],
];

/**
 * `Khiếu nại; 7 người, 2 người đại diện – đoàn đông người`, `KN`, `KNPA/3`, `TC`. In a register KN is khiếu nại (guidance of
 * the form: KN/TC/KNPA). Whatever speaks of tố cáo is one; two other kinds in one cell are an error, no guess.
 */
export function readKind(text: string): Result<ReadKind, string> {
  const folded = foldForSearch(text.normalize('NFC'));
  const representatives = numberIn(REPRESENTATIVES, folded);
  const rest = folded.replace(REPRESENTATIVES, ' ');
  const came = numberIn(PEOPLE, rest) ?? numberIn(LONE_NUMBER, rest);
  const matter = matterIn(foldedWords(text.replace(/\d+/g, ' ')).join(' '));
  if (!matter.ok) return matter;
  return ok({
    matter: matter.value,
    ...(came === undefined ? {} : { came }),
    ...(representatives === undefined ? {} : { representatives }),
    ...largeGroupIn(folded, came ?? 1),
  });
}

function matterIn(words: string): Result<ReadKind['matter'], string> {
  let left = words;
  const found: Matter[] = [];
  for (const [phrase, matter] of PHRASES) {
    if (!phrase.test(left)) continue;
    found.push(matter);
    left = left.replaceAll(new RegExp(phrase, 'g'), ' ');
  }
  const [first, second] = found;
  if (first === 'denunciation') return ok(first);
  if (second !== undefined) return err('ghi nhiều loại trong một ô');
  if (first !== undefined) return ok(first);
  const unknown = left.split(' ').filter((word) => word !== '' && !NEUTRAL.has(word));
  return unknown.length === 0 ? ok(undefined) : err('không rõ loại (Khiếu nại, Tố cáo, Kiến nghị, Phản ánh)');
}

/** Only what the number of people does not say by itself. */
function largeGroupIn(folded: string, came: number): Pick<ReadKind, 'largeGroup'> {
  if (NO_LARGE_GROUP.test(folded)) return { largeGroup: false };
  return LARGE_GROUP.test(folded) && came < LARGE_GROUP_FROM ? { largeGroup: true } : {};
}

function numberIn(pattern: RegExp, folded: string): number | undefined {
  const match = pattern.exec(folded)?.[1];
  return match === undefined ? undefined : Number(match.replaceAll('.', ''));
}

/** Whether a text speaks of a denunciation at all. */
export function speaksOfDenunciation(text: string): boolean {
  return /\bto cao\b/.test(foldedWords(text).join(' '));
}

/** Whether a text begins as one: what a book without a column of kinds says first. */
export function beginsAsDenunciation(text: string): boolean {
  return /^(?:don )?to cao\b/.test(foldedWords(text).join(' '));
}

/** "KNPA" by its content: phản ánh where it says so and asks for nothing, else kiến nghị. */
export function proposalOrFeedback(content: string): 'proposal' | 'feedback' {
  const words = foldedWords(content).join(' ');
  return /\bphan anh\b/.test(words) && !/\b(?:kien|de) nghi\b/.test(words) ? 'feedback' : 'proposal';
}
