/** The log of the administration reads changes by time; a push adds to the end of it only. */
export const LOG_TIMES = `
create index change_time on change (received_at);
create index admin_event_time on admin_event (space_id, at);
`;
