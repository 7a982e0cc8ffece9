import path from 'node:path';
import ts from 'typescript';
import { type Finding, partAt } from './findings.ts';
import { findFloatingPromises } from './floating-promises.ts';
import { findWorldInPureFolders } from './pure-folders.ts';

/** The rules that need the compiler's types, over all files of the parts of the house below `root`. */
export function checkSources(root: string): Finding[] {
  const part = (tsconfigPath: string) => partAt(path.join(root, tsconfigPath));
  const tests = part('tests/tsconfig.json');
  const others = ['src/contract', 'src/domain', 'src', 'src/server'].map((folder) => part(`${folder}/tsconfig.json`));
  const worker = part('src/app/tsconfig.service-worker.json');

  // The options of the tests know both worlds, so one program types everything but the service worker, which has a
  // world of its own.
  const allButWorker = [tests, ...others].flatMap(({ fileNames }) => fileNames);
  return [...check(allButWorker, tests.options), ...check(worker.fileNames, worker.options)];
}

function check(fileNames: string[], options: ts.CompilerOptions): Finding[] {
  const program = ts.createProgram([...new Set(fileNames)], options);
  const checker = program.getTypeChecker();
  const own = new Set(fileNames);
  return program
    .getSourceFiles()
    .filter(({ fileName }) => own.has(fileName))
    .flatMap((file) => [...findFloatingPromises(file, checker), ...findWorldInPureFolders(file, checker)]);
}

if (process.argv[1] === import.meta.filename) {
  const root = path.resolve(import.meta.dirname, '../..');
  const findings = checkSources(root);
  for (const { file, line, rule, message } of findings) {
    console.error(`${path.relative(root, file)}:${line} ${rule}: ${message}`);
  }
  process.exitCode = findings.length > 0 ? 1 : 0;
}
