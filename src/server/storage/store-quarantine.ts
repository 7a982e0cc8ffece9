import type { Mutation, ProblemRef, SalvageItem } from '../../contract/wire/sync.ts';
import type { Sql } from './database.ts';

export type QuarantineItem = {
  /** The mutation's own id, or the one derived for a salvaged row. */
  readonly id: string;
  readonly rid: string;
  readonly reason: ProblemRef;
  /** Hash of the body as it was sent: a resend must meet it in the ledger. */
  readonly bodyHash: string;
} & ({ readonly what: 'mutation'; readonly body: Mutation } | { readonly what: 'salvage'; readonly body: SalvageItem });

type Sender = {
  readonly space: string;
  readonly clientId: string;
  readonly deviceId: string | null;
  readonly userId: string;
  readonly receivedAt: string;
};

/** Keeps items apart until an administrator decides; the same item again changes nothing. */
export async function storeQuarantine(tx: Sql, sender: Sender, items: readonly QuarantineItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ id, rid, what, reason, bodyHash, body }) => ({
    item_id: id,
    rid,
    what,
    reason,
    body_hash: bodyHash,
    body,
  }));
  await tx.query(
    `insert into quarantine (space_id, item_id, rid, client_id, device_id, user_id, what, reason,
                             body_hash, body, received_at)
     select $1, item_id, rid, $3, $4, $5, what, reason, body_hash, body, $6
     from jsonb_to_recordset($2::jsonb) 
       as t(item_id uuid, rid uuid, what text, reason jsonb, body_hash text, body jsonb)
     on conflict (space_id, item_id) do nothing`,
    [sender.space, JSON.stringify(rows), sender.clientId, sender.deviceId, sender.userId, sender.receivedAt],
  );
}
