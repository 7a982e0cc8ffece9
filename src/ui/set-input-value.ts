/**
 * Writes into an uncontrolled input as a person would: every listener hears of it, React's and a form library's.
 * Only for a button beside the field (stepper, date picker); never in answer to typing.
 */
export function setInputValue(input: HTMLInputElement, value: string): void {
  // React remembers values set on the element itself and would see no change; the prototype's setter goes round that.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
