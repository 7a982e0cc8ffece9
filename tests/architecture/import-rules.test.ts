import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type House = {
  mayImport: Record<string, string[]>;
  forbidden: (IForbiddenRuleType & { name: string })[];
  options: ICruiseOptions;
};

const house = path.resolve(import.meta.dirname, '../..');
const { mayImport, forbidden, options }: House = createRequire(import.meta.url)('./import-rules.cjs');
const folders = Object.keys(mayImport);

type Planted = { file: string; imports: string; breaks: string };

const crossings: Planted[] = folders.flatMap((folder) =>
  [...folders, 'tests']
    .filter((other) => other !== folder && !mayImport[folder]?.includes(other))
    .map((other) => ({
      file: `src/${folder}/crossing/to-${other}.ts`,
      imports: other === 'tests' ? '../../../tests/open.ts' : `../../${other}/inside/open.ts`,
      breaks: `${folder}-imports-only-its-row`,
    })),
);

const others: Planted[] = [
  { file: 'src/sync/p1.ts', imports: 'dexie', breaks: 'dexie-only-in-store' },
  { file: 'src/features/today/p2.ts', imports: 'dexie', breaks: 'dexie-only-in-store' },
  { file: 'src/store/p3.ts', imports: 'react', breaks: 'react-only-in-ui-features-app' },
  { file: 'src/documents/p4.ts', imports: 'react-dom', breaks: 'react-only-in-ui-features-app' },
  { file: 'src/store/p5.ts', imports: 'wouter', breaks: 'react-only-in-ui-features-app' },
  { file: 'src/features/today/p6.ts', imports: 'workbox-window', breaks: 'workbox-only-in-app' },
  { file: 'src/app/p7.ts', imports: 'fastify', breaks: 'server-only-in-server' },
  { file: 'src/store/p8.ts', imports: '@fastify/cookie', breaks: 'server-only-in-server' },
  { file: 'src/sync/p9.ts', imports: '@electric-sql/pglite', breaks: 'server-only-in-server' },
  { file: 'src/sync/p10.ts', imports: 'kysely', breaks: 'server-only-in-server' },
  { file: 'src/contract/p11.ts', imports: 'uuid', breaks: 'contract-imports-only-zod' },
  { file: 'src/domain/p12.ts', imports: 'zod', breaks: 'domain-imports-only-uuid' },
  { file: 'src/store/p13.ts', imports: 'node:fs', breaks: 'node-only-in-server' },
  { file: 'src/app/p14.ts', imports: 'path', breaks: 'node-only-in-server' },
  { file: 'src/features/today/p15.ts', imports: '../search/open.ts', breaks: 'features-do-not-import-each-other' },
  { file: 'src/store/p16.ts', imports: './p16b.ts', breaks: 'no-cycles' },
  { file: 'src/store/p17.ts', imports: './nowhere.ts', breaks: 'no-unknown-imports' },
  { file: 'src/server/p18.ts', imports: 'vitest', breaks: 'no-undeclared-packages' },
];

const allowed: [folder: string, imports: string][] = [
  ...Object.entries(mayImport).flatMap(([folder, row]) =>
    [folder, ...row].map((other): [string, string] => [folder, `../../${other}/inside/open.ts`]),
  ),
  ['contract', 'zod/mini'],
  ['domain', 'uuid'],
  ['store', 'dexie'],
  ['ui', 'react'],
  ['features', 'react-hook-form'],
  ['app', 'workbox-window'],
  ['server', 'node:fs'],
  ['server', 'pg'],
  ['server', '@fastify/static'],
];

let folder: string;
let violations: { rule: string; from: string }[];

const write = (file: string, ...imports: string[]): void => {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  // A type-only import must be seen too.
  writeFileSync(
    target,
    [...imports.map((from) => `import type {} from '${from}';`), 'export const open = 1;'].join('\n'),
  );
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'planted-imports-'));
  symlinkSync(path.join(house, 'node_modules'), path.join(folder, 'node_modules'));
  symlinkSync(path.join(house, 'package.json'), path.join(folder, 'package.json'));
  for (const each of folders) write(`src/${each}/inside/open.ts`);
  write('tests/open.ts');
  write('src/features/search/open.ts');
  write('src/store/p16b.ts', './p16.ts');
  for (const { file, imports } of [...crossings, ...others]) write(file, imports);
  allowed.forEach(([from, to], index) => {
    write(`src/${from}/inside/allowed-${index}.ts`, to);
  });
  const { output } = await cruise(['src'], { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } });
  violations = (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the order of folders', () => {
  it.each([...crossings, ...others])('$breaks: $file may not import $imports', ({ file, breaks }) => {
    expect(violations).toContainEqual({ rule: breaks, from: file });
  });
  it('has a planted violation for each of its rules', () => {
    const planted = new Set([...crossings, ...others].map(({ breaks }) => breaks));
    expect(forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
  });
  it('allows everything in the table', () => {
    expect(violations.filter(({ from }) => from.includes('/inside/'))).toEqual([]);
  });
});
