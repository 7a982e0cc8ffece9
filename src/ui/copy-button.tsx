import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { IconCheck, IconCopy } from './icons.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

const SAID_MS = 4_000;

export interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Said once it is in the clipboard. */
  readonly doneLabel: string;
}

/** Copies a text; where the browser keeps its clipboard to itself there is no button, and the text can be marked. */
export function CopyButton({ text, label, doneLabel }: CopyButtonProps) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [done]);
  if (navigator.clipboard === undefined) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setDone(true),
      () => setDone(false),
    );
  return (
    <>
      <Button icon={done ? <IconCheck size={1.25} /> : <IconCopy size={1.25} />} onClick={() => void copy()}>
        {done ? doneLabel : label}
      </Button>
      <VisuallyHidden>
        <span role="status">{done ? doneLabel : ''}</span>
      </VisuallyHidden>
    </>
  );
}
