import { useState } from 'react';
import { unit as unitKind } from '../../contract/records/unit.ts';
import type { Space } from '../../contract/wire/session.ts';
import { villageWord } from '../../domain/receptions/labels.ts';
import { type OpenedReference, patchOf, type ReferenceDesk } from '../../domain/reference/desk.ts';
import { type ShownVillage, setVillageRemoved, villagesOf } from '../../domain/reference/villages.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './admin.module.css';
import { Loading } from './loading.tsx';
import { useDesk } from './use-desk.ts';
import { AddVillage, EditVillage, MergeVillage, PasteVillages } from './village-dialogs.tsx';

/** From this many on a list is searched rather than read. */
const SEARCH_FROM = 8;

export type VillagesProps = { readonly desk: ReferenceDesk; readonly unit: Pick<Space, 'id' | 'kind'> };

type Asking = { readonly what: 'add' | 'paste' } | { readonly what: 'edit' | 'merge'; readonly village: ShownVillage };

/** Xóm, tổ dân phố: added, renamed, merged, taken off the lists. Old names stay, for search and older papers. */
export function Villages({ desk, unit }: VillagesProps) {
  const { records, failure, again, change } = useDesk(desk, unit.id);
  const [asking, setAsking] = useState<Asking>();
  const [wanted, setWanted] = useState('');
  const showSnackbar = useSnackbar();
  const word = villageWord(unit);
  if (records === undefined) return <Loading failure={failure} again={again} />;
  const record = records.find(({ rid, kind }) => rid === unit.id && kind === unitKind.kind);
  if (record === undefined)
    return <Banner tone="warning">Đơn vị này chưa có trong danh mục. Quản trị viên tỉnh thêm ở mục Đơn vị.</Banner>;

  const all = villagesOf(record.cells);
  const present = all.filter(({ removed }) => !removed);
  const removed = all.filter((village) => village.removed);
  const shown = present.filter((village) => isFound(village, wanted));
  const close = () => setAsking(undefined);
  const save = async (patch: OpenedReference['cells'], said: string) => {
    const done = await change(patchOf(record, patch), said);
    if (done.ok) close();
    return done.ok ? undefined : { failure: done.words };
  };
  const setRemoved = async (village: ShownVillage, off: boolean) => {
    const said = off ? `Đã bỏ ${village.name} khỏi danh sách.` : `Đã đưa ${village.name} trở lại danh sách.`;
    const tried = await save(setVillageRemoved(village, off), said);
    if (tried !== undefined) showSnackbar({ text: tried.failure });
  };
  return (
    <Section
      title={word}
      count={formatNumber(present.length)}
      action={
        <Button kind="primary" icon={<IconPlus />} onClick={() => setAsking({ what: 'add' })}>
          Thêm
        </Button>
      }
    >
      <div>
        <Button onClick={() => setAsking({ what: 'paste' })}>Dán nhiều tên</Button>
      </div>
      {all.length >= SEARCH_FROM ? (
        <TextField
          label="Tìm theo tên, tên cũ"
          purpose="search"
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      ) : null}
      {present.length === 0 ? (
        <EmptyState title={`Chưa có ${word.toLocaleLowerCase('vi')} nào`}>
          Thêm từng tên, hoặc dán cả cột từ Excel.
        </EmptyState>
      ) : null}
      {present.length > 0 && shown.length === 0 ? <EmptyState title="Không có tên nào khớp với từ tìm" /> : null}
      {shown.length === 0 ? null : (
        <Card>
          <List label={word}>
            {shown.map((village) => (
              <ListRow
                key={village.id}
                title={village.name}
                detail={sayOldNames(village)}
                onOpen={() => setAsking({ what: 'edit', village })}
              />
            ))}
          </List>
        </Card>
      )}
      {removed.length === 0 ? null : (
        <details className={styles.folded}>
          <summary>Đã bỏ khỏi danh sách ({formatNumber(removed.length)})</summary>
          <Card>
            <List label="Đã bỏ khỏi danh sách">
              {removed.map((village) => (
                <ListRow
                  key={village.id}
                  title={village.name}
                  detail={sayOldNames(village)}
                  trailing={
                    <Button kind="quiet" onClick={() => void setRemoved(village, false).catch(failed)}>
                      Khôi phục
                    </Button>
                  }
                />
              ))}
            </List>
          </Card>
        </details>
      )}
      {asking?.what === 'add' ? <AddVillage {...{ word, all, desk, save }} onClose={close} /> : null}
      {asking?.what === 'paste' ? <PasteVillages {...{ word, all, desk, save }} onClose={close} /> : null}
      {asking?.what === 'edit' ? (
        <EditVillage
          {...{ word, all, desk, save }}
          village={asking.village}
          onClose={close}
          onMerge={() => setAsking({ what: 'merge', village: asking.village })}
          onRemove={() => void setRemoved(asking.village, true).catch(failed)}
        />
      ) : null}
      {asking?.what === 'merge' ? (
        <MergeVillage {...{ word, all, desk, save }} village={asking.village} onClose={close} />
      ) : null}
    </Section>
  );
}

function isFound({ name, oldNames }: ShownVillage, wanted: string): boolean {
  const words = foldedWords([name, ...oldNames].join(' '));
  return foldedWords(wanted).every((part) => words.some((one) => one.startsWith(part)));
}

function sayOldNames({ oldNames }: ShownVillage): string | undefined {
  return oldNames.length === 0 ? undefined : `Tên cũ: ${oldNames.join(', ')}`;
}

function failed(error: unknown): void {
  reportError(error);
}
