import { startRealServer } from '../child-process.ts';
import { atMost, type Measure } from '../measure.ts';
import { pushVisits } from './push-endpoint.ts';

const SETTLE_MS = 3_000;

/** `npm run replay` prints its own server's figure; this is the same server under an equal load, without the phones. */
export const serverMemory: Measure = {
  name: 'server-memory',
  title: 'resident memory of the server on PGlite after a load like the replay’s',
  run: async ({ records }) => {
    const server = await startRealServer();
    try {
      await pushVisits(server.origin, records);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const memory = server.memory();
      if (memory === undefined) throw new Error('this system does not tell a process’s memory');
      return [
        {
          what: `server on PGlite after ${records} visits`,
          unit: 'MB',
          values: [memory.now],
          promise: atMost(400, 'MB'),
        },
        { what: 'the most it ever had', unit: 'MB', values: [memory.most] },
      ];
    } finally {
      await server.stop();
    }
  },
};
