/** Puts the focus on a control and its whole group in sight, above a keyboard too. Whether the page has it. */
export function goToField(fieldId: string): boolean {
  const field = document.getElementById(fieldId);
  if (field === null) return false;
  field.focus({ preventScroll: true });
  const group = field.closest('fieldset') ?? field.parentElement ?? field;
  group.scrollIntoView?.({ block: 'center' });
  return true;
}
