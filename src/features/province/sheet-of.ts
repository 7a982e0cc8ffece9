/** What stands above a table, on paper and in a file. */
export type SheetOf = { readonly title: string; readonly lines: readonly string[]; readonly demo: boolean };
