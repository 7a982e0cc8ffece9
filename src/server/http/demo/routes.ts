import { DemoAccounts, DemoProgress, DemoUserRequest, EnrolmentCode } from '../../../contract/wire/administration.ts';
import { SessionAnswer } from '../../../contract/wire/session.ts';
import { issueCode } from '../../auth/enrolment.ts';
import { startSession } from '../../auth/sessions.ts';
import { findUser } from '../../auth/users.ts';
import { DEMO_ACCOUNTS } from '../../demo/accounts.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { AUTH_RATE } from '../limits.ts';
import { sendProblem } from '../problems.ts';
import { setSessionCookie } from '../session-cookie.ts';

const tags = ['demo'];
const NOTHING = { done: 0, total: 0 } as const;

/** `/api/demo`: exists in the demo only. One tap enrols a phone or signs in as one of its invented people. */
export function addDemoRoutes(app: App, { auth, reach, demoProgress }: AppDeps): void {
  app.get(
    '/api/demo/accounts',
    { schema: { tags, summary: 'Invented people', response: { 200: DemoAccounts } } },
    async () => ({
      accounts: DEMO_ACCOUNTS.map(({ username, name, what, device }) => ({ username, name, what, device })),
    }),
  );
  app.get(
    '/api/demo/progress',
    { schema: { tags, summary: 'How much of the invented world is there', response: { 200: DemoProgress } } },
    async () => demoProgress?.() ?? { history: NOTHING, replay: NOTHING },
  );
  app.post(
    '/api/demo/enrol-code',
    {
      schema: { tags, summary: 'A fresh enrolment code', body: DemoUserRequest, response: { 200: EnrolmentCode } },
      config: AUTH_RATE,
    },
    async (request, reply) => {
      const user = await demoUser(request.body.username);
      return user === undefined ? sendProblem(reply, { problem: 'notFound' }) : issueCode(auth, user, null);
    },
  );
  app.post(
    '/api/demo/session',
    {
      schema: { tags, summary: 'Sign in without a password', body: DemoUserRequest, response: { 200: SessionAnswer } },
      config: AUTH_RATE,
    },
    async (request, reply) => {
      const user = await demoUser(request.body.username);
      if (user === undefined) return sendProblem(reply, { problem: 'notFound' });
      const made = await startSession(auth, { id: user.id, username: user.username, name: user.name }, null);
      setSessionCookie(reply, made.token, reach.https);
      return made.answer;
    },
  );

  async function demoUser(username: string) {
    const invented = DEMO_ACCOUNTS.some((account) => account.username === username);
    return invented ? findUser(auth, username) : undefined;
  }
}
