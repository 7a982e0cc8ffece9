// `npm run dev`: the server (restarted on each change) and vite, which passes /api and /sync on to it.
import { spawn } from 'node:child_process';
import path from 'node:path';

const bin = path.resolve(import.meta.dirname, '../../node_modules/.bin');
const commands = [['tsx', 'watch', 'src/server/main.ts', 'demo'], ['vite']];
const children = commands.map(([command, ...args]) =>
  spawn(path.join(bin, command), args, { stdio: 'inherit', shell: process.platform === 'win32' }),
);
const stopAll = () => {
  for (const child of children) child.kill();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopAll);
for (const child of children) child.on('exit', stopAll);
