import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atMost, type Measure } from '../measure.ts';
import { APP_FOLDER, buildStage, finished } from '../stage.ts';

const tests = path.resolve(import.meta.dirname, '../..');

export const firstLoad: Measure = {
  name: 'first-load',
  title: 'JavaScript before the first usable screen, gzip',
  run: async () => {
    await buildStage();
    return [
      {
        what: 'JavaScript before the first usable screen',
        unit: 'kB',
        values: [await sizeOfFirstLoad()],
        promise: atMost(170, 'kB'),
      },
    ];
  },
};

/** tests/size-budget.mjs counts; it is shown the bench's own build in the place of `dist`. */
async function sizeOfFirstLoad(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gan-dan-size-'));
  try {
    cpSync(APP_FOLDER, path.join(folder, 'dist/app'), { recursive: true });
    rmSync(path.join(folder, 'dist/app/bench'), { recursive: true, force: true });
    for (const file of ['size-budget.mjs', 'steps.mjs'])
      cpSync(path.join(tests, file), path.join(folder, 'tests', file));
    const script = path.join(folder, 'tests/size-budget.mjs');
    const output = await finished(spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] })).catch(
      String,
    );
    console.error(output.trimEnd());
    const size = /before the first screen: ([\d.]+) kB/.exec(output)?.[1];
    if (size === undefined) throw new Error('tests/size-budget.mjs did not say a size');
    return Number(size);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
