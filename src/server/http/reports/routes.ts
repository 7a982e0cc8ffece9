import { DutyQuery, DutyReport } from '../../../contract/wire/duties.ts';
import { ReceptionReport, ReportQuery } from '../../../contract/wire/reports.ts';
import { dutyReport } from '../../reports/duty-report.ts';
import { receptionReport } from '../../reports/reception-report.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { REPORT_RATE } from '../limits.ts';
import { sendProblem } from '../problems.ts';
import { addSignedInRoutes, requireActive } from '../session-cookie.ts';

/** `/api/reports`: sums, no content. */
export function addReportRoutes(app: App, deps: AppDeps): void {
  addSignedInRoutes(app, deps, (routes) => addReports(routes, deps));
}

function addReports(app: App, { auth, reach }: AppDeps): void {
  app.get(
    '/api/reports/receptions',
    {
      schema: {
        tags: ['reports'],
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
        tags: ['reports'],
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
