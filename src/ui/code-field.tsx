import { useCallback, useRef, useState } from 'react';
import styles from './code-field.module.css';
import { FileButton } from './file-button.tsx';
import { canReadQr, readQr } from './read-qr.ts';
import { setInputValue } from './set-input-value.ts';
import { TextAreaField, type TextAreaFieldProps } from './text-area-field.tsx';
import { useLoaded } from './use-source.ts';

/** More than any code of ours; whoever opens a film by mistake should not wait for it. */
const LONGEST_TEXT_BYTES = 20_000;

export interface CodeFieldWords {
  readonly openFile: string;
  /** Where the browser can look for a QR in a picture. */
  readonly openFileOrPhoto: string;
  readonly noQr: string;
  readonly notText: string;
}

export interface CodeFieldProps extends TextAreaFieldProps {
  readonly words: CodeFieldWords;
}

/** A long code of a machine: pasted, typed, or brought as a file or as a picture of its QR. */
export function CodeField({ words, error, ...props }: CodeFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [failure, setFailure] = useState<string>();
  const readsPictures = useLoaded(useCallback(() => canReadQr(), [])).value ?? false;

  const open = async (file: File) => {
    const text = await textIn(file);
    setFailure(text === undefined ? (isPicture(file) ? words.noQr : words.notText) : undefined);
    if (text !== undefined && area.current) setInputValue(area.current, text.trim());
    area.current?.focus();
  };
  return (
    <div className={styles.code}>
      <TextAreaField
        ref={area}
        autoCapitalize="off"
        error={failure ?? error}
        {...props}
        onInput={() => setFailure(undefined)}
      />
      <div>
        <FileButton
          label={readsPictures ? words.openFileOrPhoto : words.openFile}
          accept={readsPictures ? 'image/*,.txt,text/plain' : '.txt,text/plain'}
          onFile={(file) => void open(file)}
        />
      </div>
    </div>
  );
}

function isPicture(file: File): boolean {
  return file.type.startsWith('image/');
}

async function textIn(file: File): Promise<string | undefined> {
  if (isPicture(file)) {
    const reading = await readQr(file);
    return reading.tag === 'text' ? reading.text : undefined;
  }
  return file.size > LONGEST_TEXT_BYTES ? undefined : file.text();
}
