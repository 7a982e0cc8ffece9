import type { Cells, KindDefinition } from '../../src/contract/records/kind.ts';
import { receptionVisit } from '../../src/contract/records/reception-visit.ts';
import type { Json } from '../../src/contract/scalars.ts';
import { DENUNCIATION } from '../../src/domain/receptions/denunciation.ts';
import { reclassifyAsDenunciation } from '../../src/domain/receptions/edit-visit.ts';
import type { SimKind } from './sim-kind.ts';

/** A visit as the next version of the program will know it: what such a phone writes, today's server defers. */
export const nextVisit: KindDefinition = {
  ...receptionVisit,
  version: receptionVisit.version + 1,
  upConverters: { ...receptionVisit.upConverters, [receptionVisit.version]: (cells: Cells) => cells },
};

const PERSON = 'people/01980000-0000-7000-8000-00000000e001';
const RECEIVER = 'receivers/01980000-0000-7000-8000-00000000e002/holding';

/** A reception visit, judged by the real border of the real server. */
export const visitKind: SimKind = {
  definition: nextVisit,
  bucket: 'unit-base:committee',
  policy: DENUNCIATION,
  groups: [
    ...['content', 'request', 'chairOpinion', 'citizenView', 'note'],
    ...[`${PERSON}/name`, `${PERSON}/address`, RECEIVER],
  ],
  removed: `${PERSON}/removed`,
  // Whoever is only assigned single visits reads them (security.md §1).
  assignedWrites: false,
  shown: 'content',
  created: (user, spoilt, rng, word) => {
    const bad = spoilt ? '\u0000' : '';
    const cells: { [group: string]: Json } = {
      organ: 'committee',
      recordedBy: { userId: user, name: 'Người ghi' },
      matter: 'feedback',
      visited: { date: '2026-07-06' },
      headcount: { came: 1 },
      content: `${bad}${word()}`,
    };
    if (rng.chance(0.5)) cells.request = word();
    if (rng.chance(0.3)) cells[`${PERSON}/name`] = word();
    return cells;
  },
  redacted: (view) => {
    const change = reclassifyAsDenunciation(view, 'TC-7K2M');
    if (!change.ok) throw new Error(`a redaction was refused: ${change.error.tag}`);
    return change.value.patch;
  },
  valueOf: (group, word) => (group === RECEIVER ? { name: word, capacity: 'committee_chair' } : word),
  // PostgreSQL can hold no NUL (rule 31).
  spoilt: (word) => `\u0000${word}`,
  mended: (value) => (typeof value === 'string' ? value.replace('\u0000', '') : value),
};
