import { defineConfig } from '@playwright/test';
import { browserOptions } from './tests/support/browser.ts';

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.journey.ts',
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  // A cap for what hangs; the steps have limits of their own. Several helpers may share one small machine.
  timeout: 240_000,
  forbidOnly: true,
  workers: 2,
  use: {
    launchOptions: await browserOptions(),
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 390, height: 844 },
    trace: 'retain-on-failure',
  },
});
