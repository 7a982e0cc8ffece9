import type { Cells, KindDefinition } from '../../contract/records/kind.ts';

/**
 * Cells of an older schema version, brought up step by step to the version that this program writes. Cells of the
 * same or a newer version stay as they are: what a newer program wrote is kept, never brought down.
 */
export function upConvert(definition: KindDefinition, cells: Cells, schemaVer: number): Cells {
  let current = cells;
  for (let version = schemaVer; version < definition.version; version += 1) {
    const convert = definition.upConverters[version];
    if (convert === undefined) throw new Error(`${definition.kind} has no converter from version ${version}`);
    current = convert(current);
  }
  return current;
}
