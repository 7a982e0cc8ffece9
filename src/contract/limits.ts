/** Sizes that both sides agree on. One place, with units in the names. */
export const LIMITS = {
  /** Mutations in one push request. */
  pushMutations: 500,
  /** Body of one request, uncompressed. */
  requestBytes: 4 * 1024 * 1024,
  /** One mutation, as JSON text. */
  mutationBytes: 256 * 1024,
  /** Groups that one mutation may carry. */
  mutationGroups: 400,
  /** Rows in one page of a pull, a fetch or a salvage. */
  pageRows: 500,
  /** A page ends early when its rows exceed this many bytes of JSON text. */
  pageBytes: 1024 * 1024,
  /** The largest count of people, sheets, visits. */
  count: 100_000,
  /** Characters of a line of text, and of a free text. */
  lineCharacters: 300,
  textCharacters: 20_000,
  /** Sync points a phone remembers, to find the last one it shares with a restored server. */
  marks: 32,
  /** Days an acknowledged mutation is kept with its body on the phone, for a server that was restored. */
  sentDays: 45,
} as const;
