import type { Sealed } from './rows.ts';
import type { StorePort } from './tx.ts';

/** What exists on this phone only. A name tells one state of one row: a row that is written anew has another. */
export type Unsent = {
  readonly names: readonly string[];
  readonly waiting: number;
  readonly refused: number;
  readonly drafts: number;
};

/** Everything that deleting this phone's database would lose, without opening any of it. */
export function unsentOf(port: StorePort): Promise<Unsent> {
  return port.read(['outbox', 'quarant', 'draft', 'salvage'], async (tx) => {
    const outbox = await tx.all('outbox');
    const quarant = await tx.all('quarant');
    const draft = await tx.all('draft');
    const salvage = await tx.all('salvage');
    const names = [
      ...[...outbox, ...quarant].map(({ mid, ct }) => nameOf(mid, ct)),
      ...draft.map(({ formId, ct }) => nameOf(formId, ct)),
      ...salvage.map(({ rid, ct }) => nameOf(rid, ct)),
    ];
    return { names, waiting: outbox.length + salvage.length, refused: quarant.length, drafts: draft.length };
  });
}

/** Each sealing takes a nonce of its own, at the beginning. */
function nameOf(id: string, ct: Sealed | null): string {
  return `${id} ${ct === null ? '' : ct.slice(0, NONCE_BYTES).join()}`;
}

const NONCE_BYTES = 12;
