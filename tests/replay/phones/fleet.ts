import { Chance } from '../../../src/server/demo/invented/chance.ts';
import { perform, type Task } from '../../../src/server/demo/replay/tasks.ts';
import type { CycleOutcome } from '../../../src/sync/exchange.ts';
import type { ProvinceOffice } from '../server/province-office.ts';
import type { Fate, Workload } from './deal.ts';
import { httpPorts } from './http-ports.ts';
import { SimPhone } from './sim-phone.ts';
import { type Line, type LineCount, newLineCount } from './unreliable-net.ts';

const LINE: Line = { lostRequest: 0.06, lostReply: 0.08, doubled: 0.03 };
/** Phones that speak to the server at once. */
const AT_ONCE = 6;
/** More rounds than any line this bad needs: then something is wrong. */
const MOST_ROUNDS = 200;

export type Member = { readonly workload: Workload; phone: SimPhone | undefined };

/** All phones of the province, and what they have been through. */
export class Fleet {
  readonly members: readonly Member[];
  readonly lines: LineCount = newLineCount();
  readonly #origin: () => string;
  readonly #chance: Chance;
  saved = 0;

  constructor(workloads: readonly Workload[], origin: () => string, seed: number) {
    this.members = workloads.map((workload) => ({ workload, phone: undefined }));
    this.#origin = origin;
    this.#chance = new Chance(seed);
  }

  /** Makes a phone of each member of these fates: code from the office, key pair, certificate. */
  async enrol(office: ProvinceOffice, fates: readonly Fate[], onEach: () => void): Promise<number> {
    const joining = this.members.filter(({ workload, phone }) => phone === undefined && fates.includes(workload.fate));
    await inTurns(joining, AT_ONCE, async (member) => {
      const { clerk, unit } = member.workload;
      member.phone = await SimPhone.enrol({
        http: httpPorts(this.#origin),
        space: unit.space.id,
        organ: 'party',
        username: clerk.username,
        code: await office.issueCode(clerk.userId),
        chance: new Chance(this.#chance.below(2 ** 31)),
        line: LINE,
        count: this.lines,
      });
      onEach();
    });
    return joining.length;
  }

  /** What the clerks do without a network, in random order across the phones; a finished phone drops out. */
  async work(tasksOf: (workload: Workload) => readonly Task[], onEach: () => void): Promise<void> {
    const busy = this.#chance.shuffled(this.present().filter(({ workload }) => tasksOf(workload).length > 0));
    await inTurns(busy, AT_ONCE, async ({ phone, workload }) => {
      for (const task of tasksOf(workload)) {
        const done = await perform(phone, task);
        if (!done) throw new Error(`${phone.name} does not hold what it should change (${task.tag})`);
        this.saved += 1;
        onEach();
      }
    });
  }

  /** One cycle on every phone, in random order: some come through, some are cut off. */
  async syncOnce(onEach: () => void = () => undefined): Promise<void> {
    await inTurns(this.#chance.shuffled(this.present()), AT_ONCE, async ({ phone }) => {
      settled(phone, await phone.cycle());
      onEach();
    });
  }

  /** Cycles until every one of these phones has sent everything and holds everything. */
  async syncUntilQuiet(who: (member: Present) => boolean, onWaiting?: (waiting: number) => void): Promise<void> {
    let open = this.present().filter(who);
    for (let round = 0; open.length > 0; round += 1) {
      if (round > MOST_ROUNDS) throw new Error(`${open.length} phones do not come to rest`);
      const again: Present[] = [];
      await inTurns(this.#chance.shuffled(open), AT_ONCE, async (member) => {
        const outcome = settled(member.phone, await member.phone.cycle());
        if (outcome.tag !== 'done' || member.phone.waiting() > 0) again.push(member);
        onWaiting?.(this.waiting());
      });
      open = again;
    }
  }

  /** The lost ones are never heard of again. */
  forgetLost(): number {
    const lost = this.members.filter(({ workload, phone }) => workload.fate === 'lost' && phone !== undefined);
    for (const member of lost) member.phone = undefined;
    return lost.length;
  }

  /**
   * People look at both sides of every conflict and choose, and at what was refused; of two phones the first one's
   * user does.
   */
  async decide(): Promise<Decided> {
    const seen = new Set<string>();
    const decided = { people: 0, restore: 0, nothing: 0, refused: 0 };
    for (const { phone } of this.present()) {
      decided.refused += await phone.settleRefused();
      for (const rid of phone.conflicted()) {
        if (seen.has(rid)) continue;
        seen.add(rid);
        decided[await phone.decide(rid, this.#chance.chance(0.5))] += 1;
      }
    }
    return decided;
  }

  /** Compares all digests at the end of the next cycles. */
  compareDigests(): void {
    for (const { phone } of this.present()) phone.wantsDigest = true;
  }

  waiting(): number {
    return this.present().reduce((sum, { phone }) => sum + phone.waiting(), 0);
  }

  divergences(): number {
    return this.present().reduce((sum, { phone }) => sum + phone.divergences, 0);
  }

  async refused(): Promise<readonly string[]> {
    return (await Promise.all(this.present().map(({ phone }) => phone.refused()))).flat();
  }

  present(): readonly Present[] {
    return this.members.filter((member): member is Present => member.phone !== undefined);
  }
}

/** What people had to look at: two people's values, a restore's and a person's, refused items. */
export type Decided = { readonly people: number; readonly restore: number; readonly refused: number };

type Present = { readonly workload: Workload; readonly phone: SimPhone };

/** A cycle may be cut off; it may not be refused for good. */
function settled(phone: SimPhone, outcome: CycleOutcome): CycleOutcome {
  if (
    outcome.tag === 'stopped' ||
    (outcome.tag === 'later' && outcome.why === 'refused' && outcome.problem !== undefined)
  )
    throw new Error(`${phone.name} was refused: ${JSON.stringify(outcome.problem)}`);
  return outcome;
}

/** Does the work for each item, so many at a time. */
export async function inTurns<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
