import * as z from 'zod/mini';
import {
  DemoAccounts,
  DemoProgress,
  DeviceList,
  EnrolmentCode,
  FirstRecoveryKey,
  KnownUnits,
  LogPage,
  QuarantineList,
  RecoveryKeyAnswer,
  SpaceList,
  UnitsAdded,
  UserList,
} from '../contract/wire/administration.ts';
import { OpenVisitAnswer, SessionsAnswer, VisitsAnswer } from '../contract/wire/drill-down.ts';
import { DutyReport } from '../contract/wire/duties.ts';
import { ReceptionReport } from '../contract/wire/reports.ts';
import { SessionAnswer } from '../contract/wire/session.ts';
import { ok, type Result } from '../domain/result.ts';
import type { AdminApi, FirstAdministratorApi } from '../features/admin/admin-api.ts';
import type { NoAnswer, ProvinceApi } from '../features/province/province-api.ts';
import { toBase64Url, utf8 } from '../store/vault/bytes.ts';
import { answerOf, queryText } from './net/answers.ts';
import { type HttpPorts, type HttpRequest, request } from './net/http.ts';
import { referenceDesk } from './net/reference-desk.ts';

/** What pages without local data ask of the server, in the session of this browser's cookie. */
export type BrowserApi = ProvinceApi &
  AdminApi &
  FirstAdministratorApi & {
    /** The invented people; undefined on a real server, or when nothing is reached. */
    readonly demoAccounts: () => Promise<z.infer<typeof DemoAccounts>['accounts'] | undefined>;
    readonly demoSignIn: (username: string) => Promise<Result<void, NoAnswer>>;
  };

const Id = z.object({ id: z.string() });
const Named = z.object({ username: z.string() });

/** `forgetDevice`: the cookie is a phone's no longer once somebody signs in by password. */
export function browserApi(ports: HttpPorts, forgetDevice: () => void, newId: () => string): BrowserApi {
  const ask = async <T>(wanted: HttpRequest<T>): Promise<Result<T, NoAnswer>> => answerOf(await request(ports, wanted));
  const get = <T>(path: string, answer: z.ZodMiniType<T>) => ask({ method: 'GET', path, answer });
  const post = <T>(path: string, body: unknown, answer: z.ZodMiniType<T>) =>
    ask({ method: 'POST', path, body, answer });
  const tell = (path: string, body: unknown) => ask<undefined>({ method: 'POST', path, body });

  const signedIn = async (path: string, body: unknown) => {
    forgetDevice();
    const answer = await post(path, body, SessionAnswer);
    // Again: the phone's own sync may have signed in meanwhile, and the answer has replaced its cookie.
    forgetDevice();
    return answer.ok ? ok(answer.value.profile) : answer;
  };

  return {
    desk: referenceDesk((wanted) => request(ports, wanted), newId),
    profile: async () => {
      const answer = await get('/api/session', SessionAnswer);
      return answer.ok ? ok(answer.value.profile) : answer;
    },
    signIn: (username, password) => signedIn('/api/session/password', { username, password }),
    signOut: async () => {
      forgetDevice();
      await ask({ method: 'DELETE', path: '/api/session' });
    },
    report: (query) => get(`/api/reports/receptions?${queryText(query)}`, ReceptionReport),
    duties: (query) => get(`/api/reports/duties?${queryText(query)}`, DutyReport),
    visits: (query) => get(`/api/reports/visits?${queryText(query)}`, VisitsAnswer),
    sessions: (query) => get(`/api/reports/sessions?${queryText(query)}`, SessionsAnswer),
    openVisit: (id, request) => post(`/api/reports/visits/${id}/open`, request, OpenVisitAnswer),
    demoAccounts: async () => {
      const answer = await get('/api/demo/accounts', DemoAccounts);
      return answer.ok ? answer.value.accounts : undefined;
    },
    demoProgress: async () => {
      const answer = await get('/api/demo/progress', DemoProgress);
      return answer.ok ? answer.value : undefined;
    },
    demoSignIn: async (username) => {
      const done = await signedIn('/api/demo/session', { username });
      return done.ok ? ok(undefined) : done;
    },
    spaces: () => get('/api/admin/spaces', SpaceList),
    users: () => get('/api/admin/users', UserList),
    addUser: (user) => post('/api/admin/users', user, Id),
    changeGrants: (id, memberships) => tell(`/api/admin/users/${id}/grants`, { memberships }),
    lockUser: (id, locked) => tell(`/api/admin/users/${id}/lock`, { locked }),
    issueCode: (id) => post(`/api/admin/users/${id}/enrolment-code`, {}, EnrolmentCode),
    devices: () => get('/api/admin/devices', DeviceList),
    lockDevice: (id, locked) => tell(`/api/admin/devices/${id}/lock`, { locked }),
    revokeDevice: (id, wipe) => tell(`/api/admin/devices/${id}/revoke`, { wipe }),
    quarantine: () => get('/api/admin/quarantine', QuarantineList),
    decide: ({ space, id }, decision) => tell(`/api/admin/quarantine/${id}`, { space, decision }),
    knownUnits: () => get('/api/admin/known-units', KnownUnits),
    addKnownUnits: () => post('/api/admin/known-units', {}, UnitsAdded),
    log: (query) => {
      const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
      return get(`/api/admin/log?${new URLSearchParams(asked)}`, LogPage);
    },
    firstPassword: (token, password) => post('/api/admin/first-password', { token, password }, Named),
    recoveryKey: () => get('/api/admin/recovery-key', RecoveryKeyAnswer),
    firstRecoveryKey: () => post('/api/admin/recovery-key/first', {}, FirstRecoveryKey),
    replaceRecoveryKey: (publicKey, firstKept) =>
      post('/api/admin/recovery-key', { publicKey, firstKept }, RecoveryKeyAnswer),
    noteRecoveryAnswer: (vault) => tell('/api/admin/recovery-answers', vault),
    enrolAddress: ({ username, code }) => {
      const fragment = toBase64Url(utf8(JSON.stringify({ u: username, c: code })));
      return `${location.origin}/#enrol=${fragment}`;
    },
  };
}
