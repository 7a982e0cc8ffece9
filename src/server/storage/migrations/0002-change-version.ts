/** The schema version that a change was written in: without it, an old patch could not be read by a newer program. */
export const CHANGE_VERSION = `
alter table change add column schema_ver integer not null default 1;
`;
