import type { Build } from './phone/environment.ts';

// Written in by vite.config.ts.
declare const __APP_VERSION__: string;
declare const __APP_BUILT_AT_MS__: number;

/** Which program this is, and the moment before which no honest clock can stand. */
export const BUILD: Build = { version: __APP_VERSION__, builtAtMs: __APP_BUILT_AT_MS__ };
