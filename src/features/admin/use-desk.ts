import { useMemo } from 'react';
import { type OpenedReference, type ReferenceChange, type ReferenceDesk, undoOf } from '../../domain/reference/desk.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { type Changeable, useChangeable } from '../../ui/use-changeable.ts';

/** The reference records of one unit, or of all that the administrator sees, changed one by one and undone. */
export function useDesk(desk: ReferenceDesk, unit?: string): Changeable<OpenedReference, ReferenceChange> {
  const source = useMemo(() => ({ load: () => desk.read(unit), save: desk.save, undo: undoOf }), [desk, unit]);
  return useChangeable(source, WORDS);
}
