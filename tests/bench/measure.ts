// What every measure of the bench shares: contenders that take turns, their middle and their slow end, the promise.

export type BenchOptions = {
  /** Turns of each contender, at least 3. */
  readonly runs: number;
  /** Records on the phone; the promises speak of 10,000. */
  readonly records: number;
};

/** One line of the table. */
export type Figure = {
  readonly what: string;
  readonly unit: string;
  /** Every value that was seen. */
  readonly values: readonly number[];
  /** What section 7 of the issue promises of it. */
  readonly promise?: Promised;
};

type Promised = {
  readonly say: string;
  readonly of: 'median' | 'p95' | 'max';
  readonly kept: (value: number) => boolean;
};

export type Measure = {
  readonly name: string;
  readonly title: string;
  readonly run: (options: BenchOptions) => Promise<readonly Figure[]>;
};

export function atMost(limit: number, unit: string, of: Promised['of'] = 'median'): Promised {
  return { say: `≤ ${limit} ${unit}`.trim(), of, kept: (value) => value <= limit };
}

export function atLeast(limit: number, unit: string, of: Promised['of'] = 'median'): Promised {
  return { say: `≥ ${limit.toLocaleString('en')} ${unit}`.trim(), of, kept: (value) => value >= limit };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  // Nearest rank: with few values p95 is the worst one, which is what a person would have met.
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Lets contenders take turns, in another order each time: a slow minute of the machine hits all of them. */
export async function inTurns<K extends string>(
  turns: number,
  contenders: { readonly [name in K]: (turn: number) => Promise<number | readonly number[]> },
): Promise<{ readonly [name in K]: readonly number[] }> {
  const names = Object.keys(contenders) as K[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as { [name in K]: number[] };
  for (let turn = 0; turn < turns; turn += 1) {
    const order = turn % 2 === 0 ? names : [...names].reverse();
    for (const name of order) {
      const seen = await contenders[name](turn);
      values[name].push(...(typeof seen === 'number' ? [seen] : seen));
      console.error(`  ${name}: ${typeof seen === 'number' ? rounded(seen) : `${seen.length} values`}`);
    }
  }
  return values;
}

/** How many times one contender's middle is the other's, turn by turn. */
export function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.map((value, turn) => value / (theirs[turn] ?? Number.NaN));
}

export function rounded(value: number): string {
  if (Number.isNaN(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `kept`, `missed`, or nothing where nothing was promised. */
export function verdict({ values, promise }: Figure): string {
  if (promise === undefined) return '';
  const value = { median: median(values), p95: quantile(values, 0.95), max: Math.max(...values) }[promise.of];
  return promise.kept(value) ? 'kept' : 'MISSED';
}

/** The figures as a table in Markdown, as docs/performance.md takes it. */
export function table(figures: readonly Figure[]): string {
  const head = ['what', 'median', 'p95', 'of', 'promise', ''];
  const rows = figures.map((figure) => [
    figure.what,
    `${rounded(median(figure.values))} ${figure.unit}`.trim(),
    `${rounded(quantile(figure.values, 0.95))} ${figure.unit}`.trim(),
    String(figure.values.length),
    figure.promise === undefined ? '' : `${figure.promise.say} (${figure.promise.of})`,
    verdict(figure),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}
