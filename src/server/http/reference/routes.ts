import {
  ReferenceAnswer,
  ReferenceChangeAnswer,
  ReferenceChangeRequest,
  ReferenceQuery,
} from '../../../contract/wire/reference.ts';
import { changeReference } from '../../reference/change-reference.ts';
import { readReference } from '../../reference/read-reference.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { sendProblem } from '../problems.ts';
import { addSignedInRoutes, requireActive } from '../session-cookie.ts';

const tags = ['reference'];

/** `/api/reference`: units, offices, duty calendars and days off, for administrators and for phones with a network. */
export function addReferenceRoutes(app: App, deps: AppDeps): void {
  addSignedInRoutes(app, deps, (routes) => addRoutes(routes, deps));
}

function addRoutes(app: App, { auth, syncDeps, reach }: AppDeps): void {
  app.get(
    '/api/reference',
    {
      schema: {
        tags,
        summary: 'Reference records of one unit, or of all that the asker sees, and the days off',
        querystring: ReferenceQuery,
        response: { 200: ReferenceAnswer },
      },
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const read = await readReference(syncDeps, session, request.query.unit);
      return read.ok ? read.value : sendProblem(reply, read.error);
    },
  );
  app.post(
    '/api/reference',
    {
      schema: {
        tags,
        summary: 'One change of a reference record; refused over any other version than the one that was on the screen',
        body: ReferenceChangeRequest,
        response: { 200: ReferenceChangeAnswer },
      },
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const changed = await changeReference(syncDeps, session, request.body);
      return changed.ok ? changed.value : sendProblem(reply, changed.error);
    },
  );
}
