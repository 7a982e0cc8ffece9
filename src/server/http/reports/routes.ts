import * as z from 'zod/mini';
import { Uuid } from '../../../contract/scalars.ts';
import {
  OpenVisitAnswer,
  OpenVisitRequest,
  SessionsAnswer,
  SessionsQuery,
  VisitsAnswer,
  VisitsQuery,
} from '../../../contract/wire/drill-down.ts';
import { DutyQuery, DutyReport } from '../../../contract/wire/duties.ts';
import { ReceptionReport, ReportQuery } from '../../../contract/wire/reports.ts';
import { dutyReport } from '../../reports/duty-report.ts';
import { openVisit } from '../../reports/open-visit.ts';
import { receptionReport } from '../../reports/reception-report.ts';
import { sessionList } from '../../reports/session-list.ts';
import { visitList } from '../../reports/visit-list.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { REPORT_RATE } from '../limits.ts';
import { sendProblem } from '../problems.ts';
import { addSignedInRoutes, requireActive } from '../session-cookie.ts';

const tags = ['reports'];
const OfOne = z.object({ id: Uuid });

/** `/api/reports`: sums without content, the records behind them in coded fields, and one of them whole, which is logged. */
export function addReportRoutes(app: App, deps: AppDeps): void {
  addSignedInRoutes(app, deps, (routes) => {
    addReports(routes, deps);
    addLists(routes, deps);
    addOpening(routes, deps);
  });
}

function addReports(app: App, { auth, reach }: AppDeps): void {
  app.get(
    '/api/reports/receptions',
    {
      schema: {
        tags,
        summary: 'Receptions of a period, by unit, kind of session and matter',
        querystring: ReportQuery,
        response: { 200: ReceptionReport },
      },
      config: REPORT_RATE,
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const report = await receptionReport(auth, session.actor, request.query);
      return report.ok ? report.value : sendProblem(reply, report.error);
    },
  );
  app.get(
    '/api/reports/duties',
    {
      schema: {
        tags,
        summary: 'Duty days by unit, office, chair and month; the average of the province',
        querystring: DutyQuery,
        response: { 200: DutyReport },
      },
      config: REPORT_RATE,
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const report = await dutyReport(auth, session.actor, request.query);
      return report.ok ? report.value : sendProblem(reply, report.error);
    },
  );
}

function addLists(app: App, { auth, reach }: AppDeps): void {
  app.get(
    '/api/reports/visits',
    {
      schema: {
        tags,
        summary: 'The visits behind a figure, in coded fields',
        querystring: VisitsQuery,
        response: { 200: VisitsAnswer },
      },
      config: REPORT_RATE,
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const list = await visitList(auth, session.actor, request.query);
      return list.ok ? list.value : sendProblem(reply, list.error);
    },
  );
  app.get(
    '/api/reports/sessions',
    {
      schema: {
        tags,
        summary: 'The sessions behind a figure',
        querystring: SessionsQuery,
        response: { 200: SessionsAnswer },
      },
      config: REPORT_RATE,
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const list = await sessionList(auth, session.actor, request.query);
      return list.ok ? list.value : sendProblem(reply, list.error);
    },
  );
}

/** It writes to the log, and bears a reason in words: no address that proxies would write down. */
function addOpening(app: App, { auth, reach }: AppDeps): void {
  app.post(
    '/api/reports/visits/:id/open',
    {
      schema: {
        tags,
        summary: 'One visit whole; who opened it and why is logged first',
        params: OfOne,
        body: OpenVisitRequest,
        response: { 200: OpenVisitAnswer },
      },
      config: REPORT_RATE,
    },
    async (request, reply) => {
      const session = await requireActive(auth, request, reach.https);
      const opened = await openVisit(auth, session, request.params.id, request.body);
      return opened.ok ? opened.value : sendProblem(reply, opened.error);
    },
  );
}
