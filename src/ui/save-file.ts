/** How long some browsers take until they have begun to read what they download. */
const READING_MS = 60_000;

/** Hands a file to the person at this device. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READING_MS);
}
