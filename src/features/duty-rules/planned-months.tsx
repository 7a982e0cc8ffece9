import { sayDoubt } from '../../domain/duties/duty-words.ts';
import { type PlannedMonth, sayShort } from '../../domain/duties/rule-months.ts';
import { sayDutyDate } from '../../domain/duties/rule-words.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './duty-rules.module.css';

/** The dates of a chair month by month: what moved, why, what is not sure, and what is missing. */
export function PlannedMonths({ months }: { readonly months: readonly PlannedMonth[] }) {
  const short = sayShort(months);
  return (
    <>
      {short === undefined ? null : <Banner tone="warning">{short}</Banner>}
      <div className={styles.months}>
        {months.map(({ month, dates }) => (
          <div key={month} className={styles.month}>
            <h4>
              Tháng {month.slice(5, 7)}/{month.slice(0, 4)}
            </h4>
            {dates.length === 0 ? <p className={styles.quiet}>Không có ngày nào</p> : null}
            <ul className={styles.dates}>
              {dates.map((duty) => {
                const doubt = sayDoubt(duty);
                return (
                  <li key={duty.nominal}>
                    {sayDutyDate(duty)}
                    {doubt === '' ? null : <div className={styles.doubt}>{doubt}</div>}
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </div>
    </>
  );
}
