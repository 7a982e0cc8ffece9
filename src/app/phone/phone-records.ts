import type { Cells } from '../../contract/records/kind.ts';
import { KINDS } from '../../contract/records/registry.ts';
import { homeBucket } from '../../domain/permissions/buckets.ts';
import { joinedWith } from '../../domain/receptions/twins.ts';
import { err, type Result } from '../../domain/result.ts';
import { Observable } from '../../store/observable.ts';
import type { Phone, PhoneRecords, SaveRequest } from '../../store/phone.ts';
import type { SummaryEntry } from '../../store/record-state.ts';
import type { RecordStore, SaveIntent, SaveProblem } from '../../store/record-store.ts';

/** What is the same in everything that this user saves. */
export type Author = {
  readonly userId: string;
  readonly space: string;
  readonly hlc: () => string;
};

/** A save as the store wants it. */
export function intentOf({ rid, kind, change, opened, formId }: SaveRequest, author: Author): SaveIntent {
  return {
    ...change,
    ...stampOf(kind, change.patch, author),
    rid,
    kind,
    space: author.space,
    opened,
    ...(formId === undefined ? {} : { formId }),
  };
}

function stampOf(
  kind: string,
  patch: Cells,
  { userId, hlc }: Author,
): Pick<SaveIntent, 'author' | 'hlc' | 'bucket' | 'schemaVer'> {
  return { author: userId, hlc: hlc(), schemaVer: KINDS[kind]?.version ?? 1, bucket: homeBucket(kind, patch) };
}

/** What `phoneRecords` uses of the store. */
type Store = Pick<RecordStore, keyof PhoneRecords & keyof RecordStore>;

/** The store of a withdrawn phone: what is there is read, given up or exported; nothing is written. */
export function readOnly(store: RecordStore): Store {
  const refused = async () => err({ tag: 'withdrawn' } as const);
  return {
    open: (rid) => store.open(rid),
    drafts: () => store.drafts(),
    discardDraft: (formId) => store.discardDraft(formId),
    quarantine: () => store.quarantine(),
    overtaken: () => store.overtaken(),
    forgetOvertaken: (rid) => store.forgetOvertaken(rid),
    queue: () => store.queue(),
    states: (rids) => store.states(rids),
    discardRefused: (mid) => store.discardRefused(mid),
    save: refused,
    saveDraft: refused,
    resolve: refused,
    fixRefused: refused,
  };
}

/**
 * The store's records, with everything that must follow a write. `onWritten` is called after it is durable and is not
 * waited for: "đã lưu" is true from then on.
 */
export function phoneRecords(
  store: Store,
  author: Author,
  onWritten: (entries: readonly SummaryEntry[]) => void,
  known: Pick<Phone, 'summary' | 'randomBytes'>,
): PhoneRecords {
  async function followed<T, E>(
    writing: Promise<Result<T, E>>,
    entryOf: (value: T) => readonly SummaryEntry[] = () => [],
  ): Promise<Result<T, E>> {
    const written = await writing;
    if (written.ok) onWritten(entryOf(written.value));
    return written;
  }

  const save = (request: SaveRequest) => followed(store.save(intentOf(request, author)), ({ entry }) => [entry]);

  const draftWrites = new Observable(0);
  const draftWritten = () => draftWrites.set(draftWrites.getSnapshot() + 1);

  return {
    open: (rid) => store.open(rid),
    saveDraft: (formId, rid, body) => store.saveDraft(formId, rid, body).finally(draftWritten),
    drafts: () => store.drafts(),
    discardDraft: (formId) => store.discardDraft(formId).finally(draftWritten),
    draftWrites,
    quarantine: () => store.quarantine(),
    overtaken: () => store.overtaken(),
    forgetOvertaken: async (rid) => {
      await store.forgetOvertaken(rid);
      onWritten([]);
    },
    queue: () => store.queue(),
    states: (rids) => store.states(rids),
    save: async (request) => {
      const saved = await save(request);
      const joined =
        saved.ok && request.change.op === 'redact'
          ? joinedWith(known.summary.getSnapshot().newestFirst, request.rid)
          : [];
      if (joined.length > 0) {
        const { redactJoined } = await import('./redact-joined.ts');
        await redactJoined({ open: store.open.bind(store), save }, known, joined);
      }
      return saved;
    },
    resolve: (record, choice) =>
      followed(store.resolve(record, choice, stampOf(record.kind, record.view.cells, author)), ({ entry }) => [entry]),
    fixRefused: (mid, patch, formId): Promise<Result<'queued' | 'unknown', SaveProblem>> =>
      followed(store.fixRefused(mid, patch, formId)),
    discardRefused: (mid): Promise<Result<'discarded' | 'unknown', SaveProblem>> => followed(store.discardRefused(mid)),
  };
}
