import { Fragment } from 'react';
import type { AskedWord } from '../../domain/search/asked-word.ts';
import { highlighted } from '../../domain/search/highlight.ts';
import styles from './search.module.css';

/** A text with what was looked for marked on its accented letters. */
export function Hits({ text, words }: { readonly text: string; readonly words: readonly AskedWord[] }) {
  let at = 0;
  return highlighted(text, words).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.hit ? (
      <mark key={key} className={styles.hit}>
        {piece.text}
      </mark>
    ) : (
      <Fragment key={key}>{piece.text}</Fragment>
    );
  });
}
