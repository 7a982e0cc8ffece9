// JavaScript before the first usable screen, gzip: a commune's phone loads it once over 3G, and parses it each day.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './steps.mjs';

const KB = 1024;
const FIRST_SCREEN_TARGET = 170 * KB;
const FIRST_SCREEN_LIMIT = 200 * KB;
const LAZY_LIMIT = 1.5 * KB * KB;

/** Modules that the app imports dynamically and yet needs before its first screen can be used. */
const alsoNeededAtStart = [];

const dist = path.join(root, 'dist/app');
const read = (file) => readFileSync(path.join(dist, file), 'utf8');
const manifest = JSON.parse(read('.vite/manifest.json'));
const gzipSize = (file) => gzipSync(read(file), { level: 9 }).length;

/** The chunk's file and those it imports statically. */
const withImports = (key, seen = new Set()) => {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) withImports(imported, seen);
  return seen;
};

const keyOfSource = (source) => {
  if (!manifest[source]) throw new Error(`size budget: the build knows no module ${source}`);
  return source;
};

/** Workers are in no manifest; a chunk that starts one names its file. */
const workersIn = (file) =>
  [...read(file).matchAll(/new (?:Shared)?Worker\(new URL\([`"']\/?(assets\/[^`"']+\.js)/g)].map(
    ([, worker]) => worker,
  );

const preloadedIn = (page) => [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file);

const startKeys = ['index.html', ...alsoNeededAtStart.map(keyOfSource)];
const chunks = new Set([
  ...startKeys.flatMap((key) => [...withImports(key)]).map((key) => manifest[key].file),
  ...preloadedIn(read('index.html')),
]);
const first = new Set([...chunks, ...[...chunks].flatMap(workersIn)].filter((file) => file.endsWith('.js')));
const lazy = readdirSync(path.join(dist, 'assets'))
  .map((file) => `assets/${file}`)
  .filter((file) => file.endsWith('.js') && !first.has(file));

const kB = (bytes) => `${(bytes / KB).toFixed(1)} kB`;
const sum = (files) => [...files].reduce((bytes, file) => bytes + gzipSize(file), 0);

for (const file of first) console.log(`  ${kB(gzipSize(file)).padStart(9)}  ${file}`);
const firstSize = sum(first);
const lazySize = sum(lazy);
console.log(
  `before the first screen: ${kB(firstSize)} of ${kB(FIRST_SCREEN_LIMIT)} (target ${kB(FIRST_SCREEN_TARGET)})`,
);
console.log(`later, kept for use without a network: ${kB(lazySize)} of ${kB(LAZY_LIMIT)}`);

const isWithin = firstSize <= FIRST_SCREEN_LIMIT && lazySize <= LAZY_LIMIT;
if (!isWithin) console.error('The size budget is exceeded.');
else if (firstSize > FIRST_SCREEN_TARGET) console.log('above the target, below the limit');
process.exitCode = isWithin ? 0 : 1;
