import type { Cells } from '../../contract/records/kind.ts';
import { redactedCells, staysUnder } from '../../domain/merge/cells.ts';
import { definitionOf } from '../sync/definitions.ts';
import { type ChainLine, type RedactedParts, redactLine } from './chain.ts';
import type { Sql } from './database.ts';

type LineRow = { seq: number; kind: string; patch: Cells; before: Cells; salt: string; redacted: RedactedParts | null };
type BodyRow = { table: 'deferred' | 'quarantine'; id: string; body: { kind: string; patch?: Cells; cells?: Cells } };

/**
 * Removes what a redaction forbids from everything that remembers the record: earlier changes, bodies that wait for a
 * newer server or for an administrator (sync.md §1.4). Records and conflicts were redacted by the merge.
 */
export async function redactHistory(
  tx: Sql,
  space: string,
  { rid, policy, seq }: { readonly rid: string; readonly policy: string; readonly seq: number },
): Promise<void> {
  const lines = await tx.query<LineRow>(
    'select seq, kind, patch, before, salt, redacted from change where space_id = $1 and rid = $2',
    [space, rid],
  );
  const cleaned = lines.flatMap((line) => {
    const stays = (group: string) => staysUnder(definitionOf(line.kind), policy, group);
    if ([...Object.keys(line.patch), ...Object.keys(line.before)].every(stays)) return [];
    const { seq, patch, before, salt, redacted } = redactLine(line as unknown as ChainLine, stays);
    return [{ seq, patch, before, salt, redacted }];
  });
  if (cleaned.length > 0)
    await tx.query(
      `update change c set patch = t.patch, before = t.before, salt = t.salt, redacted = t.redacted
       from jsonb_to_recordset($2::jsonb)
         as t(seq bigint, patch jsonb, before jsonb, salt text, redacted jsonb)
       where c.space_id = $1 and c.seq = t.seq`,
      [space, JSON.stringify(cleaned)],
    );
  await redactBodies(tx, space, { rid, policy });
  // Why somebody opened it, in his own words.
  await tx.query('update admin_event set reason = null where target = $1', [`${space}/${rid}`]);
  // Whoever held it before it left his bucket is told too: words of it may still wait on his phone.
  await tx.query('update membership set seq = $3 where space_id = $1 and rid = $2 and gone', [space, rid, seq]);
}

/** Removes what a redaction forbids from the bodies that wait for the record; with `userId` only from that user's. */
export async function redactBodies(
  tx: Sql,
  space: string,
  { rid, policy, userId }: { readonly rid: string; readonly policy: string; readonly userId?: string },
): Promise<void> {
  const bodies = await tx.query<BodyRow>(
    `select * from (
       select 'deferred' as table, mid as id, user_id, body from deferred where space_id = $1 and rid = $2
       union all select 'quarantine', item_id, user_id, body from quarantine where space_id = $1 and rid = $2
     ) waiting where $3::uuid is null or user_id = $3::uuid`,
    [space, rid, userId ?? null],
  );
  for (const { table, id, body } of bodies) {
    const text = JSON.stringify(redactedBody(body, policy));
    if (table === 'deferred')
      await tx.query('update deferred set body = $3::jsonb where space_id = $1 and mid = $2', [space, id, text]);
    else
      await tx.query('update quarantine set body = $3::jsonb where space_id = $1 and item_id = $2', [space, id, text]);
  }
}

/** A stored body (of a mutation or a salvaged row) without what a redaction forbids. */
export function redactedBody<B extends { readonly kind: string; readonly patch?: Cells; readonly cells?: Cells }>(
  body: B,
  policy: string,
): B {
  const definition = definitionOf(body.kind);
  return {
    ...body,
    ...(body.patch === undefined ? {} : { patch: redactedCells(definition, policy, body.patch) }),
    ...(body.cells === undefined ? {} : { cells: redactedCells(definition, policy, body.cells) }),
  };
}
