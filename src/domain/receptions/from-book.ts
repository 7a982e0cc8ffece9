/** The note of every visit that was read from a file: it is no word of the book itself. */
export const FROM_BOOK = 'Nhập từ sổ giấy';

/** Whether a visit was read from an existing book, by the note that the import wrote and nobody has taken away. */
export function isFromBook(note: string | null | undefined): boolean {
  return note === FROM_BOOK || (note?.startsWith(`${FROM_BOOK}\n`) ?? false);
}
