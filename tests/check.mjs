// `npm run check`: everything a machine can say about the source without running it, two commands at a time.
import { run } from './steps.mjs';

const parts = [
  ['types', 'tsc -b'],
  ['floating promises and pure folders', 'tsx tests/architecture/check-sources.ts'],
  ['format and lint', 'biome check --error-on-warnings'],
  ['import rules', 'depcruise src --config tests/architecture/import-rules.cjs'],
  ['unused code', 'knip'],
];

/** @returns {Promise<{ passed: number, failed: number, skipped: number }>} */
export async function check() {
  const waiting = [...parts];
  let failed = 0;
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const [name, command] = part;
      const { ok, output, seconds } = await run(command, { silent: true });
      console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (!ok) console.log(output);
      if (!ok) failed += 1;
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: parts.length - failed, failed, skipped: 0 };
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await check();
  process.exitCode = failed > 0 ? 1 : 0;
}
