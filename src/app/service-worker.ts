// Keeps the app usable without a network, and lets no update pull the floor from under an open page (sync.md, rule 17):
// - a new version waits until no page of the old one lives, or until the only page asks for it and reloads itself;
// - the files of the version before stay, so a page's lazy chunks never vanish;
// - /api and /sync are never answered from here, and nothing but GET is touched.
// Workbox's own precache deletes the old version's files on activation, hence these lines instead.

type PrecacheEntry = { url: string; revision: string | null };

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

const CACHE_NAME = 'gan-dan-app';
const VERSIONS_KEY = '/__versions';
const KEPT_VERSIONS = 2;
const SERVER_PATHS = /^\/(api|sync|healthz|readyz)(\/|$)/;
const BUILT_FILES = /^\/assets\//;
const APP_PAGE = '/index.html';

// A key says what its content is: built files carry a hash in their name, all others get one as a parameter.
const keysByPath = new Map(
  self.__WB_MANIFEST.map(({ url, revision }) => {
    const path = new URL(url, self.location.origin).pathname;
    return [path, revision === null ? path : `${path}?revision=${revision}`];
  }),
);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(activateIfOnlyPage(event.ports[0]));
});

self.addEventListener('fetch', (event) => {
  const key = keyFor(event.request);
  if (key) event.respondWith(cachedOrFetched(key, event.request));
});

function keyFor(request: Request): string | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || SERVER_PATHS.test(pathname)) return undefined;
  const key = keysByPath.get(pathname);
  if (key) return key;
  // A page of the version before asks for a file that this version no longer has.
  if (BUILT_FILES.test(pathname)) return pathname;
  return request.mode === 'navigate' ? keysByPath.get(APP_PAGE) : undefined;
}

async function cachedOrFetched(key: string, request: Request): Promise<Response> {
  const cache = await self.caches.open(CACHE_NAME);
  return (await cache.match(key, { ignoreVary: true })) ?? fetch(request);
}

async function install(): Promise<void> {
  const cache = await self.caches.open(CACHE_NAME);
  await Promise.all([...keysByPath].map(([path, key]) => store(cache, path, key)));
}

async function store(cache: Cache, path: string, key: string): Promise<void> {
  // What an earlier version or an interrupted installation has fetched is not fetched again.
  if (await cache.match(key, { ignoreVary: true })) return;
  const response = await fetch(path, { cache: key === path ? 'default' : 'reload', credentials: 'same-origin' });
  if (!response.ok || response.redirected) throw new Error(`cannot keep ${path}: status ${response.status}`);
  await cache.put(key, response);
}

async function activate(): Promise<void> {
  const cache = await self.caches.open(CACHE_NAME);
  const own = [...keysByPath.values()].sort();
  const earlier: string[][] = (await (await cache.match(VERSIONS_KEY))?.json()) ?? [];
  const others = earlier.filter((keys) => keys.join() !== own.join());
  const kept = [own, ...others].slice(0, KEPT_VERSIONS);
  await cache.put(VERSIONS_KEY, Response.json(kept));
  // Yet another version may be filling the cache just now: then its own activation cleans up.
  const { installing, waiting } = self.registration;
  if (!installing && !waiting) await removeAllBut(cache, new Set([VERSIONS_KEY, ...kept.flat()]));
  // The page of the very first visit, too, finds its lazy chunks here when the network goes.
  await self.clients.claim();
}

async function removeAllBut(cache: Cache, kept: ReadonlySet<string>): Promise<void> {
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!kept.has(pathname + search)) await cache.delete(request, { ignoreVary: true });
  }
}

async function activateIfOnlyPage(reply: MessagePort | undefined): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const isOnlyPage = pages.length <= 1;
  if (isOnlyPage) await self.skipWaiting();
  reply?.postMessage(isOnlyPage);
}
