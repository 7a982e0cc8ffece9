/** FNV-1a over `id:rev`, 32 bit: enough to notice that two copies of a bucket differ; not a security measure. */
export function memberHash(rid: string, rev: number): number {
  const text = `${rid}:${rev}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Sum of member hashes modulo 2^32. */
export function addHash(sum: number, hash: number): number {
  return (sum + hash) % 0x1_0000_0000;
}

/** The part of a bucket that a record falls into when a digest is bisected: the last two hex digits of its id. */
export function partOf(rid: string): string {
  return rid.slice(-2);
}
