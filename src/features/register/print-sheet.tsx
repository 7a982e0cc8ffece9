import { type ReactNode, useEffect } from 'react';
import { DIRECTION_COLUMNS, DIRECTION_TITLE, REGISTER_COLUMNS } from '../../documents/register/columns.ts';
import { registerText, totalsText } from '../../documents/register/register.ts';
import { periodText, placeAndDay, type RegisterEdition, volumeText } from '../../documents/register/register-sheet.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './print-sheet.module.css';

export type PrintSheetProps = {
  readonly edition: RegisterEdition;
  /** The first page bears the title only. */
  readonly cover: boolean;
};

/** The register on paper: nothing on the screen. While it stands, it is what the browser prints, and nothing else. */
export function PrintSheet({ edition, cover }: PrintSheetProps) {
  const { register, heading, paper, numbers, demo } = edition;
  usePaper(paper);
  return (
    <div className={classNames(styles.sheet, paper === 'A3' && styles.large)} lang="vi">
      {cover ? <Cover edition={edition} /> : <Heading edition={edition} />}
      <table className={styles.table}>
        <colgroup>
          {REGISTER_COLUMNS.map(({ key, share }) => (
            <col key={key} style={{ width: `${share}%` }} />
          ))}
        </colgroup>
        <thead>
          {demo ? (
            <tr>
              <td colSpan={REGISTER_COLUMNS.length} className={styles.demo}>
                {WORDS.demoLine}
              </td>
            </tr>
          ) : null}
          <HeadRows />
        </thead>
        <tbody>
          {register.rows.map((row) => (
            <tr key={row.rid}>
              {REGISTER_COLUMNS.map(({ key }) => (
                <td key={key} className={key === 'ordinal' || key === 'day' ? styles.centred : undefined}>
                  {registerText(row, key, numbers)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={REGISTER_COLUMNS.length} className={styles.sum}>
              {totalsText(register.totals)}
            </th>
          </tr>
        </tbody>
      </table>
      <div className={styles.signatures}>
        <div className={styles.signature}>
          <p className={styles.place}> </p>
          <p className={styles.strong}>NGƯỜI GHI SỔ</p>
          <p className={styles.italic}>(Ký, ghi rõ họ tên)</p>
        </div>
        <div className={styles.signature}>
          <p className={styles.place}>{placeAndDay(edition)}</p>
          {heading.signer.map((line) => (
            <p key={line} className={styles.strong}>
              {line}
            </p>
          ))}
          <p className={styles.italic}>(Ký, ghi rõ họ tên, đóng dấu)</p>
        </div>
      </div>
    </div>
  );
}

/** Two rows of titles, the three directions under one, and the numbers of the columns; on each page anew. */
function HeadRows() {
  return (
    <>
      <tr>
        {REGISTER_COLUMNS.flatMap(({ key, title }): readonly ReactNode[] => {
          if (key === 'accept') {
            return [
              <th key={key} scope="colgroup" colSpan={DIRECTION_COLUMNS.size}>
                {DIRECTION_TITLE}
              </th>,
            ];
          }
          if (DIRECTION_COLUMNS.has(key)) return [];
          return [
            <th key={key} scope="col" rowSpan={2}>
              {title}
            </th>,
          ];
        })}
      </tr>
      <tr>
        {REGISTER_COLUMNS.filter(({ key }) => DIRECTION_COLUMNS.has(key)).map(({ key, title }) => (
          <th key={key} scope="col">
            {title}
          </th>
        ))}
      </tr>
      <tr className={styles.numbers}>
        {REGISTER_COLUMNS.map(({ key, number }) => (
          <td key={key}>({number})</td>
        ))}
      </tr>
    </>
  );
}

function Offices({ edition }: { readonly edition: RegisterEdition }) {
  const { office, state } = edition.heading;
  return (
    <div className={styles.offices}>
      <div>
        {office.map((line, at) => (
          <p key={line} className={at === 0 && office.length > 1 ? undefined : styles.strong}>
            {line}
          </p>
        ))}
      </div>
      <div>
        {state.map((line) => (
          <p key={line} className={styles.strong}>
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}

function Heading({ edition }: { readonly edition: RegisterEdition }) {
  const { heading, register, volume } = edition;
  return (
    <div className={styles.heading}>
      <Offices edition={edition} />
      <p className={styles.title}>{heading.title}</p>
      <p className={styles.strong}>
        {volumeText(volume)} – {periodText(register)}
      </p>
      <p className={styles.italic}>{heading.form}</p>
    </div>
  );
}

function Cover({ edition }: { readonly edition: RegisterEdition }) {
  const { heading, register, volume, demo } = edition;
  return (
    <div className={styles.cover}>
      <div>
        {demo ? <p className={styles.demo}>{WORDS.demoLine}</p> : null}
        <Offices edition={edition} />
      </div>
      <div>
        <p className={styles.coverTitle}>{heading.title}</p>
        <p className={styles.coverLine}>{volumeText(volume)}</p>
        <p className={styles.coverLine}>{periodText(register)}</p>
      </div>
      <p className={styles.italic}>{heading.form}</p>
    </div>
  );
}

/**
 * The size of the paper while this stands; page numbers at the top from the second page on (NĐ 30/2020, Phụ lục I). A
 * sheet made by script: the content security policy allows no style in the page, and CSS knows no size by a class.
 */
function usePaper(paper: RegisterEdition['paper']): void {
  useEffect(() => {
    const number = 'counter(page); font: 11pt "Times New Roman", serif;';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@page { size: ${paper} landscape; margin: 15mm 10mm 10mm 15mm; @top-center { content: ${number} } }
       @page :first { @top-center { content: none; } }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [paper]);
}
