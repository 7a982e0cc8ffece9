import { useState } from 'react';
import { DIRECTION_COLUMNS, DIRECTION_TITLE, REGISTER_COLUMNS } from '../../documents/register/columns.ts';
import { type Register, type RegisterRow, registerText } from '../../documents/register/register.ts';
import { visitAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card } from '../../ui/page.tsx';
import { followInApp } from '../../ui/tab-bar.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useWide } from '../../ui/use-wide.ts';
import styles from './register.module.css';

type Go = (address: string) => void;

/** Lines that are drawn at once; more on demand. */
const PAGE = 50;

/** The lines of a register: its columns where there is room for them, else one card a visit. */
export function RegisterLines({ register, go }: { readonly register: Register; readonly go: Go }) {
  const [shown, setShown] = useState(PAGE);
  const wide = useWide();
  const rows = register.rows.slice(0, shown);
  const left = register.rows.length - rows.length;
  return (
    <>
      {wide ? <Columns rows={rows} go={go} /> : <Cards rows={rows} go={go} />}
      {left > 0 ? (
        <div className={styles.more}>
          <span>
            Đang hiện {formatNumber(rows.length)}/{formatNumber(register.rows.length)} lượt
          </span>
          <Button onClick={() => setShown(shown + PAGE)}>Hiện thêm {formatNumber(Math.min(PAGE, left))} lượt</Button>
        </div>
      ) : null}
    </>
  );
}

type RowsProps = { readonly rows: readonly RegisterRow[]; readonly go: Go };

function Columns({ rows, go }: RowsProps) {
  const columns: readonly Column<RegisterRow>[] = REGISTER_COLUMNS.map(({ key, title }) => ({
    key,
    header: title,
    ...(DIRECTION_COLUMNS.has(key) ? { group: DIRECTION_TITLE } : {}),
    cell: (row) => {
      const text = <span className={styles.text}>{registerText(row, key, 'masked')}</span>;
      return key === 'people' ? <VisitLink row={row} go={go} /> : text;
    },
  }));
  return (
    <div className={styles.table}>
      <Table caption="Sổ tiếp công dân" captionHidden columns={columns} rows={rows} keyOf={({ rid }) => rid} />
    </div>
  );
}

function VisitLink({ row, go }: { readonly row: RegisterRow; readonly go: Go }) {
  const address = visitAddress(row.rid);
  return (
    <a className={styles.text} href={address} onClick={(event) => followInApp(event, () => go(address))}>
      {row.texts.people}
    </a>
  );
}

function Cards({ rows, go }: RowsProps) {
  return (
    <Card>
      <List label="Sổ tiếp công dân">
        {rows.map((row) => (
          <ListRow
            key={row.rid}
            title={<span className={styles.text}>{row.texts.people}</span>}
            status={
              <span className={styles.quiet}>
                {formatNumber(row.ordinal)}. {formatDate(row.day)} · {row.texts.kind}
              </span>
            }
            detail={<CardDetail row={row} />}
            href={visitAddress(row.rid)}
            onOpen={() => go(visitAddress(row.rid))}
          />
        ))}
      </List>
    </Card>
  );
}

const CARD_COLUMNS = REGISTER_COLUMNS.filter(
  ({ number, key }) => number >= 4 && key !== 'kind' && key !== 'content' && key !== 'note',
);

/** What a card says below the name: the content, then every other column that says something more ("Ghi ở sổ giấy"). */
function CardDetail({ row }: { readonly row: RegisterRow }) {
  const lines = CARD_COLUMNS.flatMap(({ key, title }) => {
    const text = registerText(row, key, 'masked');
    return text === '' || text === row.texts.content ? [] : [{ key, title, text: text === 'x' ? '' : text }];
  });
  return (
    <span className={styles.card}>
      <span className={styles.content}>{row.texts.content}</span>
      {lines.map(({ key, title, text }) => (
        <span key={key} className={styles.text}>
          {title}
          {text === '' ? '' : `: ${text}`}
        </span>
      ))}
      {row.texts.note === '' ? null : <span className={styles.text}>{row.texts.note}</span>}
    </span>
  );
}
