import * as z from 'zod/mini';
import { Uuid } from '../../../contract/scalars.ts';
import {
  DeviceList,
  EnrolmentCode,
  FirstPasswordRequest,
  FirstRecoveryKey,
  GrantsRequest,
  KnownUnits,
  LockRequest,
  LogPage,
  LogQuery,
  NewSpaceRequest,
  NewUserRequest,
  QuarantineDecision,
  QuarantineList,
  RecoveryAnsweredRequest,
  RecoveryKeyAnswer,
  RecoveryKeyRequest,
  RevokeRequest,
  SpaceList,
  UnitsAdded,
  UserList,
} from '../../../contract/wire/administration.ts';
import { may } from '../../../domain/permissions/may.ts';
import {
  addUser,
  changeDevice,
  changeGrants,
  devicesFor,
  managedUser,
  setUserLock,
  usersFor,
} from '../../auth/administration.ts';
import { issueCode } from '../../auth/enrolment.ts';
import { noteEvent } from '../../auth/events.ts';
import { spendFirstLink } from '../../auth/first-administrator.ts';
import { decide, listQuarantine } from '../../auth/quarantine.ts';
import { firstRecoveryKey, recoveryKey, replaceRecoveryKey } from '../../auth/server-keys.ts';
import type { Session } from '../../auth/sessions.ts';
import { readLog } from '../../log/read-log.ts';
import { endedUnits } from '../../reference/ended-units.ts';
import { addKnownUnits, knownUnits } from '../../reference/known-units.ts';
import { createSpaces, listSpaces } from '../../storage/spaces.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { AUTH_RATE, REPORT_RATE } from '../limits.ts';
import { RefusedError, sendProblem } from '../problems.ts';
import { addSignedInRoutes, requireActive } from '../session-cookie.ts';

const tags = ['administration'];
const OfOne = z.object({ id: Uuid });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

/** `/api/admin`: users, devices, what waits, the recovery key. Each answer is limited to what the administrator manages. */
export function addAdminRoutes(app: App, deps: AppDeps): void {
  addFirstPassword(app, deps);
  addSignedInRoutes(app, deps, (routes) => {
    addUserRoutes(routes, deps);
    addDeviceRoutes(routes, deps);
    addProvinceRoutes(routes, deps);
    addKnownUnitRoutes(routes, deps);
    addLogRoute(routes, deps);
  });
}

function addFirstPassword(app: App, { auth }: AppDeps): void {
  app.post(
    '/api/admin/first-password',
    { schema: { tags, summary: 'The one-time link of a new server', body: FirstPasswordRequest }, config: AUTH_RATE },
    async (request, reply) => {
      const used = await spendFirstLink(auth, request.body.token, request.body.password);
      return used.ok ? used.value : sendProblem(reply, used.error);
    },
  );
}

function addUserRoutes(app: App, { auth, reach }: AppDeps): void {
  const active = (request: Parameters<typeof requireActive>[1]) => requireActive(auth, request, reach.https);
  app.get('/api/admin/users', { schema: { tags, summary: 'Users', response: { 200: UserList } } }, async (request) =>
    usersFor(auth, await active(request)),
  );
  app.post(
    '/api/admin/users',
    { schema: { tags, summary: 'Add a user', body: NewUserRequest, response: { 200: OfOne } } },
    async (request, reply) => {
      const made = await addUser(auth, await active(request), request.body);
      return made.ok ? made.value : sendProblem(reply, made.error);
    },
  );
  app.post(
    '/api/admin/users/:id/grants',
    {
      schema: { tags, summary: 'Other duties for a user', params: OfOne, body: GrantsRequest, response: { 200: Done } },
    },
    async (request, reply) => {
      const set = await changeGrants(auth, await active(request), request.params.id, request.body);
      return set.ok ? done : sendProblem(reply, set.error);
    },
  );
  app.post(
    '/api/admin/users/:id/lock',
    { schema: { tags, summary: 'Lock or unlock a user', params: OfOne, body: LockRequest, response: { 200: Done } } },
    async (request, reply) => {
      const set = await setUserLock(auth, await active(request), request.params.id, request.body.locked);
      return set.ok ? done : sendProblem(reply, set.error);
    },
  );
  app.post(
    '/api/admin/users/:id/enrolment-code',
    { schema: { tags, summary: 'A one-time code for a phone', params: OfOne, response: { 200: EnrolmentCode } } },
    async (request, reply) => {
      const session = await active(request);
      const user = await managedUser(auth, session, 'enrolment.issue', request.params.id);
      if (!user.ok) return sendProblem(reply, user.error);
      await noteEvent(auth, session.user.id, 'enrolment.issued', user.value.id);
      return issueCode(auth, user.value, session.user.id);
    },
  );
}

