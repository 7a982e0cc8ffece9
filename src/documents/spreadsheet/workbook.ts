/** What stands in a cell; a date comes as the `Date` of its midnight in UTC, with the hour where there is one. */
export type CellValue = string | number | boolean | Date | null;

export type ReadSheet = {
  readonly name: string;
  /**
   * By row and column from the top left; `null` = empty. What was merged stands at its top left only, but a day that is
   * written once beside the visits of that day stands beside each of them.
   */
  readonly rows: readonly (readonly CellValue[])[];
};

export type WorkbookProblem = {
  readonly tag:
    | 'too-large'
    /** An old .xls, a .csv, a picture. */
    | 'not-xlsx'
    | 'password'
    | 'damaged'
    /** Unpacks to more than this phone should hold. */
    | 'too-much'
    /** The browser cannot unpack. */
    | 'old-browser'
    | 'empty';
};

/** What a register of some years stays below by far. */
export const WORKBOOK_LIMITS = {
  fileBytes: 5 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  entries: 500,
  /** Those of the header among them: 20.000 visits. */
  rows: 20_050,
  columns: 256,
} as const;
