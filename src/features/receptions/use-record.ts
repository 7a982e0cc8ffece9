import { useCallback, useEffect, useRef } from 'react';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { useLoaded, useSource } from '../../ui/use-source.ts';

/** One record as it stands, opened again whenever the phone's lists or sending change. `gone` = not on this phone. */
export function useRecord(
  phone: Phone,
  rid: string,
): { readonly record: OpenRecord | undefined; readonly gone: boolean; readonly again: () => void } {
  const summary = useSource(phone.summary);
  const sync = useSource(phone.sync);
  const load = useCallback(async () => ({ rid, record: await phone.records.open(rid) }), [phone, rid]);
  const { value, again } = useLoaded(load);

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed elsewhere may have changed this record
  useEffect(() => {
    if (first.current) first.current = false;
    else again();
  }, [summary, sync, again]);

  const current = value?.rid === rid ? value : undefined;
  return { record: current?.record, gone: current !== undefined && current.record === undefined, again };
}
