// npm run replay [-- --folder <thư mục>] [-- --plant visit | figure]
//
// Five years of the reception of citizens in Cao Bằng once more, as individual records: the published totals CB01–CB12
// must come out of the province's report. `--plant` breaks one record or one published figure, to see it found.
import { parseArgs } from 'node:util';
import { PUBLISHED } from '../../src/domain/statistics/published-figures.ts';
import { compare, firstDifference } from './comparison.ts';
import { prepareFolder } from './folder.ts';
import { showEnd, showTables } from './print.ts';
import { Progress } from './progress.ts';
import { runReplay, STEPS } from './run-replay.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, plant: { type: 'string' } } });
const { plant } = values;
if (plant !== undefined && plant !== 'visit' && plant !== 'figure')
  throw new Error(`--plant là visit hoặc figure, không phải “${plant}”.`);

try {
  const folder = prepareFolder(values.folder);
  const startedAtMs = Date.now();
  const outcome = await runReplay(folder, new Progress(process.stdout, STEPS), plant === 'visit' ? 'visit' : undefined);
  const published =
    plant === 'figure'
      ? PUBLISHED.map((row) => (row.id === 'CB06' ? { ...row, value: row.value + 1 } : row))
      : PUBLISHED;
  const { report, plan, fleet, refused } = outcome;
  const comparison = compare(report, plan, { refused: refused.length, divergences: fleet.divergences() }, published);
  showTables(comparison, report);
  const difference = firstDifference(comparison);
  showEnd({ outcome, difference, folder, seconds: (Date.now() - startedAtMs) / 1000 });
  if (difference !== undefined) process.exitCode = 1;
} catch (error) {
  console.error(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exitCode = 1;
}
