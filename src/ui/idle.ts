/**
 * When the page has nothing to draw and to answer; `atLatestMs` later in any case. Safari knows no idle time: there
 * after everything that waits already.
 */
export function idle(atLatestMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, 0);
    else requestIdleCallback(resolve, { timeout: atLatestMs });
  });
}
