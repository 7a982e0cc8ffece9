import { Children, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconForward } from './icons.tsx';
import styles from './list-row.module.css';
import { followInApp } from './tab-bar.tsx';

/** Rows under each other with lines between: `<Card><List>{records.map(… <ListRow key=… />)}</List></Card>`. */
export function List({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    // Safari forgets that a list without bullets is one.
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <ul className={styles.list} role="list" aria-label={label}>
      {Children.map(children, (child) => (child ? <li>{child}</li> : null))}
    </ul>
  );
}

export interface ListRowProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Above the title: a StatusChip. */
  readonly status?: ReactNode;
  readonly leading?: ReactNode;
  readonly trailing?: ReactNode;
  /** Where the row leads; with `onOpen` the router follows it. */
  readonly href?: string | undefined;
  /** Without `href` the row is a button. */
  readonly onOpen?: (() => void) | undefined;
  /** The one that is open beside the list. */
  readonly current?: boolean | undefined;
}

/** How a row stands in a list that draws rows of one height. */
interface RowPlacing {
  readonly oneLine?: boolean;
  readonly tabIndex?: number;
}

/** What a row of a list shows: `<ListRow title="Nông Thị Đào" detail="Xóm Nà Pháo" href="/…" onOpen={…} />`. */
export function ListRow(props: ListRowProps & RowPlacing) {
  const { title, detail, status, leading, trailing, href, onOpen, current, oneLine, tabIndex } = props;
  const className = classNames(styles.row, oneLine && styles.oneLine);
  const ariaCurrent = current ? ('true' as const) : undefined;
  const content = (
    <>
      {leading}
      <span className={styles.body}>
        <span className={styles.text}>
          {status}
          <span className={styles.title}>{title}</span>
          {detail ? <span className={styles.detail}>{detail}</span> : null}
        </span>
        {trailing ? <span className={styles.trailing}>{trailing}</span> : null}
      </span>
    </>
  );
  const forward = (
    <span className={styles.go}>
      <IconForward size={1.25} />
    </span>
  );
  if (href !== undefined) {
    return (
      <a
        className={className}
        tabIndex={tabIndex}
        href={href}
        aria-current={ariaCurrent}
        onClick={(event) => {
          if (onOpen) followInApp(event, onOpen);
        }}
      >
        {content}
        {forward}
      </a>
    );
  }
  if (onOpen) {
    return (
      <button type="button" className={className} tabIndex={tabIndex} aria-current={ariaCurrent} onClick={onOpen}>
        {content}
        {forward}
      </button>
    );
  }
  return <div className={className}>{content}</div>;
}
