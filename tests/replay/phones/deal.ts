import type { Chance } from '../../../src/server/demo/invented/chance.ts';
import {
  type Plan,
  type PlannedSession,
  type PlannedVisit,
  sessionsBySpace,
} from '../../../src/server/demo/replay/plan.ts';
import type { Task } from '../../../src/server/demo/replay/tasks.ts';
import type { Clerk, PlannedUnit } from '../../../src/server/demo/replay/units.ts';

/** Before the copy of the server, between the copy and the crash, after the restore. */
export const PARTS = 3;
const SHARES = [0.45, 0.3, 0.25] as const;

/** How a phone lives: `lost` never comes back after the crash; `late` ones are first enrolled in a later part. */
export type Fate = 'steady' | 'late' | 'very-late' | 'lost';

/** What one clerk does on his phone, part by part; `last` = when everything else has arrived everywhere. */
export type Workload = {
  readonly unit: PlannedUnit;
  readonly clerk: Clerk;
  readonly fate: Fate;
  readonly parts: readonly Task[][];
  readonly last: Task[];
};

const VISIT_ELSEWHERE = 0.2;
const VISIT_FIRST = 0.1;
const TWIN = 0.12;
const LOST_PHONES = 3;
/** Visits of each unit with two phones that are edited on both without a network. */
const MERGED = 3;

/** Deals the plan out to the phones, in random order. */
export function dealOut(plan: Plan, chance: Chance): Workload[] {
  const pairs = plan.units.filter(({ clerks }) => clerks.length > 1);
  const losers = new Set(chance.shuffled(pairs).slice(0, LOST_PHONES));
  const planned = sessionsBySpace(plan);
  return plan.units.flatMap((unit, at) => {
    const sessions = chance.shuffled(planned.get(unit.space.id) ?? []);
    return new Dealer(chance, unit, losers.has(unit), at).deal(sessions);
  });
}

class Dealer {
  readonly #chance: Chance;
  readonly #loses: boolean;
  readonly #workloads: readonly Workload[];

  constructor(chance: Chance, unit: PlannedUnit, loses: boolean, at: number) {
    this.#chance = chance;
    this.#loses = loses;
    this.#workloads = unit.clerks.map((clerk, number) => ({
      unit,
      clerk,
      fate: fateOf({ loses, number, phones: unit.clerks.length, at }),
      parts: Array.from({ length: PARTS }, () => []),
      last: [],
    }));
  }

  deal(sessions: readonly PlannedSession[]): readonly Workload[] {
    for (const [at, session] of sessions.entries()) this.#session(session, partAt(at / sessions.length));
    if (this.#workloads.length > 1 && !this.#loses) this.#onBoth(sessions);
    return this.#workloads.map(settled);
  }

  #session(session: PlannedSession, part: number): void {
    const own = this.#chance.pick(this.#workloads);
    const begin: Task = { tag: 'session', session };
    const visits = session.visits.map((visit) => ({
      visit,
      on: this.#chance.chance(VISIT_ELSEWHERE) ? this.#chance.pick(this.#workloads) : own,
    }));
    const first = this.#chance.chance(VISIT_FIRST);
    if (!first) put(own, part, begin);
    for (const { visit, on } of visits) put(on, part, { tag: 'visit', visit });
    if (first) put(own, part, begin);
    for (const { visit, on } of visits) this.#later(on, visit, part);
    if (session.way !== 'duty') return;
    const twin = this.#workloads.find((other) => other !== own);
    const started = twin !== undefined && !this.#loses && this.#chance.chance(TWIN);
    if (started) put(twin, part, begin);
    // Ended by one who has seen both beginnings.
    for (const tag of ['finish', 'complete'] as const)
      if (started) own.last.push({ tag, session });
      else put(own, part, { tag, session });
  }

  /** Corrections come at once, or when the visit has been sent. */
  #later(on: Workload, visit: PlannedVisit, part: number): void {
    for (const [at, form] of visit.edits.entries())
      put(on, part + (at === 0 ? this.#chance.below(2) : 1), { tag: 'edit', visit, form });
    if (visit.denunciation !== undefined) put(on, part + this.#chance.below(2), { tag: 'denounce', visit });
  }

  /** Two clerks correct one visit without knowing of each other: other groups merge, the same waits for a decision. */
  #onBoth(sessions: readonly PlannedSession[]): void {
    const visits = sessions
      .flatMap((session) => session.visits)
      .filter(({ form, denunciation }) => form.matter !== 'denunciation' && denunciation === undefined);
    const [a, b] = this.#workloads as [Workload, Workload];
    for (const [at, visit] of visits.slice(0, MERGED).entries()) {
      a.last.push({ tag: 'edit', visit, form: { followUp: { text: 'Đã có văn bản trả lời công dân.' } } });
      const form =
        at === 0
          ? { followUp: { text: 'Công dân đã nhận kết quả giải quyết.' } }
          : { citizenView: 'Công dân nhất trí.' };
      b.last.push({ tag: 'edit', visit, form });
    }
  }
}

const LATE_EVERY = 11;
const VERY_LATE_EVERY = 13;

function fateOf({ loses, number, phones, at }: { loses: boolean; number: number; phones: number; at: number }): Fate {
  if (loses) return number === phones - 1 ? 'lost' : 'steady';
  if (at % VERY_LATE_EVERY === 5) return 'very-late';
  return at % LATE_EVERY === 7 ? 'late' : 'steady';
}

/** Moves what a phone cannot do in a part, because it is not there yet or no longer. */
function settled(workload: Workload): Workload {
  const [first = [], second = [], third = []] = workload.parts;
  switch (workload.fate) {
    case 'steady':
      return workload;
    case 'late':
      return { ...workload, parts: [[], [...first, ...second], third] };
    case 'very-late':
      return { ...workload, parts: [[], [], [...first, ...second, ...third]] };
    case 'lost':
      return { ...workload, parts: [first, [...second, ...third, ...workload.last], []], last: [] };
    default:
      return workload.fate satisfies never;
  }
}

function put(on: Workload, part: number, task: Task): void {
  (part < PARTS ? (on.parts[part] as Task[]) : on.last).push(task);
}

function partAt(share: number): number {
  let below = 0;
  for (const [part, size] of SHARES.entries()) {
    below += size;
    if (share < below) return part;
  }
  return PARTS - 1;
}
