import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** The policy of security.md §2; whatever breaks it breaks the journeys. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

export type StaticServer = { url: string; requests: string[]; stop(): Promise<void> };

/** Serves a built app without any server of ours; `/sync` and `/api` answer with their own path. */
export async function serveFolder(folder: string, port = 0): Promise<StaticServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${pathname}`);
    const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();
    const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
    if (/^\/(api|sync)\//.test(pathname)) {
      response.setHeader('content-type', 'text/plain').end(`server: ${request.method} ${pathname}`);
    } else if (isFile(file)) {
      response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
      response.setHeader('content-security-policy', contentSecurityPolicy);
      const isNamedByContent = pathname.startsWith('/assets/');
      response.setHeader('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
      createReadStream(file).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actualPort } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://localhost:${actualPort}`, requests, stop };
}
