import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { DemoProgress } from '../../contract/wire/administration.ts';
import type { AuthDeps } from '../auth/context.ts';
import type { SyncService } from '../sync/sync-service.ts';
import type { SyncDeps } from '../sync/sync-session.ts';
import type { Reach } from './request-checks.ts';

/** What routes work with. */
export type AppDeps = {
  readonly auth: AuthDeps;
  readonly sync: SyncService;
  readonly syncDeps: SyncDeps;
  readonly reach: Reach;
  readonly serverVer: string;
  /** How far the demo's invented world is filled; only where it is. */
  readonly demoProgress?: () => DemoProgress;
};

/** A fastify instance whose bodies and answers are typed by the contract's schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
