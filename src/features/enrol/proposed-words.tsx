import styles from './enrol.module.css';

/** A proposed passphrase, each word in a frame of its own; copied or read aloud it is the same words with spaces. */
export function ProposedWords({ passphrase }: { readonly passphrase: string }) {
  // Each is a thing with a quality, two syllables; the spaces alone do not show where one ends.
  const words = [...passphrase.matchAll(/\S+(\s+\S+)?/g)];
  // Known by where it begins, not by the word: chance may draw one twice, and of equal keys React would leave one behind.
  return words.map(({ 0: word, index: start }) => (
    <span key={start}>
      {start > 0 ? ' ' : null}
      <span className={styles.word}>{word}</span>
    </span>
  ));
}
