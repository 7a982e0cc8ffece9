import type { ProblemParams } from '../contract/problems.ts';
import type { Organ } from '../contract/records/codes.ts';
import type { Cells } from '../contract/records/kind.ts';
import type { PlainDate } from '../contract/scalars.ts';
import type { DutyQuery, DutyReport } from '../contract/wire/duties.ts';
import type { Profile, Space } from '../contract/wire/session.ts';
import type { DateDoubt as Doubt } from '../domain/calendar/date-doubt.ts';
import type { Actor } from '../domain/permissions/actor.ts';
import type { Place } from '../domain/permissions/may.ts';
import type { Summary } from '../domain/receptions/summary.ts';
import type { Change } from '../domain/records/change.ts';
import type { ReferenceDesk } from '../domain/reference/desk.ts';
import type { Result } from '../domain/result.ts';
import type { Opened } from './record-state.ts';
import type { OpenRecord, RecordStore, Saved, SaveProblem } from './record-store.ts';
import type { BackupError } from './vault/backup-file.ts';
import type { Hold } from './vault/lock.ts';
import type { AddPasskeyError, PasskeyFailed } from './vault/passkey-slot.ts';
import type { PinGone, SetPinError } from './vault/pin-slot.ts';
import type { OpenError, SlotOverview, WriteError } from './vault/slots.ts';

// The unlocked phone of one user, as screens see it. `app/phone` builds it and hands it down.

/** Something that changes; for `useSyncExternalStore(source.subscribe, source.getSnapshot)`. */
export type Source<T> = {
  /** The same object until something changes. */
  readonly getSnapshot: () => T;
  /** Calls back after each change; answers how to stop. */
  readonly subscribe: (onChange: () => void) => () => void;
};

/** Everything on this phone in short, newest legal day first. Records that left the phone are not in it. */
export type SummarySnapshot = {
  readonly newestFirst: readonly Summary[];
  readonly byId: ReadonlyMap<string, Summary>;
};

/**
 * Where the sending stands.
 * - `idle`: nothing to do; `sending`: a cycle runs
 * - `offline`: the server was not reached; `waiting`: it asked for patience. Both are tried again by themselves.
 * - `attention`: a person is needed: refused items, conflicts, something unsent for more than a day, or `problem`
 * - `stopped`: this device may not send (revoked, or too old a version); writing goes on
 */
export type SyncPhase = 'idle' | 'sending' | 'offline' | 'waiting' | 'attention' | 'stopped';

/** What the sync pill and the sync centre show (sync.md §1.5). Times are the device's, epoch milliseconds. */
export type SyncState = {
  readonly phase: SyncPhase;
  /** Saved here and not yet acknowledged. */
  readonly waiting: number;
  /** While sending: acknowledged in this cycle, of what waited when it began. */
  readonly sentOfTotal: { readonly sent: number; readonly total: number } | undefined;
  readonly lastDoneAtMs: number | undefined;
  /** When it is tried again without a tap. */
  readonly nextTryAtMs: number | undefined;
  /** Saving time of the oldest that waits. */
  readonly oldestMs: number | undefined;
  readonly refused: number;
  /** Records with two values that wait for a decision. */
  readonly conflicts: number;
  /** Records whose redaction took unsent words along, until the user has taken note. */
  readonly overtaken: number;
  /** Why the last try failed; its sentence is `sayProblem(code, params)`. */
  readonly problem: { readonly code: string; readonly params: ProblemParams } | undefined;
};

export type SyncSource = Source<SyncState> & {
  /** The button: tries now, unless the server asked to wait longer. */
  readonly sendNow: () => void;
};

/** `locked` = the keys are gone: only the unlock screen may be shown. */
export type LockView = 'open' | 'covered' | 'locked';

export type UncoverProblem = OpenError | PinGone | PasskeyFailed;

