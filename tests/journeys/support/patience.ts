import { expect as plain } from '@playwright/test';

/** As long as a busy machine may take to show what it has been asked for. */
export const expect = plain.configure({ timeout: 30_000 });
