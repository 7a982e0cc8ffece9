import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LIMITS } from '../../contract/limits.ts';
import { RefusedError } from './problems.ts';

const unpack = promisify(gunzip);

/** JSON bodies, plain or gzip, within the same limit once unpacked: a small bomb is refused like a large body. */
export function addJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const plain = await plainBody(request.headers['content-encoding'], body);
    try {
      return JSON.parse(plain.toString('utf8')) as unknown;
    } catch {
      throw new RefusedError({ problem: 'malformed' });
    }
  });
}

async function plainBody(encoding: string | undefined, body: Buffer): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new RefusedError({ problem: 'unsupportedMedia' });
  try {
    return await unpack(body, { maxOutputLength: LIMITS.requestBytes });
  } catch (error) {
    const { code } = error as { code?: string };
    throw new RefusedError({ problem: code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'malformed' });
  }
}
