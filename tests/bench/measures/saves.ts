import type { Browser, Page } from '@playwright/test';
import { untilReadyOffline } from '../../support/browser.ts';
import { startRealServer } from '../child-process.ts';
import { newPhone, openBenchPage, slowDown, withBrowser } from '../in-browser.ts';
import { atMost, type BenchOptions, type Figure, type Measure, median } from '../measure.ts';
import { filledPhone, typePin, waitForToday } from './real-app.ts';

const SLOWER = 4;
/** Saves of one turn. */
const SAVES = 40;
const FORM_SAVES = 15;

export const saves: Measure = {
  name: 'saves',
  title: 'Lưu → “Đã lưu trên máy này”, and the sealed write against one plain strict Dexie put',
  run: (options) =>
    withBrowser(async (browser) => {
      const server = await startRealServer();
      try {
        return [
          ...(await writes(browser, server.origin, options)),
          ...(await inTheForm(browser, server.origin, options)),
        ];
      } finally {
        await server.stop();
      }
    }),
};

async function writes(browser: Browser, origin: string, { runs, records }: BenchOptions): Promise<readonly Figure[]> {
  const context = await newPhone(browser);
  const page = await openBenchPage(context, origin);
  await page.evaluate(async (visits) => {
    await window.bench.enrol('vanphong.suoimau');
    await window.bench.fill(visits, { waiting: false });
    await window.bench.fillPlain(visits);
  }, records);
  const figures: Figure[] = [];
  for (const rate of [1, SLOWER]) {
    await slowDown(page, rate);
    const sealed: number[] = [];
    const plain: number[] = [];
    const ratios: number[] = [];
    for (let turn = 0; turn < runs; turn += 1) {
      const seen = await page.evaluate((count) => window.bench.saveInTurns(count), SAVES);
      sealed.push(...seen.sealed);
      plain.push(...seen.plain);
      ratios.push(median(seen.sealed) / median(seen.plain));
      console.error(`  ${rate}×: sealed ${median(seen.sealed)} ms, plain ${median(seen.plain)} ms`);
    }
    const at = `${rate}× slowdown, ${records} visits present`;
    figures.push(
      { what: `sealed save (record, outbox, summary), ${at}`, unit: 'ms', values: sealed },
      { what: `one plain strict Dexie put, ${at}`, unit: 'ms', values: plain },
      { what: `sealed / plain, medians of each turn, ${rate}×`, unit: '×', values: ratios, promise: atMost(2, '×') },
    );
  }
  await context.close();
  return figures;
}

/** The real app, offline: a person fills the short form and presses the button. */
async function inTheForm(
  browser: Browser,
  origin: string,
  { runs, records }: BenchOptions,
): Promise<readonly Figure[]> {
  const { context, filler } = await filledPhone(browser, origin, records);
  await filler.close();
  const page = await context.newPage();
  await page.addInitScript(watchSaves);
  await page.goto(origin);
  await untilReadyOffline(page);
  await context.setOffline(true);
  await page.reload();
  await typePin(page);
  await waitForToday(page);
  await page.getByRole('button', { name: 'Ghi tiếp dân' }).click();
  await slowDown(page, SLOWER);
  const said: number[] = [];
  const ready: number[] = [];
  for (let save = 0; save < FORM_SAVES * runs + 3; save += 1) {
    const seen = await saveOne(page, save);
    if (save < 3) continue;
    said.push(seen.said);
    ready.push(seen.ready);
  }
  await context.close();
  const at = `the real form, ${SLOWER}× slowdown, ${records} visits present`;
  return [
    { what: `Lưu → “Đã lưu trên máy này”, ${at}`, unit: 'ms', values: said, promise: atMost(100, 'ms', 'p95') },
    { what: `Lưu → the next empty form, ${at}`, unit: 'ms', values: ready },
  ];
}

async function saveOne(page: Page, place: number): Promise<{ readonly said: number; readonly ready: number }> {
  await page.getByRole('radio', { name: 'Phản ánh' }).check();
  await page.getByLabel('Họ và tên công dân').fill(`Nông Thị Đào ${place}`);
  await page.getByLabel('Nội dung trình bày').fill(`Đề nghị đo lại ranh giới thửa đất số ${place}, tờ bản đồ 12.`);
  // The draft that writing leaves behind is kept before the button is reached, as it is when a person writes.
  await page.waitForTimeout(DRAFT_MS);
  await page.evaluate(() => {
    window.saved = {};
  });
  await page.getByRole('button', { name: /^Lưu – tiếp/ }).click();
  await page.waitForFunction(() => window.saved?.ready !== undefined);
  const { said, ready } = await page.evaluate(() => window.saved ?? {});
  return { said: said ?? Number.NaN, ready: ready ?? Number.NaN };
}

/** Longer than the form waits before it keeps a draft. */
const DRAFT_MS = 1500;

declare global {
  interface Window {
    saved: { said?: number; ready?: number } | undefined;
  }
}

/** In the page: from the click to the first picture that says the words, and to the next form. */
function watchSaves(): void {
  let pressedMs: number | undefined;
  addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element).closest('button');
      if (button?.textContent?.startsWith('Lưu')) pressedMs = event.timeStamp;
    },
    { capture: true },
  );
  const look = (): void => {
    // The words of the save before stand on the full form: they count once that form is gone.
    if (pressedMs === undefined || !document.body?.textContent?.includes('Đã lưu trên máy này')) return;
    const written = document.querySelector<HTMLTextAreaElement>('textarea')?.value;
    if (written !== undefined && written !== '') return;
    const from = pressedMs;
    const isReady = written === '';
    if (isReady) pressedMs = undefined;
    requestAnimationFrame(() => {
      window.saved ??= {};
      const { saved } = window;
      saved.said ??= performance.now() - from;
      if (isReady) saved.ready ??= performance.now() - from;
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}
