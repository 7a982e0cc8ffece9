import type { StorePort, Tx } from './tx.ts';

/**
 * A record whose redaction, made elsewhere, took words along that this user had saved or drafted here and not yet sent.
 * He was told that they are saved, so he is told that they are gone. Id and time only.
 */
export type Overtaken = { readonly rid: string; readonly atMs: number };

const KEY = 'overtaken';

/** Those he has not yet taken note of, newest first. */
export function listOvertaken(port: StorePort): Promise<readonly Overtaken[]> {
  return port.read(['meta'], readOvertaken);
}

export async function readOvertaken(tx: Tx): Promise<readonly Overtaken[]> {
  return ((await tx.get('meta', KEY))?.value as readonly Overtaken[] | undefined) ?? [];
}

/** Called in the transaction that takes the words away. */
export async function noteOvertaken(tx: Tx, overtaken: Overtaken): Promise<void> {
  const others = (await readOvertaken(tx)).filter(({ rid }) => rid !== overtaken.rid);
  await tx.put('meta', [{ key: KEY, value: [overtaken, ...others] }]);
}

/** He has taken note of one. */
export async function forgetOvertaken(port: StorePort, rid: string): Promise<void> {
  await port.write(['meta'], async (tx) => {
    const others = (await readOvertaken(tx)).filter((item) => item.rid !== rid);
    await tx.put('meta', [{ key: KEY, value: others }]);
  });
}
