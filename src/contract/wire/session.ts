import * as z from 'zod/mini';
import { Organ, Role, UnitKind, UnitLevel } from '../records/codes.ts';
import { Line, PlainDate, Uuid } from '../scalars.ts';

/** What a user may do where, and when (security.md §1). */
export const Membership = z.object({
  space: Uuid,
  organ: Organ,
  role: Role,
  from: z.optional(PlainDate),
  to: z.optional(PlainDate),
});
export type Membership = z.infer<typeof Membership>;

/** A space is a unit at any level; every record belongs to one. */
export const Space = z.object({
  id: Uuid,
  code: Line,
  kind: UnitKind,
  level: UnitLevel,
  name: Line,
  parent: z.optional(Uuid),
});
export type Space = z.infer<typeof Space>;

export const User = z.object({ id: Uuid, username: Line, name: Line });
export type User = z.infer<typeof User>;

/** Everything a phone needs to know of its user to work for weeks without asking again. */
export const Profile = z.object({
  user: User,
  memberships: z.array(Membership),
  spaces: z.array(Space),
  /** The province's own space, home of reference records. */
  provinceSpace: Uuid,
  policy: z.object({
    unlock: z.enum(['normal', 'strict']),
    shareBetweenOrgans: z.boolean(),
    denouncerIdentity: z.enum(['paper', 'sealed']),
  }),
  demo: z.boolean(),
});
export type Profile = z.infer<typeof Profile>;

/** One-time enrolment of a device (security.md §4). The public key is SPKI, base64url. */
export const EnrolRequest = z.object({
  username: Line,
  code: z.string().check(z.regex(/^\d{8}$/)),
  publicKey: z.string().check(z.maxLength(400)),
  deviceName: Line,
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

/** What the server certifies about a device; `signature` covers the canonical JSON of `body`. */
export const Certificate = z.object({
  body: z.object({
    deviceId: Uuid,
    userId: Uuid,
    username: Line,
    publicKey: z.string(),
    spaces: z.array(Uuid),
    issuedAt: z.string(),
    serial: z.string(),
  }),
  signature: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

export const EnrolAnswer = z.object({
  certificate: Certificate,
  /** The server's signing key, pinned by the phone; SPKI, base64url. */
  serverKey: z.string(),
  /** The recovery public key, to which slot C is sealed; base64url. */
  recoveryKey: z.string(),
  profile: Profile,
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

export const NonceAnswer = z.object({ nonce: z.string() });

/** A device's session: its key signs `gan-dan session <nonce>`. The certificate re-registers it after a restore. */
export const DeviceSessionRequest = z.object({ certificate: Certificate, nonce: z.string(), signature: z.string() });
export type DeviceSessionRequest = z.infer<typeof DeviceSessionRequest>;

/** A session of a browser that keeps no records (province, administrators). */
export const PasswordSessionRequest = z.object({
  username: Line,
  password: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type PasswordSessionRequest = z.infer<typeof PasswordSessionRequest>;

export const SessionAnswer = z.object({ profile: Profile, expiresAt: z.string() });
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** Only this, with the pinned server key's signature over the canonical JSON of `body`, locks a phone. */
export const RevokedNotice = z.object({
  body: z.object({ deviceId: Uuid, revokedAt: z.string(), wipe: z.boolean() }),
  signature: z.string(),
});
export type RevokedNotice = z.infer<typeof RevokedNotice>;
