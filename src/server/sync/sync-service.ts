import type {
  DigestAnswer,
  FetchAnswer,
  PullAnswer,
  PushAnswer,
  RecoverAnswer,
  SalvageAnswer,
} from '../../contract/wire/sync.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { digest, fetchRows } from './read-bucket.ts';
import { recover } from './recover.ts';
import { salvage } from './salvage.ts';
import type { Answer, SyncDeps, SyncSession } from './sync-session.ts';

/** The sync protocol without its transport: what HTTP routes and the simulator both call. Bodies are not yet parsed. */
export type SyncService = {
  push(session: SyncSession, body: unknown): Promise<Answer<PushAnswer>>;
  pull(session: SyncSession, query: unknown): Promise<Answer<PullAnswer>>;
  recover(session: SyncSession, body: unknown): Promise<Answer<RecoverAnswer>>;
  fetch(session: SyncSession, body: unknown): Promise<Answer<FetchAnswer>>;
  salvage(session: SyncSession, body: unknown): Promise<Answer<SalvageAnswer>>;
  digest(session: SyncSession, body: unknown): Promise<Answer<DigestAnswer>>;
};

export function createSyncService(deps: SyncDeps): SyncService {
  return {
    push: (session, body) => push(deps, session, body),
    pull: (session, query) => pull(deps, session, query),
    recover: (session, body) => recover(deps, session, body),
    fetch: (session, body) => fetchRows(deps, session, body),
    salvage: (session, body) => salvage(deps, session, body),
    digest: (session, body) => digest(deps, session, body),
  };
}
