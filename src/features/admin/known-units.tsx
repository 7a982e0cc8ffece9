import { useState } from 'react';
import type { KnownUnits as Known } from '../../contract/wire/administration.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { Failure } from './failure.tsx';
import { useAct } from './use-act.ts';

export type KnownUnitsProps = {
  readonly known: Known;
  readonly onAdd: AdminApi['addKnownUnits'];
  readonly onAdded: () => void;
};

/** Takes the units of a real province over in one act; says before what is there already. */
export function KnownUnits({ known, onAdd, onAdded }: KnownUnitsProps) {
  const { title, from, source, units } = known;
  const [shown, setShown] = useState(false);
  const { busy, failure, act } = useAct();
  const showSnackbar = useSnackbar();
  const missing = units.filter(({ present }) => !present);
  const there = units.length - missing.length;
  return (
    <Card padded>
      <div className={styles.item}>
        <h3>Danh mục {title}</h3>
        <div>
          <p>
            {there === 0
              ? 'Chưa nạp đơn vị nào.'
              : `Đã có ${formatNumber(there)}/${formatNumber(units.length)}; những đơn vị đã có giữ nguyên.`}
          </p>
          <p className={styles.quiet}>
            Từ {formatDate(from)}. Căn cứ: {source}.
          </p>
        </div>
        <Failure words={failure} />
        <div className={styles.buttons}>
          <Button
            kind="primary"
            busy={busy !== undefined}
            onClick={() =>
              act('add', onAdd, ({ added }) => {
                showSnackbar({ text: `Đã nạp ${formatNumber(added)} đơn vị.` });
                onAdded();
              })
            }
          >
            Nạp {formatNumber(missing.length)} đơn vị
          </Button>
          <Button kind="quiet" onClick={() => setShown(!shown)} aria-expanded={shown}>
            {shown ? 'Ẩn danh sách' : 'Xem danh sách'}
          </Button>
        </div>
        {shown ? (
          <ul className={styles.pasted} aria-label={title}>
            {units.map((unit) => (
              <li key={unit.code}>
                {unit.code} {unitName(unit)}
                {unit.present ? <span className={styles.quiet}> – đã có</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Card>
  );
}
