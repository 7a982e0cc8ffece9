import type { ServerPorts } from '../ports.ts';
import type { Database } from '../storage/database.ts';
import type { ServerKeys } from './server-keys.ts';

/** What sessions, enrolment and administration work with. */
export type AuthDeps = {
  readonly database: Database;
  readonly ports: ServerPorts;
  /** The province's space: users, devices and sessions live there. */
  readonly root: string;
  readonly keys: ServerKeys;
  readonly demo: boolean;
};

/** The present instant as the database stores it. */
export function nowIso({ ports }: Pick<AuthDeps, 'ports'>, laterMs = 0): string {
  return new Date(ports.nowMs() + laterMs).toISOString();
}

/** Random bytes as text for links and cookies. */
export function randomToken({ ports }: Pick<AuthDeps, 'ports'>, bytes = 32): string {
  return Buffer.from(ports.randomBytes(bytes)).toString('base64url');
}

/** A random id made by the server. */
export function randomUuid({ ports }: Pick<AuthDeps, 'ports'>): string {
  const bytes = Buffer.from(ports.randomBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
