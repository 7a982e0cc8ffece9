import type { HttpPorts } from '../../../src/app/net/http.ts';

/** The browser's side of HTTP in Node: a base address, and one cookie jar as each phone has its own. */
export function httpPorts(origin: () => string): HttpPorts {
  let cookie: string | undefined;
  return {
    nowMs: () => Date.now(),
    timer: (delayMs, fire) => {
      const timer = setTimeout(fire, delayMs);
      return () => clearTimeout(timer);
    },
    fetch: async (path, init) => {
      const headers = new Headers(init.headers);
      if (cookie !== undefined) headers.set('cookie', cookie);
      const response = await fetch(`${origin()}${path}`, { ...init, headers });
      const [set] = response.headers.getSetCookie();
      if (set !== undefined) cookie = set.split(';', 1)[0];
      return response;
    },
  };
}
