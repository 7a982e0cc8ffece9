import { useCallback, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import type { ReferenceChange } from '../../domain/reference/desk.ts';
import { findUnits, hasEnded, type ShownUnit, unitsOf } from '../../domain/reference/units.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { KnownUnits } from './known-units.tsx';
import { Loading } from './loading.tsx';
import { AddUnit, CloseUnit, NameProvince, RenameUnit, ViewUnit } from './unit-dialogs.tsx';
import { useDesk } from './use-desk.ts';

/** From this many on a list is searched rather than read. */
const SEARCH_FROM = 8;

export type UnitsProps = {
  readonly api: AdminApi;
  readonly provinceSpace: string;
  readonly demo: boolean;
  readonly today: PlainDate;
  /** Other parts offer units too. */
  readonly onChanged: () => void;
  /** To a part of the administration, about this unit. */
  readonly onGo: (part: string, unit: string) => void;
};

type Asking =
  | { readonly what: 'add' | 'name' }
  | { readonly what: 'view' | 'rename' | 'close'; readonly unit: ShownUnit };

/** The units of the province: found by name, code or old name; added, renamed, ended or merged. */
export function Units({ api, provinceSpace, demo, today, onChanged, onGo }: UnitsProps) {
  const { records, failure, again, change } = useDesk(api.desk);
  // Nothing invented stands beside a real unit: in the demo there is no such list.
  const { value: known, again: askKnown } = useLoaded(
    useCallback(async () => (demo ? undefined : api.knownUnits()), [api, demo]),
  );
  const [asking, setAsking] = useState<Asking>();
  const [wanted, setWanted] = useState('');
  const showSnackbar = useSnackbar();
  if (records === undefined) return <Loading failure={failure} again={again} />;

  const all = unitsOf(records);
  const found = findUnits(all, wanted);
  const [ended, present] = [found.filter((one) => hasEnded(one, today)), found.filter((one) => !hasEnded(one, today))];
  const close = () => setAsking(undefined);
  const save = async (changes: ReferenceChange | readonly ReferenceChange[], said: string) => {
    const done = await change(changes, said);
    onChanged();
    if (!done.ok) return { failure: done.words };
    askKnown();
    close();
    return undefined;
  };
  const saveForGood = async (asked: ReferenceChange, said: string) => {
    const done = await api.desk.save(asked);
    if (!done.ok) return { failure: done.error.words };
    showSnackbar({ text: said });
    again();
    onChanged();
    close();
    return undefined;
  };
  const rows = (units: readonly ShownUnit[], label: string) => (
    <Card>
      <List label={label}>
        {units.map((unit) => (
          <ListRow
            key={unit.id}
            title={unit.name}
            status={
              hasEnded(unit, today) ? <StatusChip>Đã kết thúc {formatDate(unit.to ?? '')}</StatusChip> : undefined
            }
            detail={sayUnit(unit)}
            onOpen={() => setAsking({ what: 'view', unit })}
          />
        ))}
      </List>
    </Card>
  );
  const dialog = { all, provinceSpace, today, desk: api.desk, save, onClose: close };
  return (
    <Section
      title="Đơn vị"
      count={formatNumber(all.filter((one) => !hasEnded(one, today)).length)}
      action={
        <Button kind="primary" icon={<IconPlus />} onClick={() => setAsking({ what: 'add' })}>
          Thêm
        </Button>
      }
    >
      {all.some(({ id }) => id === provinceSpace) ? null : (
        <Banner tone="info" action={<Button onClick={() => setAsking({ what: 'name' })}>Ghi tên tỉnh</Button>}>
          Tỉnh chưa có tên trong danh mục; báo cáo đang ghi tên tạm.
        </Banner>
      )}
      {known?.ok && known.value.units.some((one) => !one.present) ? (
        <KnownUnits
          known={known.value}
          onAdd={api.addKnownUnits}
          onAdded={() => {
            askKnown();
            again();
            onChanged();
          }}
        />
      ) : null}
      {all.length >= SEARCH_FROM ? (
        <TextField
          label="Tìm theo tên, mã, tên cũ"
          purpose="search"
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      ) : null}
      {all.length === 0 ? (
        <EmptyState title="Chưa có đơn vị nào">Thêm từng đơn vị, hoặc nạp danh mục.</EmptyState>
      ) : null}
      {all.length > 0 && found.length === 0 ? <EmptyState title="Không có đơn vị nào khớp với từ tìm" /> : null}
      {present.length === 0 ? null : rows(present, 'Đơn vị')}
      {ended.length === 0 ? null : (
        <details className={styles.folded} open={wanted.trim() !== ''}>
          <summary>Đã kết thúc ({formatNumber(ended.length)})</summary>
          {rows(ended, 'Đơn vị đã kết thúc')}
        </details>
      )}
      {asking?.what === 'add' ? <AddUnit {...dialog} /> : null}
      {asking?.what === 'name' ? <NameProvince {...dialog} save={saveForGood} /> : null}
      {asking?.what === 'view' ? (
        <ViewUnit
          {...dialog}
          unit={asking.unit}
          onRename={() => setAsking({ what: 'rename', unit: asking.unit })}
          onEnd={() => setAsking({ what: 'close', unit: asking.unit })}
          onGo={(part) => onGo(part, asking.unit.id)}
        />
      ) : null}
      {asking?.what === 'rename' ? <RenameUnit {...dialog} unit={asking.unit} /> : null}
      {asking?.what === 'close' ? <CloseUnit {...dialog} unit={asking.unit} /> : null}
    </Section>
  );
}

function sayUnit({ code, villages, oldNames, level }: ShownUnit): string {
  const parts = [
    `Mã ${code}`,
    ...(level === 'commune' ? [villages === 0 ? 'chưa có xóm, tổ dân phố' : `${formatNumber(villages)} xóm, tổ`] : []),
    ...(oldNames.length === 0 ? [] : [`tên cũ: ${oldNames.join(', ')}`]),
  ];
  return parts.join(' · ');
}
