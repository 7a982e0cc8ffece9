import { type ReactNode, useRef } from 'react';
import { Button, type ButtonKind } from './button.tsx';

export interface FileButtonProps {
  readonly label: string;
  readonly accept: string;
  readonly kind?: ButtonKind;
  readonly icon?: ReactNode;
  readonly onFile: (file: File) => void;
}

/** Opens a file. A button of ours: the browser's own speaks the browser's language and breaks narrow screens. */
export function FileButton({ label, accept, kind, icon, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...(kind && { kind })} icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again after it was mended.
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
