import { beforeAll } from 'vitest';

/** jsdom knows the element but not how to open it. */
export function letDialogsOpen(): void {
  beforeAll(() => {
    HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
      this.open = false;
    };
  });
}
