import { Link, useLocation } from 'wouter';
import { PROVINCE_ADDRESS, placeOf } from './addresses.ts';
import styles from './province.module.css';

/** The two tables of the province. */
export function ProvinceTabs() {
  const [location] = useLocation();
  const { tag } = placeOf(location);
  const duties = tag === 'duties' || tag === 'duty-unit';
  return (
    <nav className={styles.tabs} aria-label="Số liệu" data-screen-only>
      <Link href={PROVINCE_ADDRESS.receptions} aria-current={tag === 'receptions' ? 'page' : undefined}>
        Số liệu tiếp dân
      </Link>
      <Link href={PROVINCE_ADDRESS.duties} aria-current={duties ? 'page' : undefined}>
        Ngày tiếp dân
      </Link>
    </nav>
  );
}
