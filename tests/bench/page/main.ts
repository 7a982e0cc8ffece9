import { fillFloor, pullFromFloor, pushToFloor } from './floor.ts';
import { enrol, fill, pull, send } from './phone.ts';
import { fillPlain, saveInTurns } from './saves.ts';
import { search } from './search.ts';

// What the bench calls in the browser: the product's own code, and the floors it is compared with.
const bench = { enrol, fill, send, pull, fillPlain, saveInTurns, search, fillFloor, pushToFloor, pullFromFloor };

export type BenchPage = typeof bench;

declare global {
  interface Window {
    bench: BenchPage;
  }
}

window.bench = bench;
