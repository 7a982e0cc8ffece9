import { afterEach, expect, vi } from 'vitest';

// Node reads TZ when a process starts; were it ignored, the domain tests would run twice in the same zone.
const expectedTimeZone = process.env.TZ;
if (expectedTimeZone && new Intl.DateTimeFormat().resolvedOptions().timeZone !== expectedTimeZone) {
  throw new Error(`this process does not run in the time zone ${expectedTimeZone}`);
}

// What is reported to the console is a defect, unless a test expects it with `vi.spyOn(console, 'error')`.
const reports: string[] = [];
for (const level of ['error', 'warn'] as const) {
  console[level] = (...words: unknown[]) => {
    reports.push(
      `console.${level}: ${words.map((word) => (word instanceof Error ? word.stack : String(word))).join(' ')}`,
    );
  };
}

afterEach(() => {
  vi.restoreAllMocks();
  const unexpected = reports.splice(0);
  expect(unexpected, 'unexpected output on the console').toEqual([]);
});
