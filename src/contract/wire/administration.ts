import * as z from 'zod/mini';
import { UnitKind } from '../records/codes.ts';
import { Line, PlainDate, Uuid } from '../scalars.ts';
import { Membership, Space, User } from './session.ts';

/** A name to sign in with: small letters without marks, typed by people on unknown keyboards. */
export const Username = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{2,39}$/));

export const NewPassword = z.string().check(z.minLength(10), z.maxLength(200));

/** The one-time link of a new server sets the first administrator's password. */
export const FirstPasswordRequest = z.object({ token: z.string().check(z.maxLength(100)), password: NewPassword });

/** `id`: of a user whom a restored server forgot, so that what waits from his phone finds its author again. */
export const NewUserRequest = z.object({
  id: z.optional(Uuid),
  username: Username,
  name: Line,
  memberships: z.array(Membership).check(z.minLength(1), z.maxLength(20)),
  /** Only for people without a phone of the app: they sign in with name and password. */
  password: z.optional(NewPassword),
});
export type NewUserRequest = z.infer<typeof NewUserRequest>;

export const AdminUser = z.object({
  user: User,
  memberships: z.array(Membership),
  locked: z.boolean(),
  signsInBy: z.object({ password: z.boolean(), devices: z.number() }),
});
export const UserList = z.object({ users: z.array(AdminUser) });
export type UserList = z.infer<typeof UserList>;

/** What a user does from now on, in place of what he did: of each unit the organ and the role. */
export const GrantsRequest = z.object({ memberships: z.array(Membership).check(z.minLength(1), z.maxLength(20)) });
export type GrantsRequest = z.infer<typeof GrantsRequest>;

export const LockRequest = z.object({ locked: z.boolean() });

/** Shown once; bound to one user, 30 minutes, one use. */
export const EnrolmentCode = z.object({ username: Line, code: z.string(), expiresAt: z.string() });
export type EnrolmentCode = z.infer<typeof EnrolmentCode>;

export const AdminDevice = z.object({
  id: Uuid,
  user: z.object({ id: Uuid, username: Line, known: z.boolean(), name: z.optional(Line) }),
  name: Line,
  enrolledAt: z.string(),
  lastSeen: z.optional(z.string()),
  /** Of the app that spoke last from this device. */
  appVersion: z.optional(Line),
  locked: z.boolean(),
  revokedAt: z.optional(z.string()),
  /** Taken back after a restore, on the word of its certificate. */
  reregisteredAt: z.optional(z.string()),
  /** Of what it has sent, what waits for an administrator; what still lies on it nobody here knows. */
  waiting: z.optional(z.number()),
});
export const DeviceList = z.object({ devices: z.array(AdminDevice) });
export type DeviceList = z.infer<typeof DeviceList>;

/** `wipe`: the phone deletes its records once everything unsent is safe. */
export const RevokeRequest = z.object({ wipe: z.boolean() });

/** What waits for an administrator: no content, only whose it is and why it waits. */
export const QuarantineEntry = z.object({
  id: Uuid,
  space: Uuid,
  kind: z.string(),
  what: z.enum(['mutation', 'salvage']),
  userId: Uuid,
  code: z.string(),
  receivedAt: z.string(),
});
export const QuarantineList = z.object({ items: z.array(QuarantineEntry) });
export type QuarantineList = z.infer<typeof QuarantineList>;
/** `space`: ids are made by phones; only within a space do they name one item. */
export const QuarantineDecision = z.object({ space: Uuid, decision: z.enum(['accept', 'discard']) });

/** The public half of the recovery key, made in the administrator's browser; base64url of the uncompressed point. */
export const RecoveryKeyRequest = z.object({
  publicKey: z.string().check(z.maxLength(200)),
  /** The administrator says that he has put the server's own first key away: only then is it forgotten. */
  firstKept: z.optional(z.boolean()),
});
export const RecoveryKeyAnswer = z.object({ publicKey: z.string() });
export type RecoveryKeyAnswer = z.infer<typeof RecoveryKeyAnswer>;
/** The pair that the server made at its first start (private half: PKCS#8), as often as it is asked for until it is kept. */
export const FirstRecoveryKey = z.object({
  first: z.optional(z.object({ publicKey: z.string(), privateKey: z.string() })),
});
export type FirstRecoveryKey = z.infer<typeof FirstRecoveryKey>;

