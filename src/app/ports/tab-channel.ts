/** Word between the tabs of one user on this device: something durable has changed. What, each reads for itself. */
export type TabChannel = {
  readonly tell: () => void;
  readonly close: () => void;
};

/** Over BroadcastChannel; without one the other tabs find out by themselves when they next read. */
export function tabChannel(name: string, onNews: () => void): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  channel.onmessage = () => onNews();
  return { tell: () => channel.postMessage('changed'), close: () => channel.close() };
}
