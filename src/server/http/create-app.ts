import type { Writable } from 'node:stream';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyServerOptions, LogController } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { LIMITS } from '../../contract/limits.ts';
import { addAdminRoutes } from './admin/routes.ts';
import type { App, AppDeps } from './app-deps.ts';
import { addJsonBodies } from './body.ts';
import { addDemoRoutes } from './demo/routes.ts';
import { addDocs } from './docs/routes.ts';
import { addEnrolRoutes } from './enrol/routes.ts';
import { handleError } from './error-handler.ts';
import { addHealthRoutes } from './health/routes.ts';
import { REQUESTS_PER_MINUTE } from './limits.ts';
import { addRequestLog } from './logging.ts';
import { RefusedError } from './problems.ts';
import { addReferenceRoutes } from './reference/routes.ts';
import { addReportRoutes } from './reports/routes.ts';
import { addRequestChecks } from './request-checks.ts';
import { addSessionRoutes } from './session/routes.ts';
import { addStaticFiles } from './static/static-files.ts';
import { addSyncRoutes } from './sync/routes.ts';

export type AppOptions = {
  /** Folder of the built app; undefined = the server alone. */
  readonly staticFolder?: string;
  readonly trustProxy?: boolean | string | number;
  /** Where log lines go; undefined = nowhere. */
  readonly log?: Writable;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
};

/** The HTTP server: checks, then routes, then the files of the app. It does not listen yet. */
export async function createApp(deps: AppDeps, options: AppOptions = {}): Promise<App> {
  const app = fastify(serverOptions(options)).withTypeProvider<ZodTypeProvider>() as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  // Answers are made by our own code from the contract's types: parsing them again would only cost time.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(handleError);
  addJsonBodies(app);
  addRequestLog(app);
  await addHeaders(app, deps);
  addRequestChecks(app, deps.reach);
  await app.register(cookie);
  await app.register(compress, {
    global: true,
    encodings: ['gzip'],
    // Request bodies are unpacked by our own parser, which knows their limit.
    globalDecompression: false,
    threshold: 1024,
    zlibOptions: { level: constants.Z_BEST_SPEED },
  });
  await app.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) =>
      new RefusedError({ problem: 'rateLimited', params: { seconds: Math.max(1, Math.ceil(ttl / 1000)) } }),
  });
  await addDocs(app, deps);
  await app.register(async (routes) => addRoutes(routes as unknown as App, deps));
  await addStaticFiles(app, options.staticFolder);
  return app;
}

function addRoutes(app: App, deps: AppDeps): void {
  addSyncRoutes(app, deps);
  addEnrolRoutes(app, deps);
  addSessionRoutes(app, deps);
  addReferenceRoutes(app, deps);
  addReportRoutes(app, deps);
  addAdminRoutes(app, deps);
  if (deps.auth.demo) addDemoRoutes(app, deps);
  addHealthRoutes(app, deps);
}

function serverOptions({ log, trustProxy, tls }: AppOptions): FastifyServerOptions {
  const logger =
    log === undefined
      ? false
      : { level: 'info', stream: log, base: null, serializers: { req: () => undefined, res: () => undefined } };
  const options = {
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy ?? false,
    bodyLimit: LIMITS.requestBytes,
    // A phone on a bad line is slow, not hostile; but nobody holds a connection for ever.
    requestTimeout: 600_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    frameworkErrors: handleError,
    ...(tls === undefined ? {} : { https: tls }),
  };
  return options as unknown as FastifyServerOptions;
}

async function addHeaders(app: App, { reach }: AppDeps): Promise<void> {
  const self = ["'self'"];
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: self,
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: self,
        imgSrc: ["'self'", 'blob:'],
        connectSrc: self,
        workerSrc: self,
        manifestSrc: self,
        objectSrc: ["'none'"],
        baseUri: self,
        formAction: self,
        frameAncestors: ["'none'"],
        // Everything the page asks for is its own, at its own address. Over plain http this directive would turn the
        // scripts to https: a blank page, where the app could have said how it is opened rightly.
        upgradeInsecureRequests: null,
      },
    },
    hsts: reach.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onSend', async (request, reply) => {
    // The camera reads identity cards; where somebody is, and what is said around him, is nobody's business here.
    void reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=()');
    if (/^\/(api|sync)\//.test(request.url) && reply.getHeader('cache-control') === undefined)
      void reply.header('cache-control', 'no-store');
  });
}
