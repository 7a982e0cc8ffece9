import type { App, AppDeps } from '../app-deps.ts';
import { sendProblem } from '../problems.ts';

/** For whoever watches the server: alive, and able to work. */
export function addHealthRoutes(app: App, { auth, serverVer }: AppDeps): void {
  app.get('/healthz', { schema: { hide: true }, logLevel: 'silent' }, async () => ({
    status: 'ok',
    version: serverVer,
  }));
  app.get('/readyz', { schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) => {
    try {
      await auth.database.query('select 1 as ready');
      return { status: 'ready' };
    } catch {
      return sendProblem(reply, { problem: 'unavailable' });
    }
  });
}
