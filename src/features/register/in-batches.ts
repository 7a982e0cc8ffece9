/** Records opened or written before the page may draw and answer keys again. */
const BATCH = 16;

/** Lets the page draw and answer what was typed meanwhile. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Does something with each of many, a few at a time, so that nobody waits for a key (no task over 50 ms); answers what came
 * of those before `signal` was aborted.
 */
export async function inBatches<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  { signal, onDone }: { readonly signal?: AbortSignal; readonly onDone?: (done: number) => void } = {},
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length && !signal?.aborted; at += BATCH) {
    results.push(...(await Promise.all(items.slice(at, at + BATCH).map(work))));
    onDone?.(results.length);
    await breathe();
  }
  return results;
}
