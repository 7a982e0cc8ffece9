import { cpus, freemem, loadavg, totalmem } from 'node:os';

/** Above this the figures say more about the neighbours than about us. */
const QUIET_LOAD = 1.5;

/** What a figure must be read with. */
export function machineFacts(): readonly string[] {
  const all = cpus();
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  return [
    `${new Date().toISOString()}; ${all.length} cores, ${all[0]?.model.trim() ?? 'unknown'}`,
    `${gigabytes(totalmem())} memory, ${gigabytes(freemem())} free; Node ${process.version}, ${process.platform}`,
    loadFact(),
  ];
}

export function loadFact(): string {
  const [one = 0, five = 0] = loadavg();
  const load = `load ${one.toFixed(2)} (1 min), ${five.toFixed(2)} (5 min)`;
  return one > QUIET_LOAD ? `${load}: MEASURED UNDER LOAD` : load;
}
