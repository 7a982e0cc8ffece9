import type { Profile, Space } from '../contract/wire/session.ts';
import type { Result } from '../domain/result.ts';
import type { Phone } from './phone.ts';
import type { PasskeyFailed } from './vault/passkey-slot.ts';
import type { PinGone, SetPinError } from './vault/pin-slot.ts';
import type { PendingRecovery, TakeAnswerError } from './vault/recovery.ts';
import type { StorageFailed } from './vault/slot-rows.ts';
import type { OpenError, RecoveryMissing, SlotOverview, WriteError } from './vault/slots.ts';

// What stands before the unlocked phone: who works here, enrolling, unlocking. Types only: `app/phone` builds it.

/** A user of this phone, as the unlock screen greets him. No citizens' data. */
export type PhoneUser = {
  /** Name of his database. */
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly unitName: string;
  readonly demo: boolean;
  readonly lastOpenedAtMs: number;
};

/** Why this page cannot keep data at all. */
export type GateHindrance = 'insecure-context' | 'no-storage';

export type EnrolProblem =
  /** A numbered refusal of the server: `sayProblem(code, params)`. */
  | { readonly tag: 'refused'; readonly code: string; readonly params: { readonly [name: string]: string | number } }
  | { readonly tag: 'unreachable' }
  /** The answer was not signed for this device: nothing was stored. */
  | { readonly tag: 'bad-certificate' }
  /** This account keeps no records on a phone (province, administrators): it signs in with a password. */
  | { readonly tag: 'no-records-here'; readonly profile: Profile }
  /** This user already has a vault here: unlock it. */
  | { readonly tag: 'already-here'; readonly user: PhoneUser };

/** Enrolled, but without keys on disk yet: the passphrase comes next. Lost when the page is closed. */
export type Enrolment = {
  readonly profile: Profile;
  readonly unit: Space;
  /** Four plain words to be proposed; ask again for others. */
  readonly proposePassphrase: () => Promise<string>;
  readonly canUsePasskey: () => Promise<boolean>;
  /** Whether the province's policy allows a PIN. */
  readonly mayUsePin: boolean;
  /** Writes the vault and opens the phone. After an error nothing of it is left; call again with better values. */
  readonly finish: (choice: {
    readonly passphrase: string;
    readonly pin?: string;
    readonly passkey?: boolean;
  }) => Promise<Result<FinishedEnrolment, FinishProblem>>;
};

export type FinishedEnrolment = {
  readonly phone: Phone;
  /** Set when the passkey could not be made: the phone is open all the same. */
  readonly passkeyProblem?: PasskeyFailed;
  /** Set when the PIN could not be kept. */
  readonly pinProblem?: SetPinError;
};

export type FinishProblem =
  | WriteError
  | SetPinError
  | { readonly tag: 'vault-exists' }
  | { readonly tag: 'recovery-key-invalid' }
  | OpenPhoneProblem;

/** Why a phone whose key is open does not open. */
export type OpenPhoneProblem =
  /** A sealed row does not open: stop and show it, never skip it. Ask for support; a backup restores. */
  | { readonly tag: 'unreadable'; readonly table: string }
  | { readonly tag: 'device-key-damaged' }
  /** The browser has deleted this database. */
  | { readonly tag: 'evicted' }
  | { readonly tag: 'closed' }
  | { readonly tag: 'full' };

export type UnlockProblem = OpenError | PinGone | PasskeyFailed | OpenPhoneProblem;

/** One user's closed vault. */
export type LockedPhone = {
  readonly user: PhoneUser;
  readonly slots: () => Promise<Result<SlotOverview, StorageFailed | OpenPhoneProblem>>;
  readonly openWithPin: (pin: string) => Promise<Result<Phone, UnlockProblem>>;
  readonly openWithPasskey: () => Promise<Result<Phone, UnlockProblem>>;
  /** `newPin`: set in the same step, because the old one has ended. */
  readonly openWithPassphrase: (
    passphrase: string,
    newPin?: string,
  ) => Promise<Result<Phone, UnlockProblem | SetPinError>>;
  /** A forgotten passphrase: a request for the administrator (QR or file), then his answer and a new passphrase. */
  readonly requestRecovery: () => Promise<Result<PendingRecovery, RecoveryMissing | StorageFailed | OpenPhoneProblem>>;
  /** Both secrets are new afterwards: without `newPin` the forgotten one is gone. */
  readonly openWithRecovery: (
    pending: PendingRecovery,
    answer: string,
    newPassphrase: string,
    newPin?: string,
  ) => Promise<Result<Phone, TakeAnswerError | WriteError | SetPinError | OpenPhoneProblem>>;
};

/** The door: what the first screen needs. */
export type PhoneGate = {
  readonly hindrance: () => GateHindrance | undefined;
  /** Most recently opened first. */
  readonly users: () => Promise<readonly PhoneUser[]>;
  readonly locked: (user: PhoneUser) => LockedPhone;
  /** `{username, code}` of an enrolment QR's fragment (`#enrol=…`); undefined when there is none. */
  readonly readEnrolFragment: (hash: string) => { readonly username: string; readonly code: string } | undefined;
  readonly enrol: (request: {
    readonly username: string;
    readonly code: string;
    readonly deviceName: string;
  }) => Promise<Result<Enrolment, EnrolProblem>>;
  /** Demo only: a fresh code for one of the invented users. */
  readonly demoCode: (username: string) => Promise<Result<string, EnrolProblem>>;
};
