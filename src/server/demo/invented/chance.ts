import { v5, v7 } from 'uuid';
import { Rng } from './rng.ts';

const NAMES = '7a0c3b52-9f4e-4c1b-8a55-2e1d6f1c9b70';

/** The id of something that has a name in the plan. */
export function idOf(name: string): string {
  return v5(name, NAMES);
}

/** The seed of something that has a name (FNV-1a). */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}

/** Seeded chance with what a generator of records needs. */
export class Chance extends Rng {
  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256));
  }

  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: { readonly [key in K]?: number }): K {
    const entries = Object.entries(weights) as [K, number][];
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      rest -= weight;
      if (rest < 0) return key;
    }
    return entries.at(-1)?.[0] as K;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const all = [...items];
    for (let at = all.length - 1; at > 0; at -= 1) {
      const other = this.below(at + 1);
      [all[at], all[other]] = [all[other] as T, all[at] as T];
    }
    return all;
  }

  /** A UUIDv7 of that moment: the same seed gives the same id. */
  uuid(msecs: number): string {
    return v7({ msecs, random: this.bytes(16), seq: this.below(2 ** 31) });
  }

  /**
   * Splits a total into whole parts, in proportion to weights of its own making (`spread` = how far they differ);
   * each part within its bounds, the sum exact.
   */
  split(
    total: number,
    parts: number,
    bounds: { readonly least: number; readonly most: number; readonly spread: number },
  ): number[] {
    const { least, most, spread } = bounds;
    if (total < parts * least || total > parts * most) throw new RangeError(`${total} in ${parts} parts`);
    const weights = Array.from({ length: parts }, () => 1 + (this.next() * 2 - 1) * spread);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = weights.map((weight) => clamp(Math.floor((total * weight) / whole), least, most));
    for (let rest = total - sumOf(shares); rest !== 0; ) {
      const step = Math.sign(rest);
      const at = this.below(parts);
      const next = (shares[at] as number) + step;
      if (next < least || next > most) continue;
      shares[at] = next;
      rest -= step;
    }
    return shares;
  }

  /** Throws a total into parts by chance, each at least `least`, none above `most`: many ones and zeros, a few fours. */
  scatter(total: number, parts: number, { least, most }: { readonly least: number; readonly most: number }): number[] {
    if (total < parts * least || total > parts * most) throw new RangeError(`${total} in ${parts} parts`);
    const counts = Array.from({ length: parts }, () => least);
    for (let rest = total - parts * least; rest > 0; ) {
      const at = this.below(parts);
      if ((counts[at] as number) >= most) continue;
      counts[at] = (counts[at] as number) + 1;
      rest -= 1;
    }
    return counts;
  }
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
