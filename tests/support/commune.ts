import { v5 } from 'uuid';
import type { Capacity, MatterKind, Organ, Role, SessionKind } from '../../src/contract/records/codes.ts';
import type { Cells } from '../../src/contract/records/kind.ts';
import { receptionSession } from '../../src/contract/records/reception-session.ts';
import { type ReceptionVisit, receptionVisit } from '../../src/contract/records/reception-visit.ts';
import { KINDS } from '../../src/contract/records/registry.ts';
import type { PlainDate } from '../../src/contract/scalars.ts';
import type { Base, Mutation, ProblemRef } from '../../src/contract/wire/sync.ts';
import { checkMutation } from '../../src/domain/merge/check-mutation.ts';
import { mergeMutation } from '../../src/domain/merge/merge-mutation.ts';
import type { ServerRecord } from '../../src/domain/merge/server-record.ts';
import type { Actor } from '../../src/domain/permissions/actor.ts';
import type { Place } from '../../src/domain/permissions/may.ts';
import { refuseMutation } from '../../src/domain/permissions/refuse-mutation.ts';
import { caseToJoin, editVisit, leaveCase, reclassifyAsDenunciation } from '../../src/domain/receptions/edit-visit.ts';
import { newVisit } from '../../src/domain/receptions/new-visit.ts';
import {
  cancelSession,
  closeWithoutVisitors,
  finishSession,
  postponeSession,
  startSession,
} from '../../src/domain/receptions/session-status.ts';
import { chairId, type Duty, newSession, startDuty } from '../../src/domain/receptions/start-session.ts';
import type { Recorder, VisitForm } from '../../src/domain/receptions/visit-form.ts';
import { assemble } from '../../src/domain/records/assemble.ts';
import type { Change } from '../../src/domain/records/change.ts';
import { deleteRecord } from '../../src/domain/records/lifecycle.ts';
import type { Result } from '../../src/domain/result.ts';
import { type Fact, factsOf } from '../../src/domain/statistics/facts.ts';
import { type ReceptionFigures, receptionFigures } from '../../src/domain/statistics/sum-facts.ts';

const NAMES = '2b0b0c55-6a38-4b1a-8f0d-3a3f0f9f5a10';

/** An id that a test reads as a name: the same name is the same id in every run. */
export function idOf(name: string): string {
  return v5(name, NAMES);
}

export const PROVINCE = idOf('Tỉnh Mẫu');

/** Who works where, as what: `works('Bàn Thị Lan', { as: 'commune_office', at: 'Xã A', organ: 'committee' })`. */
export function works(
  name: string,
  ...posts: readonly { as: Role; at: string; organ?: Organ; from?: PlainDate; to?: PlainDate }[]
): Actor {
  return {
    userId: idOf(name),
    memberships: posts.map(({ as, at, organ = 'committee', ...dates }) => ({
      space: idOf(at),
      organ,
      role: as,
      ...dates,
    })),
    today: '2026-07-06',
    shareBetweenOrgans: false,
  };
}

export type Received = {
  /** The name of the citizen; more than one with `people`. */
  readonly who?: string;
  readonly matter?: MatterKind;
  readonly on?: PlainDate;
  readonly in?: string;
  readonly came?: number;
  readonly content?: string;
  readonly village?: string;
  readonly localCode?: string;
  readonly aboutCaseOf?: string;
  readonly earlierVisits?: number;
  readonly more?: Partial<VisitForm>;
};

export type DutyOf = {
  readonly chair?: string;
  readonly capacity?: Capacity;
  readonly on: PlainDate;
  readonly part?: Duty['part'];
};

/**
 * One commune with its server, driven without a screen in the words of the trade. What is done on the commune itself
 * arrives at once; `phone()` is a device that works without a network until it `sends()`.
 */
export function commune(name: string, organ: Organ = 'committee'): Commune {
  return new Commune(name, organ);
}

class Commune {
  readonly place: Place;
  readonly organ: Organ;
  readonly clerk: Actor;
  readonly #name: string;
  readonly #records = new Map<string, ServerRecord>();
  readonly #office: Phone;
  #head = 0;
  #phones = 0;

  constructor(name: string, organ: Organ) {
    this.#name = name;
    this.organ = organ;
    this.place = { space: idOf(name), provinceSpace: PROVINCE };
    this.clerk = works(`văn thư ${name}`, { as: 'commune_office', at: name, organ });
    this.#office = this.phone();
  }

  /** Another phone of the office, without a network from now on. */
  phone(clerk: Actor = this.clerk): Phone {
    this.#phones += 1;
    return new Phone(this, clerk, `${this.#name}/${this.#phones}`);
  }

