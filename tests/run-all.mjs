// `npm test`: check, unit and component tests, simulation, build, journeys in a real browser, size budget.
// Goes on after a failure, and ends with one line that counts everything: what was skipped is said.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { check } from './check.mjs';
import { root, run } from './steps.mjs';

const results = path.join(root, 'test-results');
const unitReport = path.join(results, 'unit.json');
const journeyReport = path.join(results, 'journeys.json');

const total = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

const title = (name) => console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);

const count = ({ passed, failed, skipped }) => {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
};

/** A command that counts as one: it passes or fails as a whole. */
async function step(name, command) {
  title(name);
  const { ok } = await run(command);
  count({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
  if (!ok) notes.push(`failed: ${name}`);
  return ok;
}

/** A test runner that leaves a report with its own counts. */
async function suite(name, command, reportPath, read) {
  title(name);
  const { ok } = await run(command);
  if (!existsSync(reportPath)) {
    count({ passed: 0, failed: 1, skipped: 0 });
    notes.push(`failed: ${name} left no report`);
    return;
  }
  const { passed, failed, skipped, failedNames, skippedNames } = read(JSON.parse(readFileSync(reportPath, 'utf8')));
  // A runner may fail without a failed test, for instance by an error outside of any.
  count({ passed, failed: ok ? failed : Math.max(failed, 1), skipped });
  if (!ok) notes.push(`failed: ${name}`);
  notes.push(...failedNames.map((failedName) => `failed: ${failedName}`));
  notes.push(...skippedNames.map((skippedName) => `skipped: ${skippedName}`));
}

const readVitest = ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) => {
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({ status, title: `${path.relative(root, name)}: ${fullName}` })),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
    failedNames: titlesOf(tests, ['failed']),
    skippedNames: titlesOf(tests, ['skipped', 'pending', 'todo']),
  };
};

const readPlaywright = ({ stats, suites }) => {
  const tests = specsOf({ suites }).flatMap((spec) =>
    spec.tests.map(({ status }) => ({ status, title: `${spec.file}: ${spec.title}` })),
  );
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failedNames: titlesOf(tests, ['unexpected']),
    skippedNames: titlesOf(tests, ['skipped']),
  };
};

const titlesOf = (tests, wanted) =>
  tests.filter(({ status }) => wanted.includes(status)).map(({ title: name }) => name);

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

title('check');
const checked = await check();
count(checked);
if (checked.failed > 0) notes.push('failed: check');

const reporters = `--reporter=default --reporter=json --outputFile.json=${unitReport}`;
await suite('unit and component tests', `vitest run ${reporters}`, unitReport, readVitest);
if (!process.env.TEST_DATABASE_URL) notes.push('no PostgreSQL (TEST_DATABASE_URL): its tests ran on PGlite only');
await step('simulation', 'npm run --silent simulate');
if (await step('build', 'npm run --silent build')) {
  await suite('journeys in a real browser', 'playwright test', journeyReport, readPlaywright);
  await step('size budget', 'node tests/size-budget.mjs');
} else {
  notes.push('not run, for want of a build: journeys in a real browser, size budget');
}

console.log('');
for (const note of notes) console.log(note);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
