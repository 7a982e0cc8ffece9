// What `npm run check` and `npm test` share: run a command, say how it went.
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

export const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs a command of node_modules/.bin (or `node`) in the package's folder.
 * @param {string} command
 * @param {{ silent?: boolean }} [options] silent: the output is handed back instead of shown
 * @returns {Promise<{ ok: boolean, output: string, seconds: string }>}
 */
export function run(command, { silent = false } = {}) {
  const startedAt = performance.now();
  const bin = path.join(root, 'node_modules/.bin');
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd: root,
      shell: true,
      stdio: silent ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        PATH: `${bin}${path.delimiter}${process.env.PATH}`,
        ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
      },
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      resolve({ ok: code === 0, output, seconds });
    });
  });
}
