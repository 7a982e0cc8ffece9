import { v7 } from 'uuid';
import { chanceOf, visitCells } from '../../visits.ts';

const WRITER = { userId: '0d000000-0000-4000-8000-000000000001', name: 'Nông Thị Mẫu' };

/** The same visits as ours, in the clear. */
export function documents(count) {
  const chance = chanceOf(count);
  return Array.from({ length: count }, () => ({ id: v7(), n: 1, cells: visitCells(chance, WRITER) }));
}

/** Between two saves nobody may be measured by what the one before left to do. */
export async function timedSaves(count, save) {
  const seen = [];
  for (const [place, doc] of documents(count + WARM_UP).entries()) {
    const startedMs = performance.now();
    await save(doc);
    if (place >= WARM_UP) seen.push(performance.now() - startedMs);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return seen;
}

const WARM_UP = 10;