function addDeviceRoutes(app: App, { auth, reach, syncDeps }: AppDeps): void {
  const active = (request: Parameters<typeof requireActive>[1]) => requireActive(auth, request, reach.https);
  app.get(
    '/api/admin/devices',
    { schema: { tags, summary: 'Devices', response: { 200: DeviceList } } },
    async (request) => devicesFor(auth, await active(request)),
  );
  app.post(
    '/api/admin/devices/:id/lock',
    { schema: { tags, summary: 'Lock or unlock a device', params: OfOne, body: LockRequest, response: { 200: Done } } },
    async (request, reply) => {
      const { locked } = request.body;
      const set = await changeDevice(auth, await active(request), request.params.id, { locked });
      return set.ok ? done : sendProblem(reply, set.error);
    },
  );
  app.post(
    '/api/admin/devices/:id/revoke',
    { schema: { tags, summary: 'Withdraw a device', params: OfOne, body: RevokeRequest, response: { 200: Done } } },
    async (request, reply) => {
      const revoked = { wipe: request.body.wipe };
      const set = await changeDevice(auth, await active(request), request.params.id, { revoked });
      return set.ok ? done : sendProblem(reply, set.error);
    },
  );
  app.get(
    '/api/admin/quarantine',
    { schema: { tags, summary: 'What waits for an administrator', response: { 200: QuarantineList } } },
    async (request) => listQuarantine(auth, await active(request)),
  );
  app.post(
    '/api/admin/quarantine/:id',
    {
      schema: { tags, summary: 'Accept or discard', params: OfOne, body: QuarantineDecision, response: { 200: Done } },
    },
    async (request, reply) => {
      const session = await active(request);
      const { id } = request.params;
      const { space, decision } = request.body;
      const decided = await decide(auth, syncDeps, session, { space, id, decision });
      if (!decided.ok) return sendProblem(reply, decided.error);
      await noteEvent(auth, session.user.id, `quarantine.${decision}`, id);
      return done;
    },
  );
}

/** The session of an administrator of the province; everybody else is refused. */
function provinceSession({ auth, reach }: AppDeps) {
  const province = { space: auth.root, provinceSpace: auth.root };
  return async (request: Parameters<typeof requireActive>[1]): Promise<Session> => {
    const session = await requireActive(auth, request, reach.https);
    if (!may(session.actor, 'policy.write', province)) throw new RefusedError({ problem: 'forbidden' });
    return session;
  };
}

function addKnownUnitRoutes(app: App, deps: AppDeps): void {
  const { auth, syncDeps } = deps;
  const asProvince = provinceSession(deps);
  app.get(
    '/api/admin/known-units',
    { schema: { tags, summary: 'A list of real units, and which are there', response: { 200: KnownUnits } } },
    async (request, reply) => {
      await asProvince(request);
      const known = await knownUnits(auth);
      return known.ok ? known.value : sendProblem(reply, known.error);
    },
  );
  app.post(
    '/api/admin/known-units',
    { schema: { tags, summary: 'Add those that are not there', response: { 200: UnitsAdded } } },
    async (request, reply) => {
      const added = await addKnownUnits(auth, syncDeps, await asProvince(request));
      return added.ok ? added.value : sendProblem(reply, added.error);
    },
  );
}

function addProvinceRoutes(app: App, deps: AppDeps): void {
  const { auth, syncDeps, reach } = deps;
  const asProvince = provinceSession(deps);
  app.get(
    '/api/admin/spaces',
    { schema: { tags, summary: 'Units', response: { 200: SpaceList } } },
    async (request) => {
      await requireActive(auth, request, reach.https);
      return { spaces: await listSpaces(auth.database, auth.root), ended: await endedUnits(syncDeps) };
    },
  );
  app.post(
    '/api/admin/spaces',
    { schema: { tags, summary: 'Add a unit', body: NewSpaceRequest, response: { 200: Done } } },
    async (request) => {
      const session = await asProvince(request);
      await createSpaces(auth.database, auth.root, [request.body.space]);
      await noteEvent(auth, session.user.id, 'space.created', request.body.space.id);
      return done;
    },
  );
  app.get(
    '/api/admin/recovery-key',
    { schema: { tags, summary: 'The public recovery key', response: { 200: RecoveryKeyAnswer } } },
    async (request) => {
      await asProvince(request);
      return { publicKey: await recoveryKey(auth.database, auth.root) };
    },
  );
  app.post(
    '/api/admin/recovery-key',
    {
      schema: {
        tags,
        summary: 'Set the public recovery key',
        body: RecoveryKeyRequest,
        response: { 200: RecoveryKeyAnswer },
      },
    },
    async (request, reply) => {
      const session = await asProvince(request);
      const { publicKey, firstKept = false } = request.body;
      const replaced = await replaceRecoveryKey(auth.database, auth.root, { publicKey, firstKept });
      if (!replaced) return sendProblem(reply, { problem: 'malformed' });
      await noteEvent(auth, session.user.id, 'recovery-key.replaced', auth.root);
      return { publicKey };
    },
  );
  app.post(
    '/api/admin/recovery-key/first',
    { schema: { tags, summary: "The server's own first recovery key", response: { 200: FirstRecoveryKey } } },
    async (request) => {
      const session = await asProvince(request);
      const first = await firstRecoveryKey(auth.database, auth.root);
      if (first === undefined) return {};
      await noteEvent(auth, session.user.id, 'recovery-key.first-shown', auth.root);
      return { first };
    },
  );
  app.post(
    '/api/admin/recovery-answers',
    {
      schema: {
        tags,
        summary: 'A recovery request is answered',
        body: RecoveryAnsweredRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const session = await asProvince(request);
      const { space, user, installation } = request.body;
      // Whoever a restored server has forgotten is helped too: the vault's owner is proved by his slot, not by our list.
      await noteEvent(auth, session.user.id, 'recovery.answered', [space, user, installation].join('/'));
      return done;
    },
  );
}

function addLogRoute(app: App, { auth, reach }: AppDeps): void {
  app.get(
    '/api/admin/log',
    {
      schema: { tags, summary: 'Who did what when, newest first', querystring: LogQuery, response: { 200: LogPage } },
      config: REPORT_RATE,
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const page = await readLog(auth, session, request.query);
      return page.ok ? page.value : sendProblem(reply, page.error);
    },
  );
}
