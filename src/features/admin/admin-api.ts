import type {
  DeviceList,
  EnrolmentCode,
  FirstRecoveryKey,
  KnownUnits,
  LogPage,
  LogQuery,
  QuarantineList,
  RecoveryAnsweredRequest,
  RecoveryKeyAnswer,
  UserList,
} from '../../contract/wire/administration.ts';
import type { Membership, Profile, Space } from '../../contract/wire/session.ts';
import type { ReferenceDesk } from '../../domain/reference/desk.ts';
import type { Result } from '../../domain/result.ts';

/** Why an answer did not come: the sentence to show. */
export type NoAnswer = { readonly tag: 'signed-out' | 'refused' | 'unreachable'; readonly words: string };
type Answer<T> = Promise<Result<T, NoAnswer>>;

export type NewUser = {
  readonly username: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
  readonly password?: string;
};

/** The public half of the recovery key, to which each phone seals a copy of its key. */
export type RecoveryKeyApi = {
  readonly recoveryKey: () => Answer<RecoveryKeyAnswer>;
  /** The pair that the server made at its first start, while it still has it. */
  readonly firstRecoveryKey: () => Answer<FirstRecoveryKey>;
  /** `firstKept`: the file of that pair is in safe places; the server forgets it now. */
  readonly replaceRecoveryKey: (publicKey: string, firstKept: boolean) => Answer<RecoveryKeyAnswer>;
};

/** What the page of the one-time link asks of the server; `app` brings it. */
export type FirstAdministratorApi = RecoveryKeyApi & {
  readonly firstPassword: (token: string, password: string) => Answer<{ readonly username: string }>;
  readonly signIn: (username: string, password: string) => Answer<Profile>;
};

/** Answering a phone's recovery request: who asks, and that it was answered. */
export type RecoveryAnswerApi = {
  readonly users: () => Answer<UserList>;
  readonly devices: () => Answer<DeviceList>;
  readonly noteRecoveryAnswer: (vault: RecoveryAnsweredRequest) => Answer<unknown>;
};

/** What the page of users and devices asks of the server; `app` brings it. */
export type AdminApi = RecoveryKeyApi &
  RecoveryAnswerApi & {
    readonly profile: () => Answer<Profile>;
    readonly signOut: () => Promise<void>;
    readonly spaces: () => Answer<{
      readonly spaces: readonly Space[];
      readonly ended?: readonly string[] | undefined;
    }>;
    readonly addUser: (user: NewUser) => Answer<{ readonly id: string }>;
    readonly changeGrants: (id: string, memberships: readonly Membership[]) => Answer<unknown>;
    readonly lockUser: (id: string, locked: boolean) => Answer<unknown>;
    readonly issueCode: (id: string) => Answer<EnrolmentCode>;
    readonly lockDevice: (id: string, locked: boolean) => Answer<unknown>;
    readonly revokeDevice: (id: string, wipe: boolean) => Answer<unknown>;
    readonly quarantine: () => Answer<QuarantineList>;
    readonly decide: (
      item: { readonly space: string; readonly id: string },
      decision: 'accept' | 'discard',
    ) => Answer<unknown>;
    readonly desk: ReferenceDesk;
    /** A list of real units that may be taken over in one act; refused in the demo. */
    readonly knownUnits: () => Answer<KnownUnits>;
    readonly addKnownUnits: () => Answer<{ readonly added: number }>;
    readonly log: (query: LogQuery) => Answer<LogPage>;
    /** The address that a QR carries: name and code in the fragment, so that no log sees them. */
    readonly enrolAddress: (code: EnrolmentCode) => string;
  };
