// Lets a process (`node --import`) or a page live at another time: its Date shows so many milliseconds more. No import,
// no export: the same text runs in both.
const SHIFT_MS = Number(globalThis.CLOCK_SHIFT_MS ?? process.env.CLOCK_SHIFT_MS ?? 0);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + SHIFT_MS);
    else super(...given);
  }
  static now() {
    return RealDate.now() + SHIFT_MS;
  }
};
