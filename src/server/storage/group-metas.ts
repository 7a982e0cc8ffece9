import type { GroupMeta, ServerRecord } from '../../domain/merge/server-record.ts';

type Groups = ServerRecord['groups'];

/** What groups share, and which they are: a new record has one entry, however many groups. */
export type StoredMeta = {
  readonly rev: number;
  readonly by: readonly string[];
  readonly salvaged?: number;
  readonly of: readonly string[];
};

/** The writers of a record's groups as they are stored: groups of one mutation together. */
export function storedMetas(groups: Groups): StoredMeta[] {
  const entries: Entry[] = [];
  // The groups of one mutation follow each other, and of a new record they share one object.
  let last: GroupMeta | undefined;
  let entry: Entry | undefined;
  for (const group of Object.keys(groups)) {
    const meta = groups[group] as GroupMeta;
    if (meta !== last) entry = entries.findLast((other) => isSame(other, meta));
    last = meta;
    if (entry === undefined) {
      entry = { ...meta, of: [] };
      entries.push(entry);
    }
    entry.of.push(group);
  }
  return entries;
}

type Entry = StoredMeta & { readonly of: string[] };

function isSame(a: GroupMeta, b: GroupMeta): boolean {
  if (a.rev !== b.rev || a.salvaged !== b.salvaged || a.by.length !== b.by.length) return false;
  return a.by.every((mid, place) => mid === b.by[place]);
}

/** The writers of each group. */
export function groupsOf(metas: readonly StoredMeta[]): Groups {
  const groups: { [group: string]: GroupMeta } = {};
  for (const { of, ...meta } of metas) for (const group of of) groups[group] = meta;
  return groups;
}
