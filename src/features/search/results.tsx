import { type ReactNode, useMemo } from 'react';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { MATTER_LABELS } from '../../domain/receptions/labels.ts';
import { sessionTitle, statusLabel, visitDetail, visitTitle } from '../../domain/receptions/list-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { closestReading } from '../../domain/search/highlight.ts';
import { type Place, placesNamed } from '../../domain/search/places.ts';
import { type Question, readQuestion } from '../../domain/search/question.ts';
import { sessionAddress, visitAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import type { Phone, SummarySnapshot } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { List, ListRow, type ListRowProps } from '../../ui/list-row.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { Hits } from './hits.tsx';
import type { PhoneSearch } from './phone-search.ts';
import styles from './search.module.css';
import { useExcerpts } from './use-excerpts.ts';

export type ResultsProps = {
  readonly phone: Phone;
  readonly summary: SummarySnapshot;
  readonly search: PhoneSearch;
  readonly question: Question;
  readonly places: readonly Place[];
  readonly found: readonly Summary[];
  /** The kind that is shown whole. */
  readonly group: string | undefined;
  readonly onGroup: (kind: string | undefined) => void;
  /** `key`: the last part of the address, by which the row is found again. */
  readonly onOpen: (address: string, key: string) => void;
  readonly onAsk: (words: string) => void;
  /** In place of everything when nothing was found. */
  readonly nothing: ReactNode;
};

type Group = {
  readonly kind: string;
  readonly title: string;
  readonly shown: number;
  readonly rows: readonly Summary[];
};

const GROUPS = [
  { kind: receptionVisit.kind, title: 'Lượt tiếp', shown: 6 },
  { kind: receptionSession.kind, title: 'Buổi tiếp', shown: 3 },
];
const PLACES_SHOWN = 4;

/** What was found, by kind; the first few of each, and all of one on demand. */
export function Results(props: ResultsProps) {
  const { phone, summary, question, found, group: wholeKind, onGroup, nothing } = props;
  const groups = useMemo(
    () => GROUPS.map((group): Group => ({ ...group, rows: found.filter(({ kind }) => kind === group.kind) })),
    [found],
  );
  const excerptOf = useExcerpts(phone, summary);
  const named = placesNamed(question.readings[0] ?? [], props.places).slice(0, PLACES_SHOWN);
  const rowOf = (row: Summary) => resultRow(row, question, excerptOf, props.onOpen);

  const whole = groups.find(({ kind }) => kind === wholeKind);
  if (whole !== undefined && whole.rows.length > 0) {
    return (
      <>
        <div className={styles.wholeHead}>
          <h2>
            {whole.title} ({formatNumber(whole.rows.length)})
          </h2>
          <Button kind="quiet" onClick={() => onGroup(undefined)}>
            Thu gọn
          </Button>
        </div>
        <div className={styles.whole} data-results>
          <VirtualList label={whole.title} items={whole.rows} keyOf={({ rid }) => rid} rowOf={rowOf} />
        </div>
      </>
    );
  }
  if (found.length + named.length === 0) return nothing;
  return (
    <div className={styles.results} data-results>
      <Page>
        {groups.map((group) => (
          <GroupSection key={group.kind} group={group} rowOf={rowOf} onWhole={() => onGroup(group.kind)} />
        ))}
        {named.length === 0 ? null : <Places {...props} named={named} />}
      </Page>
    </div>
  );
}

type GroupProps = {
  readonly group: Group;
  readonly rowOf: (row: Summary) => ListRowProps;
  readonly onWhole: () => void;
};

function GroupSection({ group, rowOf, onWhole }: GroupProps) {
  const { title, shown, rows } = group;
  if (rows.length === 0) return null;
  return (
    <Section
      title={title}
      count={formatNumber(rows.length)}
      action={
        rows.length > shown ? (
          <Button kind="quiet" onClick={onWhole} aria-label={`Xem tất cả ${title.toLocaleLowerCase('vi')}`}>
            Xem tất cả
          </Button>
        ) : null
      }
    >
      <Card>
        <List label={title}>
          {rows.slice(0, shown).map((row) => (
            <ListRow key={row.rid} {...rowOf(row)} />
          ))}
        </List>
      </Card>
    </Section>
  );
}

type PlacesProps = ResultsProps & { readonly named: readonly Place[] };

/** Villages and the unit by their names of today and before; opening one asks for its visits. */
function Places({ search, question, places, named, onAsk }: PlacesProps) {
  const words = question.readings[0] ?? [];
  return (
    <Section title="Xóm, đơn vị" count={formatNumber(named.length)}>
      <Card>
        <List label="Xóm, đơn vị">
          {named.map((place) => {
            const old = place.oldNames.join(', ');
            const isVillage = place.kind === 'village';
            return (
              <ListRow
                key={place.id}
                title={<Hits text={place.name} words={words} />}
                detail={
                  old === '' ? undefined : (
                    <>
                      Tên cũ: <Hits text={old} words={words} />
                    </>
                  )
                }
                trailing={
                  isVillage
                    ? `${formatNumber(search.find(readQuestion(place.name, places)).length)} kết quả`
                    : undefined
                }
                onOpen={isVillage ? () => onAsk(place.name) : undefined}
              />
            );
          })}
        </List>
      </Card>
    </Section>
  );
}

function resultRow(
  row: Summary,
  question: Question,
  excerptOf: ReturnType<typeof useExcerpts>,
  onOpen: ResultsProps['onOpen'],
): ListRowProps {
  const isSession = row.kind === receptionSession.kind;
  const title = isSession ? sessionTitle(row) : visitTitle(row);
  const kind = isSession ? statusLabel(row.status) : matterLabel(row);
  const usual = row.matter === 'denunciation' ? visitDetail(row) : row.sub;
  const shown = `${title} ${usual}`;
  const words = closestReading(question, shown);
  const said = excerptOf(row, shown, words) ?? usual;
  const head = [row.day === '' ? '' : formatDate(row.day), kind].filter(Boolean).join(' · ');
  const address = isSession ? sessionAddress(row.rid) : visitAddress(row.rid);
  return {
    title: <Hits text={title} words={words} />,
    detail: (
      <>
        {head}
        {head === '' || said === '' ? '' : ' · '}
        <Hits text={said} words={words} />
      </>
    ),
    href: address,
    onOpen: () => onOpen(address, row.rid),
  };
}

/** Nothing of a denunciation but its code, which is its title. */
function matterLabel({ matter }: Summary): string {
  return matter === undefined || matter === 'denunciation' ? '' : MATTER_LABELS[matter];
}
