import type { Mutation } from '../../../src/contract/wire/sync.ts';
import { type Running, startFloorServer, startRealServer } from '../child-process.ts';
import { enrolPhones, HttpClient, type HttpPhone } from '../http-phone.ts';
import { atLeast, type BenchOptions, type Figure, inTurns, type Measure } from '../measure.ts';
import { postgresCluster } from '../postgres-cluster.ts';
import { chanceOf, visitMutation } from '../visits.ts';

const BATCH = 100;
/** Phones of as many communes, each sending one batch after the other: what an evening looks like from the server. */
const PHONES = 8;
const WARM_UP = 20;
/** Mutations of one turn, per record on the phone that the bench was asked for. */
const PER_RECORD = 2;

const PROMISES = { postgres: atLeast(6000, '/s'), pglite: atLeast(2500, '/s') } as const;

export const pushEndpoint: Measure = {
  name: 'push-endpoint',
  title: `mutations a second, batches of ${BATCH} new visits of 1.2 kB from ${PHONES} phones of ${PHONES} communes`,
  run: async (options) => {
    const cluster = await postgresCluster();
    return [
      ...(cluster === undefined ? [] : await onEngine('postgres', options, cluster.newDatabase)),
      ...(await onEngine('pglite', options, async () => undefined)),
    ];
  },
};

async function onEngine(
  engine: keyof typeof PROMISES,
  { runs, records }: BenchOptions,
  newDatabase: () => Promise<string | undefined>,
): Promise<readonly Figure[]> {
  console.error(`  ${engine}`);
  const ours = await startRealServer(await newDatabase());
  const floor = await startFloorServer(await newDatabase());
  try {
    const phones = await enrolPhones(ours.origin, PHONES);
    const batches = Math.max(PHONES, Math.round((records * PER_RECORD) / BATCH));
    await pushAll(phones, WARM_UP, 'gzip');
    await pushToFloor(floor, phones, WARM_UP);
    const cpu: number[] = [];
    const values = await inTurns(runs, {
      gzip: async () => {
        const before = ours.cpuSeconds();
        const rate = await pushAll(phones, batches, 'gzip');
        cpu.push(((ours.cpuSeconds() - before) * 1000) / ((Math.ceil(batches / PHONES) * PHONES * BATCH) / 1000));
        return rate;
      },
      plain: () => pushAll(phones, batches, 'plain'),
      floor: () => pushToFloor(floor, phones, batches),
    });
    for (const phone of phones) phone.client.close();
    return [
      { what: `${engine}: gzip bodies, as phones send`, unit: '/s', values: values.gzip, promise: PROMISES[engine] },
      { what: `${engine}: processor time of the server process for 1,000 (gzip)`, unit: 'ms', values: cpu },
      { what: `${engine}: plain bodies`, unit: '/s', values: values.plain },
      { what: `${engine}: floor (parse, validate, one insert), gzip`, unit: '/s', values: values.floor },
    ];
  } finally {
    await ours.stop();
    await floor.stop();
  }
}

/** The visits are there, as in an outbox; making the request of them, and compressing it, is part of the time. */
function prepared(phones: readonly HttpPhone[], batches: number): readonly (readonly (readonly Mutation[])[])[] {
  const each = Math.ceil(batches / phones.length);
  return phones.map((phone) => {
    const chance = chanceOf(phone.no + phones.indexOf(phone) * 1_000_003);
    return Array.from({ length: each }, () =>
      Array.from({ length: BATCH }, () => {
        phone.no += 1;
        return visitMutation(chance, phone.writer, phone.no);
      }),
    );
  });
}

async function pushAll(phones: readonly HttpPhone[], batches: number, encoding: 'gzip' | 'plain'): Promise<number> {
  const work = prepared(phones, batches);
  return perSecond(work, (place, muts) => (phones[place] as HttpPhone).push(muts, encoding));
}

async function pushToFloor(floor: Running, phones: readonly HttpPhone[], batches: number): Promise<number> {
  const numbers = phones.map(({ no }) => no);
  const work = prepared(phones, batches);
  // These went to the other server: the phone's own row of numbers must not jump.
  for (const [place, phone] of phones.entries()) phone.no = numbers[place] ?? 0;
  const clients = phones.map(() => new HttpClient(floor.origin));
  const rate = await perSecond(work, (place, muts) =>
    (clients[place] as HttpClient).post('/floor/push', { muts }, 'gzip'),
  );
  for (const client of clients) client.close();
  return rate;
}

async function perSecond(
  work: readonly (readonly (readonly Mutation[])[])[],
  send: (place: number, muts: readonly Mutation[]) => Promise<unknown>,
): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(
    work.map(async (batches, place) => {
      for (const muts of batches) await send(place, muts);
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  return work.flat(2).length / seconds;
}

/** The load of the memory measure: as many visits as given, from communes of their own. */
export async function pushVisits(origin: string, visits: number): Promise<void> {
  const phones = await enrolPhones(origin, PHONES);
  await pushAll(phones, Math.ceil(visits / BATCH), 'gzip');
  for (const phone of phones) phone.client.close();
}
