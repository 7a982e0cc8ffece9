import { type Cells, REDACTED, RESOLVES } from '../contract/records/kind.ts';
import type { Op } from '../contract/wire/sync.ts';
import { redactedCells } from '../domain/merge/cells.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { forgetOvertaken, listOvertaken, type Overtaken } from './overtaken.ts';
import { planPurge, readTraces, sameTraces, type Traces, writePurge } from './purge.ts';
import {
  allowedPatch,
  baseFor,
  EMPTY_STATE,
  type Loaded,
  loadRecord,
  type Opened,
  openBody,
  openedOf,
  type StoreDeps,
  type SummaryEntry,
  sealBody,
  syncStateOf,
  untilUnmoved,
  viewOf,
} from './record-state.ts';
import { discardRefused, fixRefused, listRefused } from './refused.ts';
import type { MutationBody, OutboxRow, QuarantRow, RecordState, RecRow } from './rows.ts';
import { type NewRow, StoreClosedError, StoreFullError } from './tx.ts';

/** One intent of a person on one record, to be saved on this phone. */
export type SaveIntent = {
  readonly op: Op;
  readonly rid: string;
  readonly space: string;
  readonly kind: string;
  readonly schemaVer: number;
  readonly bucket: string;
  /** New values by merge group: the difference from what the form was opened with. */
  readonly patch: Cells;
  /** What the form had on the screen; null for a new record. */
  readonly opened: Opened | null;
  readonly author: string;
  readonly hlc: string;
  /** The draft that this save finishes; removed in the same transaction. */
  readonly formId?: string;
};

/** Why a save did not happen. Nothing of it was stored; the form keeps its values. */
/** `withdrawn`: the server has asked to wipe this phone; what is on it is only read and exported. */
export type SaveProblem = { readonly tag: 'full' | 'closed' | 'redacted' | 'withdrawn' };

export type Saved = { readonly mid: string; readonly cells: Cells; readonly entry: SummaryEntry };

/** A record as a screen shows it. */
export type OpenRecord = {
  readonly rid: string;
  readonly kind: string;
  readonly space: string;
  readonly rev: number;
  readonly view: RecordState;
  readonly opened: Opened;
  readonly state: ReturnType<typeof syncStateOf>;
};

/** A save that is decided but not yet sealed and written. */
type SavePlan = {
  readonly intent: SaveIntent;
  readonly mid: string;
  readonly body: MutationBody;
  readonly view: RecordState;
  readonly rec: RecRow | undefined;
  readonly shadow: RecordState;
};

const NOTHING_YET: Loaded = { rec: undefined, shadow: EMPTY_STATE, queued: [] };

