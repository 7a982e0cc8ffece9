/** When something was redacted last is asked every two minutes (scrub.ts): never by walking the whole log. */
export const REDACTIONS = `
create index change_redaction on change (received_at)
  where op = 'redact' or (op = 'salvage' and patch ? '@redacted');
`;
