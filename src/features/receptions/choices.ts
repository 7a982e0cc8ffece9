/** The choices of a table of labels, in its order. */
export function chipsOf(labels: { readonly [code: string]: string }): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
