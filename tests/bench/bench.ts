import { loadFact, machineFacts } from './machine.ts';
import { type BenchOptions, type Figure, type Measure, table, verdict } from './measure.ts';
import { firstLoad } from './measures/first-load.ts';
import { lighthouse } from './measures/lighthouse.ts';
import { peers } from './measures/peers.ts';
import { pushEndpoint } from './measures/push-endpoint.ts';
import { saves } from './measures/saves.ts';
import { search } from './measures/search.ts';
import { serverMemory } from './measures/server-memory.ts';
import { transfer } from './measures/transfer.ts';
import { typing } from './measures/typing.ts';
import { unlocking } from './measures/unlocking.ts';
import { postgresCluster, stopPostgres } from './postgres-cluster.ts';

// npm run bench                              all measures
// npm run bench -- push-endpoint saves       some of them
//   --runs 5        turns of each contender (at least 3)
//   --records 1000  records on the phone, in place of the promised 10,000: only to see that everything runs

const MEASURES: readonly Measure[] = [
  firstLoad,
  pushEndpoint,
  serverMemory,
  saves,
  unlocking,
  search,
  typing,
  transfer,
  lighthouse,
  peers,
];

const [command] = process.argv.slice(2);
if (command === 'floor-server') {
  const { runFloorServer } = await import('./floor-server.ts');
  await runFloorServer(process.env);
} else await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const options: BenchOptions = {
    runs: Math.max(3, option(args, '--runs', 3)),
    records: option(args, '--records', 10_000),
  };
  const names = args.filter((arg, place) => !arg.startsWith('--') && !args[place - 1]?.startsWith('--'));
  const unknown = names.filter((name) => !MEASURES.some((measure) => measure.name === name));
  if (unknown.length > 0) {
    console.error(
      `No measure is called ${unknown.join(', ')}. There are: ${MEASURES.map(({ name }) => name).join(', ')}.`,
    );
    process.exitCode = 1;
    return;
  }
  const chosen = names.length === 0 ? MEASURES : MEASURES.filter(({ name }) => names.includes(name));
  for (const fact of machineFacts()) console.log(fact);
  console.log((await postgresCluster())?.version ?? 'no PostgreSQL at hand: PGlite only');
  try {
    await runAll(chosen, options);
  } finally {
    await stopPostgres();
  }
}

async function runAll(chosen: readonly Measure[], options: BenchOptions): Promise<void> {
  const missed: Figure[] = [];
  for (const { name, title, run } of chosen) {
    console.log(`\n## ${name}: ${title}\n`);
    try {
      const figures = await run(options);
      console.log(table(figures));
      missed.push(...figures.filter((figure) => verdict(figure) === 'MISSED'));
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
    console.log(`\n${loadFact()}`);
  }
  console.log(
    missed.length === 0 ? '\nEvery promise was kept.' : `\nMissed: ${missed.map(({ what }) => what).join('; ')}`,
  );
  if (options.records < 10_000) console.log(`With ${options.records} records only: these are no figures.`);
}

function option(args: readonly string[], name: string, fallback: number): number {
  const place = args.indexOf(name);
  const value = Number(args[place + 1]);
  return place < 0 || !Number.isInteger(value) || value < 1 ? fallback : value;
}
