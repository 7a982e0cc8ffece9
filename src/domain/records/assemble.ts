import type { Cells, KindDefinition, RecordOf } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import { removedKey } from '../merge/cells.ts';

type Groups = { [group: string]: Json };

/**
 * The typed record of cells: each group a property, each map an object by element id, without removed elements.
 * Groups that this program does not know are left out. Cells passed the border's schemas, so their types hold.
 */
export function assemble<D extends KindDefinition>(definition: D, cells: Cells): RecordOf<D> {
  const record: { [property: string]: unknown } = {};
  for (const map of Object.keys(definition.maps)) record[map] = {};
  for (const [key, value] of Object.entries(cells)) {
    const [name = '', id, group] = key.split('/');
    if (id === undefined) {
      if (Object.hasOwn(definition.groups, key)) record[key] = value;
    } else if (group !== undefined && Object.hasOwn(definition.maps, name)) {
      const known = Object.hasOwn(definition.maps[name] ?? {}, group);
      if (known && cells[removedKey(`${name}/${id}`)] !== true) elementsOf(record, name, id)[group] = value;
    }
  }
  return record as RecordOf<D>;
}

function elementsOf(record: { [property: string]: unknown }, map: string, id: string): Groups {
  const elements = record[map] as { [id: string]: Groups };
  const element = elements[id] ?? {};
  elements[id] = element;
  return element;
}

/** The cells of a typed record: the inverse of `assemble` (an element without any group leaves no trace). */
export function cellsOf<D extends KindDefinition>(definition: D, record: RecordOf<D>): Cells {
  const source = record as { readonly [property: string]: Json | undefined };
  const cells: Groups = {};
  for (const group of Object.keys(definition.groups)) {
    const value = source[group];
    if (value !== undefined) cells[group] = value;
  }
  for (const map of Object.keys(definition.maps)) {
    const elements = (source[map] ?? {}) as { readonly [id: string]: { readonly [group: string]: Json | undefined } };
    for (const [id, groups] of Object.entries(elements)) {
      for (const [group, value] of Object.entries(groups))
        if (value !== undefined) cells[`${map}/${id}/${group}`] = value;
    }
  }
  return cells;
}
