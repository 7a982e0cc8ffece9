import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { PROBLEMS } from '../../../contract/problems.ts';
import type { App, AppDeps } from '../app-deps.ts';

type Operation = { readonly summary?: string; readonly tags?: readonly string[] };

/** `/api/docs`: the contract as OpenAPI, and as a plain page without any script. */
export async function addDocs(app: App, { serverVer }: AppDeps): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gần Dân',
        version: serverVer,
        description: 'Refusals are application/problem+json; their numbers are listed at /api/docs.',
      },
    },
    transform: jsonSchemaTransform,
  });
  app.get('/api/docs/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(docsPage(app.swagger() as { paths?: Record<string, Record<string, Operation>> })),
  );
}

function docsPage({ paths = {} }: { readonly paths?: Record<string, Record<string, Operation>> }): string {
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, { summary = '', tags = [] }]) =>
        `<tr><td>${method.toUpperCase()}</td><td><code>${escaped(path)}</code></td><td>${escaped(summary)}</td><td>${escaped(tags.join(', '))}</td></tr>`,
    ),
  );
  const problems = Object.entries(PROBLEMS).map(
    ([name, { code, status, say }]) =>
      `<tr><td><code>${code}</code></td><td>${status}</td><td>${name}</td><td>${escaped(say({}))}</td></tr>`,
  );
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Gần Dân – API</title></head><body>
<h1>Gần Dân – API</h1>
<p><a href="/api/docs/openapi.json">OpenAPI (JSON)</a></p>
<table><thead><tr><th>Method</th><th>Path</th><th>Summary</th><th>Group</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>
<h2>Problems</h2>
<table><thead><tr><th>Code</th><th>Status</th><th>Name</th><th>Sentence</th></tr></thead><tbody>${problems.join('\n')}</tbody></table>
</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