/** The records of one user on this phone, as screens use them: open, save, drafts, refused items. */
export class RecordStore {
  readonly #deps: StoreDeps;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
  }

  /** Opens one record; undefined if this phone does not hold it. */
  async open(rid: string): Promise<OpenRecord | undefined> {
    const loaded = await loadRecord(this.#deps, rid);
    const { rec } = loaded;
    // Only the mark of a redaction may be left of what this user may no longer read.
    if (rec === undefined || (rec.buckets.length === 0 && loaded.queued.length === 0)) return undefined;
    return {
      rid,
      kind: rec.kind,
      space: rec.space,
      rev: rec.rev,
      view: viewOf(this.#deps.definitionOf(rec.kind), loaded.shadow, loaded.queued),
      opened: openedOf(loaded),
      state: syncStateOf(rec),
    };
  }

  /**
   * Saves one intent: record, outbox entry and summary in one durable transaction (rule 1). "Đã lưu" may be said
   * when this returns ok, not before.
   */
  async save(intent: SaveIntent): Promise<Result<Saved, SaveProblem>> {
    // A record that is made is seldom here already: the write looks, and only if it is, everything is read and planned.
    let isNew = intent.op === 'create';
    return guarded(() =>
      untilUnmoved(async () => {
        const loaded = isNew ? NOTHING_YET : await loadRecord(this.#deps, intent.rid);
        isNew = false;
        return this.#trySave(intent, loaded);
      }),
    );
  }

  async #trySave(intent: SaveIntent, loaded: Loaded): Promise<Result<Saved, SaveProblem> | 'moved'> {
    const { kind } = intent;
    const definition = this.#deps.definitionOf(kind);
    const before = viewOf(definition, loaded.shadow, loaded.queued);
    const patch = allowedPatch(this.#deps, kind, before.cells, intent.patch);
    if (Object.keys(patch).length === 0 && Object.keys(intent.patch).length > 0) return err({ tag: 'redacted' });
    const opened = intent.opened ?? { rev: 0, saw: [], low: {} };
    const shown = this.#deps.faults?.has('baseAtSave') ? openedOf(loaded) : opened;
    const body: MutationBody = {
      op: intent.op,
      patch,
      base: baseFor(shown, patch),
      author: intent.author,
      schemaVer: intent.schemaVer,
      hlc: intent.hlc,
    };
    const mid = this.#deps.world.newId();
    const view = viewOf(definition, loaded.shadow, [
      ...loaded.queued,
      { row: { key: Number.MAX_SAFE_INTEGER } as OutboxRow, body },
    ]);
    return this.#write({ intent, mid, body, view, rec: loaded.rec, shadow: loaded.shadow });
  }

  async #write(plan: SavePlan): Promise<Result<Saved, SaveProblem> | 'moved'> {
    const { intent, mid, body, rec } = plan;
    const { rid, kind, space } = intent;
    const { port, sealer, world } = this.#deps;
    const policy = body.op === 'redact' && typeof body.patch[REDACTED] === 'string' ? body.patch[REDACTED] : undefined;
    // A redaction leaves nothing to decide.
    const view = policy === undefined ? plan.view : { ...plan.view, conflicts: [] };
    const entry = this.#deps.summarize(rid, kind, view);
    const purge = policy === undefined ? undefined : await this.#planPurge(policy, plan);
    const row: NewRow<'outbox'> = {
      mid,
      rid,
      kind,
      no: null,
      attempted: false,
      state: 'waiting',
      savedAtMs: world.nowMs(),
      ct: await sealBody(sealer, mid, body),
    };
    const next: RecRow = {
      id: rid,
      space,
      kind,
      rev: rec?.rev ?? 0,
      schemaVer: Math.max(rec?.schemaVer ?? 1, intent.schemaVer),
      ver: (rec?.ver ?? 0) + 1,
      buckets: rec?.buckets ?? [intent.bucket],
      pending: (purge?.plan.pending ?? rec?.pending ?? 0) + 1,
      refused: purge?.plan.refused ?? rec?.refused ?? 0,
      conflicts: view.conflicts.length,
      refetch: rec?.refetch ?? 0,
      shared: rec?.shared ?? 0,
      shadow: purge === undefined ? (rec?.shadow ?? null) : purge.shadow,
      // Only a cache for a clean acknowledgement; a purge reorders the queue, so it is computed anew then.
      view: purge === undefined ? await sealer.seal('rec', rid, view) : null,
    };
    const summaryCt = await sealer.seal('summary', 'chunk', [entry]);
    const split = this.#deps.faults?.has('splitTx') ?? false;
    const moved = await port.write(['rec', 'outbox', 'sent', 'quarant', 'summary', 'draft', 'salvage'], async (tx) => {
      const present = await tx.get('rec', rid);
      if ((present?.ver ?? 0) !== (rec?.ver ?? 0)) return true;
      if (purge !== undefined && !sameTraces(await readTraces(tx, rid), purge.traces)) return true;
      await tx.put('rec', [next]);
      if (!split) await tx.add('outbox', [row]);
      // After the redaction: on a server that never got the record, only the redaction makes it.
      if (purge !== undefined) await writePurge(tx, purge.plan);
      await tx.add('summary', [{ count: 1, ct: summaryCt }]);
      if (intent.formId !== undefined) await tx.delete('draft', [intent.formId]);
      return false;
    });
    if (moved) return 'moved';
    if (split) await port.write(['outbox'], (tx) => tx.add('outbox', [row]));
    return ok({ mid, cells: view.cells, entry });
  }

  async #planPurge(policy: string, saving: SavePlan) {
    const { rid, kind } = saving.intent;
    const traces: Traces = await this.#deps.port.read(['outbox', 'sent', 'quarant', 'draft', 'summary'], (tx) =>
      readTraces(tx, rid),
    );
    const said = new Set(Object.keys(saving.body.patch));
    const plan = await planPurge(this.#deps, kind, rid, policy, traces, said);
    const cells = redactedCells(this.#deps.definitionOf(kind), policy, saving.shadow.cells);
    const sealed = saving.rec?.shadow
      ? await this.#deps.sealer.seal('rec', rid, { cells, conflicts: [] } satisfies RecordState)
      : null;
    return { traces, plan, shadow: sealed };
  }

  /** Decides conflicts of a record: the chosen value of each group, closing the named conflicts. */
  async resolve(
    record: OpenRecord,
    choice: { readonly patch: Cells; readonly closes: readonly { mid: string; group: string }[] },
    by: Pick<SaveIntent, 'author' | 'hlc' | 'bucket' | 'schemaVer'>,
  ): Promise<Result<Saved, SaveProblem>> {
    return this.save({
      ...by,
      op: 'resolve',
      rid: record.rid,
      space: record.space,
      kind: record.kind,
      patch: { ...choice.patch, [RESOLVES]: choice.closes.map(({ mid, group }) => ({ mid, group })) },
      opened: record.opened,
    });
  }

  /** Everything the server refused, oldest first. */
  async quarantine(): Promise<readonly (QuarantRow & { readonly body: MutationBody | null })[]> {
    return listRefused(this.#deps);
  }

  /** Records whose redaction took unsent words along, newest first. */
  overtaken(): Promise<readonly Overtaken[]> {
    return listOvertaken(this.#deps.port);
  }

  /** The user has taken note of one. */
  forgetOvertaken(rid: string): Promise<void> {
    return forgetOvertaken(this.#deps.port, rid);
  }

  /**
   * "Sửa và gửi lại": a refused mutation goes out again as a new one with a corrected patch; refused rows of the
   * same record that only waited for it go out again too. `undefined` patch = as it was; `formId` = the draft that this
   * finishes. `unknown` = it is refused no more, and nothing was stored.
   */
  async fixRefused(mid: string, patch?: Cells, formId?: string): Promise<Result<'queued' | 'unknown', SaveProblem>> {
    return guarded(() => untilUnmoved(() => fixRefused(this.#deps, { mid, patch, formId })));
  }

  /** Gives up a refused mutation: a person's act, after a confirmation that names what is lost. */
  async discardRefused(mid: string): Promise<Result<'discarded' | 'unknown', SaveProblem>> {
    return guarded(() => untilUnmoved(() => discardRefused(this.#deps, mid)));
  }

  /**
   * Keeps the values of an unfinished form. Autosaved; survives a crash of the browser. A record that was redacted
   * meanwhile keeps no draft: its words must not come back.
   */
  async saveDraft(formId: string, rid: string, body: unknown): Promise<Result<{ savedAtMs: number }, SaveProblem>> {
    return guarded(() =>
      untilUnmoved(async () => {
        const { rec, shadow, queued } = await loadRecord(this.#deps, rid);
        const { cells } = viewOf(rec === undefined ? undefined : this.#deps.definitionOf(rec.kind), shadow, queued);
        if (typeof cells[REDACTED] === 'string' && !this.#deps.faults?.has('draftAfterRedact'))
          return err({ tag: 'redacted' as const });
        const savedAtMs = this.#deps.world.nowMs();
        const ct = await this.#deps.sealer.seal('draft', formId, body);
        return this.#deps.port.write(['rec', 'draft'], async (tx) => {
          if ((await tx.get('rec', rid))?.ver !== rec?.ver) return 'moved' as const;
          await tx.put('draft', [{ formId, rid, savedAtMs, ct }]);
          return ok({ savedAtMs });
        });
      }),
    );
  }

  /** All unfinished forms, newest first. */
  async drafts<T>(): Promise<readonly { formId: string; rid: string; savedAtMs: number; body: T }[]> {
    const rows = await this.#deps.port.read(['draft'], (tx) => tx.all('draft'));
    const opened = await Promise.all(
      rows.map(async ({ formId, rid, savedAtMs, ct }) => ({
        formId,
        rid,
        savedAtMs,
        body: await this.#deps.sealer.open<T>('draft', formId, ct),
      })),
    );
    return opened.sort((a, b) => b.savedAtMs - a.savedAtMs);
  }

  async discardDraft(formId: string): Promise<void> {
    await this.#deps.port.write(['draft'], (tx) => tx.delete('draft', [formId]));
  }

  /** The state of every record that is not simply sent, and the queue's size and age: for the sync pill and centre. */
  async queue(): Promise<{
    readonly waiting: readonly (OutboxRow & { readonly body: MutationBody | null })[];
    readonly refused: number;
    readonly oldestMs: number | undefined;
  }> {
    const { outbox, refused } = await this.#deps.port.read(['outbox', 'quarant'], async (tx) => ({
      outbox: await tx.all('outbox'),
      refused: await tx.count('quarant'),
    }));
    const waiting = await Promise.all(
      outbox.map(async (row) => ({ ...row, body: await openBody(this.#deps.sealer, row) })),
    );
    const oldestMs = outbox.length === 0 ? undefined : Math.min(...outbox.map((row) => row.savedAtMs));
    return { waiting, refused, oldestMs };
  }

  /** Sync states of the given records. */
  async states(rids: readonly string[]): Promise<ReadonlyMap<string, ReturnType<typeof syncStateOf>>> {
    const rows = await this.#deps.port.read(['rec'], (tx) => tx.getMany('rec', rids));
    return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, syncStateOf(row)] as const])));
  }
}

async function guarded<T>(body: () => Promise<Result<T, SaveProblem>>): Promise<Result<T, SaveProblem>> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof StoreFullError) return err({ tag: 'full' });
    if (error instanceof StoreClosedError) return err({ tag: 'closed' });
    throw error;
  }
}
