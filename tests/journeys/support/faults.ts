import { type BrowserContext, type ConsoleMessage, expect } from '@playwright/test';

/** What a browser said that no journey may leave behind: exceptions, console errors, refusals of the page's policy. */
export class Faults {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('weberror', (fault) => this.#found.push(`thrown: ${fault.error().stack ?? fault.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error' && !isSilenceOfServer(message)) this.#found.push(`console: ${message.text()}`);
    });
  }

  /** A fault that this journey provokes. */
  expects(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  expectNone(): void {
    expect(this.#found.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)))).toEqual([]);
  }
}

/**
 * The browser itself notes each request that failed or was refused. Of questions to the server that is the very thing
 * the journeys are about; a part of the app that is missing stays a fault.
 */
function isSilenceOfServer(message: ConsoleMessage): boolean {
  if (!message.text().startsWith('Failed to load resource')) return false;
  const { url } = message.location();
  return URL.canParse(url) && /^\/(api|sync)\/|^\/service-worker\.js$/.test(new URL(url).pathname);
}
