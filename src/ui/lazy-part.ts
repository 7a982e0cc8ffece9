import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export type LazyPart<P> = LazyExoticComponent<ComponentType<P>> & {
  /** Fetches it before it is drawn. */
  readonly load: () => Promise<void>;
};

/**
 * A component whose code is no part of the first screen: it comes when it is first drawn, or earlier by `load`. What is
 * there already is drawn at once: given a promise, React would show the fallback, and for at least 300 ms.
 */
export function lazyPart<P extends object>(fetch: () => Promise<ComponentType<P>>): LazyPart<P> {
  let part: { readonly default: ComponentType<P> } | undefined;
  const fetched = async () => {
    part ??= { default: await fetch() };
    return part;
  };
  const Part = lazy(() => (part === undefined ? fetched() : atOnce(part)));
  return Object.assign(Part, { load: async () => void (await fetched()) });
}

/** React takes any object with a `then` (react.dev, lazy). */
function atOnce<T>(value: T): Promise<T> {
  // biome-ignore lint/suspicious/noThenProperty: this is one on purpose
  return { then: (done: (value: T) => void) => done(value) } as unknown as Promise<T>;
}
