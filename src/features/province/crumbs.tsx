import { Link } from 'wouter';
import { IconForward } from '../../ui/icons.tsx';
import styles from './province.module.css';

export type Crumb = { readonly label: string; readonly href?: string };

/** Tỉnh › Xã › Lượt: where one stands, and the way back up. */
export function Crumbs({ trail }: { readonly trail: readonly Crumb[] }) {
  return (
    <nav aria-label="Đường dẫn" data-screen-only>
      <ol className={styles.crumbs}>
        {trail.map(({ label, href }, place) => (
          <li key={label}>
            {place === 0 ? null : <IconForward size={0.9} />}
            {href === undefined ? <span aria-current="page">{label}</span> : <Link href={href}>{label}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
