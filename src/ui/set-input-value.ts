/**
 * Writes into an uncontrolled field as a person would: every listener hears of it, React's and a form library's.
 * Only for a button beside the field (stepper, date picker, a file that is opened); never in answer to typing.
 */
export function setInputValue(input: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const { prototype } = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  // React remembers values set on the element itself and would see no change; the prototype's setter goes round that.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