/** The cover of security.md §4. Keys stay in memory, sending goes on, forms stay mounted below it. */
export type LockSource = Source<LockView> & {
  readonly cover: () => void;
  readonly uncoverWithPin: (pin: string) => Promise<Result<void, UncoverProblem>>;
  readonly uncoverWithPassphrase: (passphrase: string) => Promise<Result<void, UncoverProblem>>;
  readonly uncoverWithPasskey: () => Promise<Result<void, UncoverProblem>>;
  /** Work that the cover must not interrupt; call what it answers when it ends. */
  readonly hold: (hold: Hold) => () => void;
  /** Around the app's own camera, share sheet or file picker: they hide the page while the user works. */
  readonly ownScreen: <T>(work: () => Promise<T>) => Promise<T>;
};

/** One intent of a person, decided by the domain. Author, clock, bucket and schema version are added by the phone. */
export type SaveRequest = {
  readonly rid: string;
  readonly kind: string;
  readonly change: Change;
  /** `OpenRecord.opened` of what the form was opened on; null for a new record. */
  readonly opened: Opened | null;
  /** The draft that this save finishes. */
  readonly formId?: string;
};

/** Records, drafts and refused items: what `RecordStore` does, with lists and sending kept in step. */
export type PhoneRecords = Pick<
  RecordStore,
  | 'open'
  | 'saveDraft'
  | 'drafts'
  | 'discardDraft'
  | 'quarantine'
  | 'overtaken'
  | 'forgetOvertaken'
  | 'fixRefused'
  | 'discardRefused'
  | 'queue'
  | 'states'
> & {
  /** "Đã lưu trên máy này" may be said when this answers ok, not before. */
  readonly save: (request: SaveRequest) => Promise<Result<Saved, SaveProblem>>;
  /** Decides conflicts: the chosen value of each group, closing the named conflicts. */
  readonly resolve: (
    record: OpenRecord,
    choice: { readonly patch: Cells; readonly closes: readonly { readonly mid: string; readonly group: string }[] },
  ) => Promise<Result<Saved, SaveProblem>>;
  /** How often a draft was written or put away here: whoever shows drafts asks again. */
  readonly draftWrites: Source<number>;
};

/** Why the device's date cannot be believed (sync rule 14): the form then asks for the day. */
export type DateDoubt = Doubt;

export type Today = {
  /** The calendar day in Vietnam by this device's clock. */
  readonly date: PlainDate;
  /** Why that day is not to be believed: the form asks for it, and the domain's `today` is left out. */
  readonly doubt?: DateDoubt;
};

/** `waiting`: mutations that would stay on this phone, sealed; nothing is deleted by signing out. */
export type SignedOut = { readonly waiting: number };

/** Rule 22: unsent work is deleted only after an export and a typed confirmation. */
export type RemoveProblem =
  | { readonly tag: 'unsent'; readonly waiting: number; readonly refused: number; readonly drafts: number }
  | { readonly tag: 'not-confirmed' }
  | { readonly tag: 'blocked' };

/** What has to be typed before a phone with unsent work is removed. */
export const REMOVE_WORDS = 'XÓA KHỎI MÁY NÀY';

export type BackupProblem = OpenError | { readonly tag: 'no-slot' };

export type RestoreProblem =
  | BackupError
  /** The backup of another person of this unit. */
  | { readonly tag: 'foreign-user'; readonly label: string }
  | { readonly tag: 'wrong-secret' }
  | { readonly tag: 'kdf-failed'; readonly reason: string }
  /** A row that does not open with the backup's own key: nothing was written. */
  | { readonly tag: 'unreadable-row'; readonly table: string }
  | { readonly tag: 'full' }
  | { readonly tag: 'closed' };

/** What a restore brought; what was here and newer stayed. */
export type Restored = {
  readonly records: number;
  readonly waiting: number;
  readonly drafts: number;
  /** Already here. */
  readonly skipped: number;
};

/**
 * Nothing can be stored or read any more. `closed`: reload, drafts bring the form back (rule 29). `evicted`: the browser
 * has deleted the database. `unreadable`: a sealed row does not open; nothing is skipped, a backup restores.
 */
