/** Which records a tab has changed: the others look at them again. Ids only; what they hold stays sealed. */
export type TabNews = { readonly rids: readonly string[] };

/** Word between the tabs of one user on this device. */
export type TabChannel = {
  readonly tell: (news: TabNews) => void;
  readonly close: () => void;
};

/** Over BroadcastChannel; without one the other tabs find out by themselves when they next read. */
export function tabChannel(name: string, onNews: (news: TabNews) => void): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => {
    const rids: unknown = data?.rids;
    if (Array.isArray(rids)) onNews({ rids: rids.filter((rid) => typeof rid === 'string') });
  };
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() };
}
