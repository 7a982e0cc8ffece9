/** The world as the server needs it: tests and the simulator bring their own. */
export type ServerPorts = {
  /** Epoch milliseconds. */
  nowMs(): number;
  randomBytes(count: number): Uint8Array;
};
