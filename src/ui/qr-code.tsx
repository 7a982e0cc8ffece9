import { useMemo } from 'react';
import { encode } from 'uqr';
import { classNames } from './class-names.ts';
import styles from './qr-code.module.css';

export interface QrCodeProps {
  readonly text: string;
  readonly label: string;
  /** A long text has small squares: as wide as the page lets it be. */
  readonly large?: boolean;
}

/** Dark on white in every theme, or cameras do not read it. Drawn as a path: the page's policy allows no inline style. */
export function QrCode({ text, label, large }: QrCodeProps) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { border: 3 });
    const squares = code.data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: code.size, path: squares.join('') };
  }, [text]);
  return (
    <svg
      className={classNames(styles.qr, large && styles.large)}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