  receives(visit: Received = {}): string {
    return this.#now((phone) => phone.receives(visit));
  }

  startsDuty(duty: DutyOf): string {
    return this.#now((phone) => phone.startsDuty(duty));
  }

  schedulesDuty(duty: DutyOf): string {
    return this.#now((phone) => phone.startsDuty(duty, 'scheduled'));
  }

  /** On its own day, unless another is said. */
  starts(rid: string, on?: PlainDate): void {
    this.#now((phone) => {
      const { date } = phone.cells(rid).held as { readonly date: PlainDate };
      phone.applies(rid, receptionSession.kind, startSession(phone.cells(rid), { date: on ?? date }));
    });
  }

  opensSession(kind: SessionKind, on: PlainDate, chair?: string): string {
    return this.#now((phone) => phone.opensSession(kind, on, chair));
  }

  finishes(rid: string): void {
    this.#now((phone) => phone.finishes(rid));
  }

  hasNoVisitorsAt(rid: string): void {
    this.#now((phone) => {
      const { date } = phone.cells(rid).held as { readonly date: PlainDate };
      phone.applies(rid, receptionSession.kind, closeWithoutVisitors(phone.cells(rid), 0, { date }));
    });
  }

  postpones(rid: string): void {
    this.#now((phone) =>
      phone.applies(rid, receptionSession.kind, postponeSession(phone.cells(rid), { reason: 'họp tỉnh' })),
    );
  }

  cancels(rid: string): void {
    this.#now((phone) => phone.applies(rid, receptionSession.kind, cancelSession(phone.cells(rid), { reason: 'lũ' })));
  }

  edits(rid: string, form: Partial<VisitForm>): void {
    this.#now((phone) => phone.edits(rid, form));
  }

  reclassifies(rid: string, localCode: string): void {
    this.#now((phone) => phone.reclassifies(rid, localCode));
  }

  leavesCase(rid: string): void {
    this.#now((phone) => phone.applies(rid, receptionVisit.kind, leaveCase(phone.cells(rid))));
  }

  deletes(rid: string): void {
    const kind = this.record(rid)?.kind ?? '';
    this.#now((phone) => phone.applies(rid, kind, deleteRecord(phone.cells(rid), 'ghi nhầm')));
  }

  record(rid: string): ServerRecord | undefined {
    return this.#records.get(rid);
  }

  visit(rid: string): ReceptionVisit {
    return assemble(receptionVisit, this.#records.get(rid)?.cells ?? {});
  }

  /** All that is stored, as one text: what must not be found, must not be found here. */
  everythingStored(): string {
    return JSON.stringify([...this.#records.values()]);
  }

  facts(): Fact[] {
    return [...this.#records.values()].flatMap(({ rid, kind, cells }) => factsOf(rid, kind, cells) ?? []);
  }

  figures(from: PlainDate, to: PlainDate, organ?: Organ): ReceptionFigures {
    return receptionFigures(this.facts(), organ === undefined ? { from, to } : { from, to, organ });
  }

  /** Takes one mutation in as the server does: permission and rules, shape, merge. */
  accepts(mutation: Mutation, from: Actor = this.clerk): ProblemRef | undefined {
    const current = this.#records.get(mutation.rid);
    const definition = KINDS[mutation.kind];
    const refused =
      (definition && checkMutation(definition, mutation)) ?? refuseMutation(from, this.place, mutation, current);
    if (refused !== undefined) return refused;
    this.#head += 1;
    this.#records.set(mutation.rid, mergeMutation(definition, current, mutation, this.#head).record);
    return undefined;
  }

  get head(): number {
    return this.#head;
  }

  records(): ReadonlyMap<string, ServerRecord> {
    return this.#records;
  }

  #now<T>(work: (phone: Phone) => T): T {
    this.#office.pulls();
    const done = work(this.#office);
    const refused = this.#office.sends();
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
    return done;
  }
}

/** A phone without a network: it sees what it last pulled and what was done on it since. */
class Phone {
  readonly #commune: Commune;
  readonly #user: Actor;
  readonly #name: string;
  #views = new Map<string, { rev: number; cells: Cells; saw: string[] }>();
  #outbox: Mutation[] = [];
  #made = 0;

  constructor(commune: Commune, user: Actor, name: string) {
    this.#commune = commune;
    this.#user = user;
    this.#name = name;
    this.pulls();
  }

  pulls(): void {
    const rows = [...this.#commune.records().values()];
    this.#views = new Map(rows.map(({ rid, rev, cells }) => [rid, { rev, cells, saw: [] }]));
  }

  /** Sends everything; answers the problems of what was refused. */
  sends(): ProblemRef[] {
    const refused = this.#outbox.flatMap((mutation) => this.#commune.accepts(mutation, this.#user) ?? []);
    this.#outbox = [];
    return refused;
  }

  /** What was not sent is gone from the outbox, though it still shows on the phone. */
  forgetsOutbox(): void {
    this.#outbox = [];
  }

  cells(rid: string): Cells {
    return this.#views.get(rid)?.cells ?? {};
  }

  receives(visit: Received = {}): string {
    const rid = this.#id();
    this.applies(rid, receptionVisit.kind, newVisit(this.#formOf(rid, visit), this.#recorder()));
    return rid;
  }

  startsDuty(duty: DutyOf, status: 'in_progress' | 'scheduled' = 'in_progress'): string {
    const { chair = 'Hoàng Văn Páo', capacity = 'committee_chair', on, part = 'day' } = duty;
    const { space } = this.#commune.place;
    const named = { space, organ: this.#commune.organ, officialId: idOf(chair), capacity, date: on, part };
    const { rid, change } = startDuty(named, chair, this.#recorder().recordedBy, status);
    this.applies(rid, receptionSession.kind, { ok: true, value: change });
    return rid;
  }

  opensSession(kind: SessionKind, on: PlainDate, chair?: string): string {
    const rid = this.#id();
    const holding = chair && { officialId: idOf(chair), name: chair, capacity: 'committee_chair' as const };
    const chairs = holding ? [{ id: chairId(holding.officialId, holding.capacity), holding }] : [];
    const form = { type: { kind }, held: { date: on }, chairs };
    this.applies(rid, receptionSession.kind, newSession(form, this.#recorder()));
    return rid;
  }

  finishes(rid: string): void {
    this.applies(rid, receptionSession.kind, finishSession(this.cells(rid)));
  }

  edits(rid: string, form: Partial<VisitForm>, opened: Cells = this.cells(rid)): void {
    const present = this.cells(rid);
    this.applies(rid, receptionVisit.kind, editVisit({ opened, present, form, localCode: 'TC-7K2M' }));
  }

  reclassifies(rid: string, localCode: string): void {
    this.applies(rid, receptionVisit.kind, reclassifyAsDenunciation(this.cells(rid), localCode));
  }

  /** Puts a change on this phone, and into its outbox. */
  applies(rid: string, kind: string, result: Result<Change, unknown>): void {
    if (!result.ok) throw new Error(`not possible: ${JSON.stringify(result.error)}`);
    const { op, patch } = result.value;
    const view = this.#views.get(rid) ?? { rev: 0, cells: {}, saw: [] };
    const base: Base = view.saw.length === 0 ? { rev: view.rev } : { rev: view.rev, saw: view.saw };
    const mutation: Mutation = {
      mid: this.#id(),
      no: this.#made,
      rid,
      kind,
      op,
      base,
      patch,
      schemaVer: KINDS[kind]?.version ?? 1,
      hlc: '',
      author: this.#user.userId,
    };
    this.#outbox.push(mutation);
    this.#views.set(rid, { ...view, cells: { ...view.cells, ...patch }, saw: [...view.saw, mutation.mid] });
  }

  #recorder(): Recorder {
    return { organ: this.#commune.organ, recordedBy: { userId: this.#user.userId, name: this.#name } };
  }

  #formOf(rid: string, visit: Received): VisitForm {
    const { who, matter = 'feedback', on = '2026-07-06', came = 1, content, village, localCode } = visit;
    const person = {
      id: idOf(`${rid} người`),
      name: who,
      village: village === undefined ? undefined : { name: village },
    };
    return {
      matter,
      visited: { date: on },
      headcount: { came },
      content,
      session: visit.in === undefined ? undefined : { id: visit.in },
      localCode: localCode ?? (matter === 'denunciation' ? 'TC-7K2M' : undefined),
      case: visit.aboutCaseOf === undefined ? undefined : { id: this.#joins(visit.aboutCaseOf), known: 'old' },
      earlier: visit.earlierVisits === undefined ? undefined : { times: visit.earlierVisits },
      people: who === undefined ? [] : [person],
      ...visit.more,
    };
  }

  /** "Dùng lại": both visits bear the id of one case. */
  #joins(rid: string): string {
    const joined = caseToJoin(this.cells(rid), this.#id());
    if (joined === undefined) throw new Error('a denunciation has no case that another visit could join');
    if (joined.change !== undefined) this.applies(rid, receptionVisit.kind, { ok: true, value: joined.change });
    return joined.id;
  }

  #id(): string {
    this.#made += 1;
    return idOf(`${this.#name}#${this.#made}`);
  }
}
