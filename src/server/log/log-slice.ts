import type { LogAct, LogEntry } from '../../contract/wire/administration.ts';

/** A line before its author has a name. */
export type LogLine = Omit<LogEntry, 'actor'> & { readonly actorId: string | null };

/** Which lines are wanted: of these units, in this span of instants, below the place where the page before ended. */
export type LogSlice = {
  readonly units: readonly string[];
  /** Every unit of the province, and what concerns none of them. */
  readonly whole: boolean;
  readonly person: string | undefined;
  readonly act: LogAct | undefined;
  readonly fromIso: string;
  readonly beforeIso: string;
  readonly below: { readonly at: string; readonly id: string };
  readonly lines: number;
};
