import { describe, expect, it, vi } from 'vitest';
import { behindSwitch, networkSwitches } from '../../../src/app/demo/network-switch.ts';
import type { Environment } from '../../../src/app/phone/environment.ts';

function browser() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const tabs: (() => void)[] = [];
  return {
    /** A page of this browser: what another has written it is told. */
    page: () => networkSwitches({ storage, onStored: (listener) => tabs.push(listener) }),
    tellTabs: () => {
      for (const tell of tabs) tell();
    },
  };
}

function worldOf(fetch: () => Promise<Response>) {
  const online: (() => void)[] = [];
  const onOnline = (listener: () => void) => {
    online.push(listener);
    return () => undefined;
  };
  const page = { onOnline };
  return { env: { http: { fetch }, page } as unknown as Environment, online };
}

describe('the demo’s switch', () => {
  it('cuts one phone, not its neighbour; is kept over a reload, and the same in every tab', () => {
    const own = browser();
    const first = own.page();
    const other = own.page()('gan-dan-a');
    first('gan-dan-a').set(true);
    own.tellTabs();
    expect([first('gan-dan-a'), first('gan-dan-b'), other].map((one) => one.getSnapshot())).toEqual([
      true,
      false,
      true,
    ]);
    expect(own.page()('gan-dan-a').getSnapshot()).toBe(true);
    first('gan-dan-a').set(false);
    own.tellTabs();
    expect([other, own.page()('gan-dan-a')].map((one) => one.getSnapshot())).toEqual([false, false]);
  });

  it('lets nothing out while it is cut, and no answer in to what was under way', async () => {
    const network = browser().page()('gan-dan-a');
    let answer = (_: Response): void => undefined;
    const fetch = vi.fn(() => new Promise<Response>((resolve) => (answer = resolve)));
    const { env } = worldOf(fetch);
    const cut = behindSwitch(env, network);
    const under = cut.http.fetch('/sync/v1/push', {});
    network.set(true);
    answer(new Response('{}'));
    await expect(under).rejects.toThrow(TypeError);
    await expect(cut.http.fetch('/sync/v1/push', {})).rejects.toThrow(TypeError);
    expect(fetch).toHaveBeenCalledTimes(1);
    network.set(false);
    const again = cut.http.fetch('/sync/v1/push', {});
    answer(new Response('{}'));
    expect((await again).ok).toBe(true);
  });

  it('is a sign of network to whoever waits for one, whichever way it goes', () => {
    const network = browser().page()('gan-dan-a');
    const { env, online } = worldOf(async () => new Response());
    const tried = vi.fn();
    const stop = behindSwitch(env, network).page.onOnline(tried);
    network.set(true);
    network.set(false);
    network.set(false);
    expect(tried).toHaveBeenCalledTimes(2);
    online[0]?.();
    expect(tried).toHaveBeenCalledTimes(3);
    stop();
    network.set(true);
    expect(tried).toHaveBeenCalledTimes(3);
  });
});