/**
 * A phone's recovery request is answered: written down before the administrator sees the answer. Whose vault it is, by
 * the ids that stand in the request; never the request or the answer itself.
 */
export const RecoveryAnsweredRequest = z.object({ space: Uuid, user: Uuid, installation: Uuid });
export type RecoveryAnsweredRequest = z.infer<typeof RecoveryAnsweredRequest>;

/** `ended`: those whose last day is over; their records stay theirs. */
export const SpaceList = z.object({ spaces: z.array(Space), ended: z.optional(z.array(Uuid)) });
export type SpaceList = z.infer<typeof SpaceList>;
export const NewSpaceRequest = z.object({ space: Space });

/** A list of real units that a province may take over in one act, with what of it is there already. */
export const KnownUnits = z.object({
  title: Line,
  from: PlainDate,
  source: Line,
  units: z.array(z.object({ code: Line, kind: UnitKind, name: Line, present: z.boolean() })),
});
export type KnownUnits = z.infer<typeof KnownUnits>;
export const UnitsAdded = z.object({ added: z.number() });

/** The acts of the log by what they are about: receptions, reference records, users, devices with their codes; the rest. */
export const LogAct = z.enum(['receptions', 'reference', 'users', 'devices', 'other']);
export type LogAct = z.infer<typeof LogAct>;

/**
 * What to read of the log: days of Vietnam, both included (left out: the last 30); one unit, one person, acts of one sort.
 * `cursor` of the page before continues below it.
 */
export const LogQuery = z.object({
  unit: z.optional(Uuid),
  person: z.optional(Uuid),
  act: z.optional(LogAct),
  from: z.optional(PlainDate),
  to: z.optional(PlainDate),
  cursor: z.optional(z.string().check(z.maxLength(120))),
});
export type LogQuery = z.infer<typeof LogQuery>;

/**
 * Who did what when, in codes; never a value of a record, never anything of a citizen. Of a denunciation there is nothing
 * but that a record became one.
 */
export const LogEntry = z.object({
  id: Line,
  at: z.string(),
  /** Absent: the server by itself. Without a name: somebody who is no longer listed. */
  actor: z.optional(z.object({ id: Uuid, name: z.optional(Line) })),
  /** The name of the phone or PC; absent where it was done on a page that keeps nothing. */
  device: z.optional(Line),
  unit: z.optional(Uuid),
  /** `user.created`, `device.revoked`; of a change of a record `record.patch`. */
  what: Line,
  kind: z.optional(Line),
  /** Names of the groups that a change wrote, elements of maps without their ids. */
  groups: z.optional(z.array(Line)),
  /** Whom or what it is about: a user, a device, an official, a unit. */
  subject: z.optional(Line),
  /** Why it was done, as he said; gone with a redaction of what it is about. */
  reason: z.optional(z.string()),
});
export type LogEntry = z.infer<typeof LogEntry>;

/** Newest first. */
export const LogPage = z.object({ entries: z.array(LogEntry), cursor: z.optional(z.string()) });
export type LogPage = z.infer<typeof LogPage>;

/** Only in the demo: people of the invented province, to be tried with one tap. */
export const DemoAccounts = z.object({
  accounts: z.array(z.object({ username: Line, name: Line, what: Line, device: z.boolean() })),
});
export type DemoAccounts = z.infer<typeof DemoAccounts>;
export const DemoUserRequest = z.object({ username: Line });

/** How much of the demo's invented world has been filled in: communes of the history, units of the replayed figures. */
export const DemoProgress = z.object({
  history: z.object({ done: z.number(), total: z.number() }),
  replay: z.object({ done: z.number(), total: z.number() }),
});
export type DemoProgress = z.infer<typeof DemoProgress>;