export type StoreLoss = 'closed' | 'evicted' | 'unreadable';

/** The demo's switch "Ngắt mạng": whether this phone's network is cut, and how to cut it. */
export type NetworkSwitch = Source<boolean> & { readonly set: (isCut: boolean) => void };

/** The unlocked phone of one user. */
export type Phone = {
  /** Only in the demo. */
  readonly demoNetwork?: NetworkSwitch;
  /** Only in the demo, and only where its one-tap door has enrolled this phone: the phrase that nobody was given. */
  readonly demoWords?: string;
  /** Profile as the server last told it; memberships and policy may change while the phone is open. */
  readonly profile: Source<Profile>;
  /** The unit whose records this phone holds. */
  readonly unit: Space;
  /** Its space and the province's, as `may(actor, intent, {...place})` wants them. */
  readonly place: Place;
  /** Who acts, with the rights that hold today. */
  readonly actor: () => Actor;
  /** The organs for which this user may record. */
  readonly organs: () => readonly Organ[];
  readonly recordedBy: { readonly userId: string; readonly name: string };
  readonly records: PhoneRecords;
  readonly summary: Source<SummarySnapshot>;
  readonly sync: SyncSource;
  /** Duty calendars, villages, offices at the server itself: with a network only. */
  readonly desk: ReferenceDesk;
  /** Its unit's duty days beside the province's average, as the server counts them: with a network only. */
  readonly dutyFigures: (query: DutyQuery) => Promise<Result<DutyReport, { readonly words: string }>>;
  readonly lock: LockSource;
  /** Not undefined = nothing can be stored until the page is reloaded. */
  readonly storeLoss: Source<StoreLoss | undefined>;
  /** The server has asked to wipe this phone while it held unsent work: it is only read and exported. */
  readonly withdrawn: boolean;
  readonly today: () => Today;
  readonly nowMs: () => number;
  /** A new UUIDv7: one per draft, made when its form is opened. */
  readonly newId: () => string;
  /** Keeps a draft to this tab until it is released; undefined = another tab has it open (rule 2). */
  readonly holdDraft: (formId: string) => Promise<(() => void) | undefined>;
  /** Unpredictable bytes, for local codes. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** The hybrid logical clock, for display and audit. */
  readonly hlc: () => string;
  /** What can open this phone. */
  readonly slots: () => Promise<SlotOverview | undefined>;
  /** A new PIN or passkey asks for the passphrase again: a PIN may not prolong itself. */
  readonly setPin: (passphrase: string, pin: string) => Promise<Result<void, OpenError | SetPinError>>;
  readonly addPasskey: (passphrase: string) => Promise<Result<void, OpenError | AddPasskeyError>>;
  readonly changePassphrase: (before: string, after: string) => Promise<Result<void, OpenError | WriteError>>;
  /** The backup file, piece by piece; asks for the passphrase, because it holds everything. */
  readonly exportBackup: (
    passphrase: string,
  ) => Promise<Result<{ readonly fileName: string; readonly blob: Blob }, BackupProblem>>;
  readonly restoreBackup: (file: Blob, passphrase: string) => Promise<Result<Restored, RestoreProblem>>;
  /** What the browser tells of its storage; undefined where it tells nothing. */
  readonly storage: () => Promise<{
    readonly persisted: boolean | undefined;
    readonly usedBytes: number | undefined;
    readonly quotaBytes: number | undefined;
  }>;
  /** Asks the browser not to evict what is here; whether it agreed. */
  readonly protectStorage: () => Promise<boolean>;
  /** Drops the keys now. */
  readonly lockNow: () => void;
  /** Tries to send, ends the session, drops the keys. What was not sent stays here, sealed. */
  readonly signOut: () => Promise<SignedOut>;
  /** Deletes this user's database from the phone. */
  readonly removeFromPhone: (typed: string) => Promise<Result<void, RemoveProblem>>;
};
