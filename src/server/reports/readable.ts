import { Organ } from '../../contract/records/codes.ts';
import type { Space } from '../../contract/wire/session.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { type Intent, may } from '../../domain/permissions/may.ts';

/** An organ of a unit, as whose records go together. */
export type Source = { readonly space: string; readonly organ: Organ };

/** The organs of the units for which the actor may do this. */
export function sourcesFor(actor: Actor, intent: Intent, root: string, spaces: readonly Space[]): readonly Source[] {
  return spaces.flatMap(({ id: space }) =>
    Organ.options
      .filter((organ) => may(actor, intent, { space, provinceSpace: root, organ }))
      .map((organ) => ({ space, organ })),
  );
}
