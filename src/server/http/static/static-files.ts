import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../problems.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The built app. Files named after their content never change; the page and its worker are asked for each time. */
export async function addStaticFiles(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const built = folder !== undefined && existsSync(path.join(folder, 'index.html'));
  if (built)
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders: (reply, file) => {
        const hashed = path.relative(folder, file).startsWith(`assets${path.sep}`);
        void reply.header('cache-control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      },
    });
  app.setNotFoundHandler((request, reply) => {
    // The app's own routes live in the page; the server's do not, and a missing file is missing.
    const ofServer = /^\/(api|sync)(\/|$)/.test(request.url) || path.extname(request.url.split('?', 1)[0] ?? '') !== '';
    if (built && request.method === 'GET' && !ofServer) return reply.sendFile('index.html');
    return sendProblem(reply, { problem: 'notFound' });
  });
}
