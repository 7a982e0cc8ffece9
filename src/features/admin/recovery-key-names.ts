/** As much of a key's id as people read and compare. */
export function shortKeyId(keyId: string): string {
  return keyId.slice(0, 6);
}

/** What the file of a recovery key is called when it is made, and looked for when it is needed. */
export function recoveryKeyFileName(keyId: string): string {
  return `gan-dan-khoa-khoi-phuc-${shortKeyId(keyId)}.json`;
}
