import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
/**
 * Everything built, in a folder of the bench's own: `dist` belongs to whoever builds at the moment. Below the root, so
 * that packages are found; with a package.json, so that the server serves this folder's app.
 */
export const STAGE = path.join(root, 'node_modules/.cache/bench');

export const SERVER_FILE = path.join(STAGE, 'dist/server/main.js');
export const APP_FOLDER = path.join(STAGE, 'dist/app');

let built: Promise<void> | undefined;

/** Builds server, app and the bench's page as they are in the working tree now; once per run of the bench. */
export function buildStage(): Promise<void> {
  built ??= buildAll();
  return built;
}

async function buildAll(): Promise<void> {
  console.error('  building server, app and page …');
  rmSync(STAGE, { recursive: true, force: true });
  mkdirSync(STAGE, { recursive: true });
  writeFileSync(path.join(STAGE, 'package.json'), '{ "type": "module" }\n');
  await vite('--ssr', '--outDir', path.join(STAGE, 'dist/server'), '--emptyOutDir');
  await vite('--outDir', APP_FOLDER, '--emptyOutDir');
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'page'),
    base: '/bench/',
    logLevel: 'warn',
    build: { outDir: path.join(APP_FOLDER, 'bench'), emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
  });
}

function vite(...args: string[]): Promise<string> {
  const file = path.join(root, 'node_modules/vite/bin/vite.js');
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
  return finished(spawn(process.execPath, [file, 'build', '--logLevel', 'warn', ...args], options));
}

/** npm as a process. */
export function npm(...args: string[]): ChildProcess {
  return spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a process wrote, once it has ended well. */
export async function finished(child: ChildProcess): Promise<string> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}:\n${output}`);
  return output;
}
