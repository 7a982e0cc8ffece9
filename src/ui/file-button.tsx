import { type ReactNode, useRef } from 'react';
import { Button, type ButtonKind } from './button.tsx';

export interface FileButtonProps {
  readonly label: string;
  readonly accept: string;
  readonly kind?: ButtonKind;
  readonly icon?: ReactNode;
  readonly busy?: boolean;
  /** Runs for as long as the browser's own screen is open: it hides the page though nobody has left it. */
  readonly ownScreen?: (work: () => Promise<void>) => unknown;
  readonly onFile: (file: File) => void;
}

/** Opens a file. A button of ours: the browser's own speaks the browser's language and breaks narrow screens. */
export function FileButton({ label, accept, kind, icon, busy, ownScreen, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const open = () => {
    const picker = input.current;
    if (picker === null) return;
    ownScreen?.(() => untilBack(picker));
    picker.click();
  };
  return (
    <>
      <Button {...(kind && { kind })} {...(busy && { busy })} icon={icon} onClick={open}>
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

/** Until a file was chosen or not; browsers that do not tell of the latter show the page again. */
function untilBack(picker: HTMLInputElement): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const back = () => {
      over.abort();
      resolve();
    };
    const { signal } = over;
    picker.addEventListener('change', back, { signal });
    picker.addEventListener('cancel', back, { signal });
    window.addEventListener('focus', back, { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && back(), { signal });
  });
}
