import type { Page } from '@playwright/test';
import { PhoneKeyboard, TELEX } from '../../journeys/support/composition.ts';
import { untilReadyOffline } from '../../support/browser.ts';
import { startRealServer } from '../child-process.ts';
import { slowDown, withBrowser } from '../in-browser.ts';
import { atMost, type Measure } from '../measure.ts';
import { filledPhone, typePin, waitForToday } from './real-app.ts';

const SLOWER = 4;
/** Between two syllables, as a practised thumb types; drafts are kept meanwhile. */
const PAUSE_MS = 150;
/** How often the syllables are typed into the longer field. */
const LINES = 6;

type Seen = { readonly longTaskMs: readonly number[]; readonly keyMs: readonly number[] };

export const typing: Measure = {
  name: 'typing',
  title: 'Vietnamese typed into a new visit, key by key as phones compose it, in the real app',
  run: ({ runs, records }) =>
    withBrowser(async (browser) => {
      const server = await startRealServer();
      try {
        const { context, filler } = await filledPhone(browser, server.origin, records);
        await filler.close();
        const page = await context.newPage();
        await page.goto(server.origin);
        await untilReadyOffline(page);
        await typePin(page);
        await waitForToday(page);
        await slowDown(page, SLOWER);
        const seen: Seen[] = [];
        for (let turn = 0; turn <= runs; turn += 1) {
          const { longTaskMs, keyMs } = await typeVisit(page);
          const longest = Math.max(0, ...longTaskMs);
          console.error(`  longest task ${Math.round(longest)} ms of ${longTaskMs.length} long ones`);
          // The first turn also compiles the form.
          if (turn > 0) seen.push({ longTaskMs, keyMs });
        }
        const about = `${SLOWER}× slowdown, ${records} visits on the phone`;
        return [
          {
            what: `longest task of the page's thread over 50 ms (0: none) while typing, ${about}`,
            unit: 'ms',
            values: seen.map(({ longTaskMs }) => Math.max(0, ...longTaskMs)),
            promise: atMost(50, 'ms', 'max'),
          },
          { what: `slowest key to the next picture, ${about}`, unit: 'ms', values: seen.map(slowestKey) },
        ];
      } finally {
        await server.stop();
      }
    }),
};

const slowestKey = ({ keyMs }: Seen): number => Math.max(0, ...keyMs);

/** A new visit: the name, then what was said; given up at the end. */
async function typeVisit(page: Page): Promise<Seen> {
  await page.keyboard.press('F2');
  const name = page.getByLabel('Họ và tên công dân');
  await name.waitFor();
  const keyboard = await PhoneKeyboard.of(page);
  // What opening the form costs is another question.
  await page.waitForTimeout(2_000);
  await page.evaluate(watchTasks);
  await types(page, keyboard, 'Họ và tên công dân', 1);
  await types(page, keyboard, 'Nội dung trình bày', LINES);
  await page.waitForTimeout(1_500);
  const seen = await page.evaluate(() => window.typingSeen ?? { longTaskMs: [], keyMs: [] });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bỏ bản này' }).click();
  await waitForToday(page);
  return seen;
}

async function types(page: Page, keyboard: PhoneKeyboard, label: string, times: number): Promise<void> {
  const field = page.getByLabel(label);
  for (let time = 0; time < times; time += 1) {
    for (const syllable of TELEX) {
      await keyboard.composes(field, [syllable]);
      await page.keyboard.insertText(' ');
      await page.waitForTimeout(PAUSE_MS);
    }
  }
}

declare global {
  interface Window {
    typingSeen: { longTaskMs: number[]; keyMs: number[] } | undefined;
  }
}

/** In the page: tasks over 50 ms, and how long each key waited for its picture, from now on. */
function watchTasks(): void {
  const seen = { longTaskMs: [] as number[], keyMs: [] as number[] };
  window.typingSeen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTaskMs.push(duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.keyMs.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}
