import { EnrolAnswer, EnrolRequest } from '../../../contract/wire/session.ts';
import { enrol } from '../../auth/enrolment.ts';
import { startSession } from '../../auth/sessions.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { AUTH_RATE } from '../limits.ts';
import { sendProblem } from '../problems.ts';
import { setSessionCookie } from '../session-cookie.ts';

/** `/api/enrol`: name and one-time code make a device of a phone. It is signed in at once. */
export function addEnrolRoutes(app: App, { auth, reach }: AppDeps): void {
  app.post(
    '/api/enrol',
    {
      schema: { tags: ['enrolment'], summary: 'Enrol a device', body: EnrolRequest, response: { 200: EnrolAnswer } },
      config: AUTH_RATE,
    },
    async (request, reply) => {
      const made = await enrol(auth, request.body, request.ip);
      if (!made.ok) return sendProblem(reply, made.error);
      const { deviceId } = made.value.certificate.body;
      const { token } = await startSession(auth, made.value.profile.user, deviceId);
      setSessionCookie(reply, token, reach.https);
      return made.value;
    },
  );
}
