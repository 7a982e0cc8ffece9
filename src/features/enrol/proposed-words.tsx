import styles from './enrol.module.css';

/** A proposed passphrase, each word in a frame of its own; copied or read aloud it is the same words with spaces. */
export function ProposedWords({ passphrase }: { readonly passphrase: string }) {
  // Each is a thing with a quality, two syllables; the spaces alone do not show where one ends.
  const words = passphrase.match(/\S+(\s+\S+)?/g) ?? [];
  return words.map((word, index) => (
    <span key={word}>
      {index > 0 ? ' ' : null}
      <span className={styles.word}>{word}</span>
    </span>
  ));
}
