import type { DemoAccounts, DemoProgress } from '../../contract/wire/administration.ts';
import type {
  OpenVisitAnswer,
  OpenVisitRequest,
  SessionsAnswer,
  SessionsQuery,
  VisitsAnswer,
  VisitsQuery,
} from '../../contract/wire/drill-down.ts';
import type { DutyQuery, DutyReport } from '../../contract/wire/duties.ts';
import type { ReceptionReport, ReportQuery } from '../../contract/wire/reports.ts';
import type { Profile } from '../../contract/wire/session.ts';
import type { Result } from '../../domain/result.ts';

/** Why an answer did not come: the sentence to show. `signed-out`: sign in first. */
export type NoAnswer = { readonly tag: 'signed-out' | 'refused' | 'unreachable'; readonly words: string };

/** There is nothing on the page to be put into a file. */
export const NOT_LOADED: NoAnswer = { tag: 'refused', words: 'Chưa có số liệu để xuất. Bấm Làm mới rồi thử lại.' };

/** One of the invented people of the demo. */
export type DemoPerson = (typeof DemoAccounts)['_zod']['output']['accounts'][number];

/** What these pages ask of the server; `app` brings it. */
export type ProvinceApi = {
  readonly profile: () => Promise<Result<Profile, NoAnswer>>;
  readonly signIn: (username: string, password: string) => Promise<Result<Profile, NoAnswer>>;
  readonly signOut: () => Promise<void>;
  readonly report: (query: ReportQuery) => Promise<Result<ReceptionReport, NoAnswer>>;
  readonly duties: (query: DutyQuery) => Promise<Result<DutyReport, NoAnswer>>;
  /** The records behind a figure, in coded fields. */
  readonly visits: (query: VisitsQuery) => Promise<Result<VisitsAnswer, NoAnswer>>;
  readonly sessions: (query: SessionsQuery) => Promise<Result<SessionsAnswer, NoAnswer>>;
  /** One of them whole: the server logs it first. */
  readonly openVisit: (id: string, request: OpenVisitRequest) => Promise<Result<OpenVisitAnswer, NoAnswer>>;
  /** The invented people; undefined on a real server, or when nothing is reached. */
  readonly demoAccounts: () => Promise<readonly DemoPerson[] | undefined>;
  /** How much of the demo's world is there; undefined as above. */
  readonly demoProgress: () => Promise<DemoProgress | undefined>;
  readonly demoSignIn: (username: string) => Promise<Result<void, NoAnswer>>;
};
