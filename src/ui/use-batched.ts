import { useEffect, useMemo, useRef, useState } from 'react';

/**
 * Values for the rows in sight of a long list, asked for together: `const stateOf = useBatched(load, version)`, then
 * `stateOf(id)` while drawing; undefined until it is known. A new `version` asks again for what is shown.
 */
export function useBatched<T>(
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  version: unknown,
): (id: string) => T | undefined {
  const [known, setKnown] = useState<ReadonlyMap<string, T>>(new Map());
  const wanted = useRef(new Set<string>());
  const asked = useRef<{ version: unknown; ids: Set<string> }>({ version, ids: new Set() });

  // After each drawing: what was asked for in it and is not known in this version.
  useEffect(() => {
    if (asked.current.version !== version) asked.current = { version, ids: new Set() };
    const ids = [...wanted.current].filter((id) => !asked.current.ids.has(id));
    wanted.current.clear();
    if (ids.length === 0) return;
    for (const id of ids) asked.current.ids.add(id);
    load(ids).then(
      (found) => {
        // An older answer that comes last must not stand for the newer one.
        if (asked.current.version === version) setKnown((before) => merged(before, found));
      },
      () => {
        // Asked again with the next drawing; the list itself does not depend on it.
        for (const id of ids) asked.current.ids.delete(id);
      },
    );
  });

  return useMemo(
    () => (id: string) => {
      wanted.current.add(id);
      return known.get(id);
    },
    [known],
  );
}

function merged<T>(before: ReadonlyMap<string, T>, found: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const changed = [...found].some(([id, value]) => before.get(id) !== value);
  return changed ? new Map([...before, ...found]) : before;
}
