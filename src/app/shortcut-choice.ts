const KEY = 'gan-dan.shortcuts';

/** Whether this person wants shortcuts; of this browser, as the appearance is. */
export function readShortcuts(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function keepShortcuts(wanted: boolean): void {
  try {
    if (wanted) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Without storage it holds until the page is closed.
  }
}
