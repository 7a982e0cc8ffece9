import { useEffect, useState } from 'react';
import type { Replay } from './filters.tsx';
import type { ProvinceApi } from './province-api.ts';

const EVERY_MS = 2_000;

/** How far the demo has replayed the published figures; asked for until they are all there. */
export function useReplay(api: ProvinceApi, demo: boolean): Replay | undefined {
  const [replay, setReplay] = useState<Replay>();
  useEffect(() => {
    if (!demo) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const ask = async () => {
      const progress = await api.demoProgress();
      if (!current) return;
      setReplay(progress?.replay);
      if (progress !== undefined && isUnderWay(progress.history, progress.replay))
        timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, demo]);
  return replay;
}

/** Before the replay begins its total is not known: the history comes first. */
function isUnderWay(history: Replay, replay: Replay): boolean {
  return history.done < history.total || replay.done < replay.total;
}
