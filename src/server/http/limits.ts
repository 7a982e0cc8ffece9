/** Requests of one address in a minute: far above what a replay or an office behind one address needs. */
export const REQUESTS_PER_MINUTE = 60_000;

/** Signing in and enrolling. */
export const AUTH_RATE = { rateLimit: { max: 600, timeWindow: '1 minute' } } as const;

/** Reports scan many rows. */
export const REPORT_RATE = { rateLimit: { max: 120, timeWindow: '1 minute' } } as const;
