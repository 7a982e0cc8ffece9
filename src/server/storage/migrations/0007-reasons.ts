/** Why somebody opened a record: in his own words, asked for by the screen. */
export const REASONS = `
alter table admin_event add column reason text;
`;
