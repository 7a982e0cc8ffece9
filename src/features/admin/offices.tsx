import { useState } from 'react';
import { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Space } from '../../contract/wire/session.ts';
import { requiredDays } from '../../domain/duties/duty-minimum.ts';
import { CAPACITY_LABELS } from '../../domain/receptions/labels.ts';
import type { ReferenceChange, ReferenceDesk } from '../../domain/reference/desk.ts';
import { officialsOf, type ShownHolding, type ShownOfficial } from '../../domain/reference/offices.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconEdit, IconPlus } from '../../ui/icons.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import styles from './admin.module.css';
import { Loading } from './loading.tsx';
import { AddOffice, EditOffice, EndOffice, HandOverOffice } from './office-dialogs.tsx';
import { useDesk } from './use-desk.ts';

export type OfficesProps = {
  readonly desk: ReferenceDesk;
  readonly unit: Pick<Space, 'id' | 'level'>;
  readonly today: PlainDate;
};

type Asking =
  | { readonly what: 'add'; readonly capacity?: Capacity | undefined }
  | { readonly what: 'end' | 'hand-over' | 'edit'; readonly official: ShownOfficial; readonly holding: ShownHolding };

/** Who holds which office in a unit: several at once, from when to when, and who held it before. */
export function Offices({ desk, unit, today }: OfficesProps) {
  const { records, failure, again, change } = useDesk(desk, unit.id);
  const [asking, setAsking] = useState<Asking>();
  if (records === undefined) return <Loading failure={failure} again={again} />;

  const officials = officialsOf(records, unit.id, today);
  const inOffice = officials.filter(({ present }) => present.length > 0);
  const past = officials.filter(({ past: held }) => held.length > 0);
  const close = () => setAsking(undefined);
  const save = async (changes: ReferenceChange | readonly ReferenceChange[], said: string) => {
    const done = await change(changes, said);
    if (done.ok) close();
    return done.ok ? undefined : { failure: done.words };
  };
  const vacant = unit.level === 'commune' ? vacantOf(inOffice, today) : [];
  const dialog = { officials, records, unitId: unit.id, today, desk, save, onClose: close };
  return (
    <Section
      title="Chức danh"
      count={formatNumber(inOffice.length)}
      action={
        <Button kind="primary" icon={<IconPlus />} onClick={() => setAsking({ what: 'add' })}>
          Thêm
        </Button>
      }
    >
      {vacant.map((capacity) => (
        <Banner
          key={capacity}
          tone="warning"
          action={
            <Button onClick={() => setAsking({ what: 'add', capacity })}>Khai {CAPACITY_LABELS[capacity]}</Button>
          }
        >
          Chưa khai ai giữ chức danh {CAPACITY_LABELS[capacity]}: số ngày tiếp của chức danh này không tính được.
        </Banner>
      ))}
      {doubledOf(inOffice, today).map(({ capacity, names }) => (
        <Banner key={capacity} tone="warning">
          {CAPACITY_LABELS[capacity]} đang có {names.length} người: {names.join(', ')}. Kết thúc chức danh của người đã
          thôi giữ.
        </Banner>
      ))}
      {inOffice.length === 0 ? (
        <EmptyState title="Chưa khai ai">Thêm bí thư, chủ tịch và những người tiếp công dân.</EmptyState>
      ) : null}
      {inOffice.map((official) => (
        <Card key={official.id} padded>
          <div className={styles.item}>
            <h3>{official.name}</h3>
            <ul className={styles.offices}>
              {official.present.map((holding) => (
                <li key={holding.record.rid}>
                  <Holding holding={holding} today={today} />
                  <div className={styles.officeActs}>
                    <Button onClick={() => setAsking({ what: 'hand-over', official, holding })}>Bàn giao…</Button>
                    <Button kind="quiet" onClick={() => setAsking({ what: 'end', official, holding })}>
                      Kết thúc…
                    </Button>
                    <IconButton
                      label={`Sửa ${official.name}, ${CAPACITY_LABELS[holding.capacity]}`}
                      icon={<IconEdit />}
                      onClick={() => setAsking({ what: 'edit', official, holding })}
                    />
                  </div>
                </li>
              ))}
            </ul>
          </div>
        </Card>
      ))}
      {past.length === 0 ? null : (
        <details className={styles.folded}>
          <summary>Trước đây ({formatNumber(past.reduce((sum, { past: held }) => sum + held.length, 0))})</summary>
          <Card padded>
            <ul className={styles.offices}>
              {past.flatMap((official) =>
                official.past.map((holding) => (
                  <li key={holding.record.rid}>
                    <div>
                      <p>{official.name}</p>
                      <Holding holding={holding} today={today} />
                    </div>
                    <Button kind="quiet" onClick={() => setAsking({ what: 'edit', official, holding })}>
                      Sửa…
                    </Button>
                  </li>
                )),
              )}
            </ul>
          </Card>
        </details>
      )}
      {asking?.what === 'add' ? <AddOffice {...dialog} capacity={asking.capacity} /> : null}
      {asking?.what === 'end' ? <EndOffice {...dialog} {...asking} /> : null}
      {asking?.what === 'hand-over' ? <HandOverOffice {...dialog} {...asking} /> : null}
      {asking?.what === 'edit' ? <EditOffice {...dialog} {...asking} /> : null}
    </Section>
  );
}

function Holding({ holding, today }: { readonly holding: ShownHolding; readonly today: PlainDate }) {
  const { capacity, from, to } = holding;
  const isAhead = from !== undefined && from > today;
  return (
    <div>
      <p>{CAPACITY_LABELS[capacity]}</p>
      <p className={styles.quiet}>
        {from === undefined ? 'Chưa ghi ngày bắt đầu' : `Từ ${formatDate(from)}`}
        {to === undefined ? '' : ` đến hết ${formatDate(to)}`}
      </p>
      {isAhead ? <StatusChip tone="info">Chưa đến ngày</StatusChip> : null}
    </div>
  );
}

/** Offices from which the law asks for duty days, and that nobody is declared to hold. */
function vacantOf(officials: readonly ShownOfficial[], today: PlainDate): readonly Capacity[] {
  const held = new Set(officials.flatMap(({ present }) => present.map(({ capacity }) => capacity)));
  return Capacity.options.filter((capacity) => requiredDays(capacity, today) !== undefined && !held.has(capacity));
}

/** Of these there is one at a time. */
const SINGLE: readonly Capacity[] = ['party_secretary', 'committee_chair'];

function doubledOf(officials: readonly ShownOfficial[], today: PlainDate) {
  return SINGLE.flatMap((capacity) => {
    const holders = officials.filter(({ present }) =>
      present.some((one) => one.capacity === capacity && (one.from ?? today) <= today),
    );
    return holders.length < 2 ? [] : [{ capacity, names: holders.map(({ name }) => name) }];
  });
}
