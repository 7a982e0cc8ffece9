import type { Organ } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { type Held, type Register, receptionRegister } from '../../documents/register/register.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import type { Phone, SummarySnapshot } from '../../store/phone.ts';
import { inBatches } from './in-batches.ts';

/** Which register is asked for. */
export type RegisterView = { readonly organ: Organ; readonly from: PlainDate; readonly to: PlainDate };

/** Records that were opened before, by their line in the list: one that has changed since has another line. */
export type OpenedBefore = WeakMap<Summary, Cells>;

/** How far the opening is. */
export type Progress = { readonly done: number; readonly total: number };

/**
 * Opens the records of a register, a few at a time: they rest sealed, and hundreds take their time. Undefined where the
 * signal came first.
 */
export async function loadRegister(
  phone: Pick<Phone, 'records' | 'summary'>,
  view: RegisterView,
  opened: OpenedBefore,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<Register | undefined> {
  const snapshot = phone.summary.getSnapshot();
  const visits = visitsIn(snapshot, view);
  const sessions = sessionsOf(snapshot, visits);
  const total = visits.length + sessions.length;
  const open = async (line: Summary): Promise<readonly Held[]> => {
    const cells = opened.get(line) ?? (await phone.records.open(line.rid))?.view.cells;
    // It has left this phone between the list and here.
    if (cells === undefined) return [];
    opened.set(line, cells);
    return [{ rid: line.rid, cells }];
  };
  const held = await inBatches([...visits, ...sessions], open, {
    signal,
    onDone: (done) => onProgress({ done, total }),
  });
  if (signal.aborted) return undefined;
  const kinds = new Map([...visits, ...sessions].map((line) => [line.rid, line.kind]));
  const of = (kind: string) => held.flat().filter(({ rid }) => kinds.get(rid) === kind);
  return receptionRegister({ ...view, visits: of(receptionVisit.kind), sessions: of(receptionSession.kind) });
}

/** The visits whose own day or whose session's day lies in the period. */
function visitsIn({ newestFirst, byId }: SummarySnapshot, { from, to }: RegisterView): readonly Summary[] {
  return newestFirst.filter((line) => {
    if (line.kind !== receptionVisit.kind || line.status === 'deleted') return false;
    const session = line.sessionId === undefined ? undefined : byId.get(line.sessionId);
    const day = session === undefined || session.status === 'deleted' ? line.day : session.day;
    return from <= day && day <= to;
  });
}

function sessionsOf({ byId }: SummarySnapshot, visits: readonly Summary[]): readonly Summary[] {
  const ids = new Set(visits.flatMap(({ sessionId }) => sessionId ?? []));
  return [...ids].flatMap((id) => byId.get(id) ?? []);
}
