import { TABLES } from './0001-tables.ts';
import { CHANGE_VERSION } from './0002-change-version.ts';
import { EARLIER_TIMES } from './0003-earlier-times.ts';
import { SECOND_KEYS } from './0004-second-keys.ts';
import { REDACTIONS } from './0005-redactions.ts';
import { DUTIES_TWINS } from './0006-duties-twins.ts';
import { REASONS } from './0007-reasons.ts';
import { LOG_TIMES } from './0008-log-times.ts';
import { DUTY_DAYS } from './0009-duty-days.ts';
import { TOLD_APART } from './0010-told-apart.ts';

/** Forward only, never edited after a release: position + 1 is the schema's version. SQL of PostgreSQL 15. */
export const MIGRATIONS: readonly string[] = [
  TABLES,
  CHANGE_VERSION,
  EARLIER_TIMES,
  SECOND_KEYS,
  REDACTIONS,
  DUTIES_TWINS,
  REASONS,
  LOG_TIMES,
  DUTY_DAYS,
  TOLD_APART,
];
