import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import type { ReferenceDesk } from '../../domain/reference/desk.ts';
import {
  addVillages,
  mergeVillage,
  type PastedVillage,
  readPastedVillages,
  renameVillage,
  type ShownVillage,
  villageKey,
} from '../../domain/reference/villages.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useStableIds } from '../../ui/use-stable-ids.ts';
import styles from './admin.module.css';
import { FormDialog, type Tried, textOf } from './form-dialog.tsx';

export type VillageDialogProps = {
  readonly word: string;
  /** Removed ones too: their names are taken again only knowingly. */
  readonly all: readonly ShownVillage[];
  readonly desk: Pick<ReferenceDesk, 'newId'>;
  readonly save: (patch: Cells, said: string) => Promise<Tried>;
  readonly onClose: () => void;
};

/** A name that sounds like one that is there is asked for twice: it may be a typing mistake, or another place. */
function useOnce(): (key: string, words: string) => Tried {
  const [asked, setAsked] = useState<string>();
  return (key, words) => {
    if (asked === key) return undefined;
    setAsked(key);
    return { errors: [{ fieldId: 'name', message: words }] };
  };
}

/** The name of a village that would be confused with this one. */
function alike(all: readonly ShownVillage[], name: string, but?: ShownVillage): string | undefined {
  const key = villageKey(name);
  const others = all.filter((village) => village.id !== but?.id && !village.removed);
  return others.find((village) => villageKey(village.name) === key)?.name;
}

export function AddVillage({ word, all, desk, save, onClose }: VillageDialogProps) {
  const once = useOnce();
  const ids = useStableIds(desk.newId);
  const lower = word.toLocaleLowerCase('vi');
  return (
    <FormDialog
      title={`Thêm ${lower}`}
      submit="Thêm"
      onClose={onClose}
      onSubmit={async (data) => {
        const name = normalizeLine(textOf(data, 'name'));
        if (name === '') return { errors: [{ fieldId: 'name', message: `Nhập tên ${lower}` }] };
        const same = alike(all, name);
        const doubt = same && once(name, `Đã có “${same}”. Nếu là nơi khác, bấm Thêm lần nữa.`);
        return doubt || save(addVillages([name], ids()), `Đã thêm ${name}.`);
      }}
    >
      {(errorOf) => <TextField label={`Tên ${lower}`} name="name" error={errorOf('name')} data-autofocus />}
    </FormDialog>
  );
}

const PASTE_PROBLEMS: { readonly [problem in NonNullable<PastedVillage['problem']>]: (row: PastedVillage) => string } =
  {
    twice: () => 'trùng với dòng trên, bỏ qua',
    exists: ({ known }) => `đã có “${known}”, bỏ qua`,
    was: ({ known }) => `là tên cũ của “${known}”, bỏ qua`,
    'too-long': () => 'tên quá dài, bỏ qua',
  };

export function PasteVillages({ word, all, desk, save, onClose }: VillageDialogProps) {
  const [rows, setRows] = useState<readonly PastedVillage[]>([]);
  const ids = useStableIds(desk.newId);
  const lower = word.toLocaleLowerCase('vi');
  const fresh = rows.filter(({ problem }) => problem === undefined);
  return (
    <FormDialog
      title={`Dán nhiều ${lower}`}
      submit={fresh.length === 0 ? 'Thêm' : `Thêm ${formatNumber(fresh.length)} ${lower}`}
      onClose={onClose}
      onInput={(data) => setRows(readPastedVillages(textOf(data, 'names'), all))}
      onSubmit={async (data) => {
        const names = readPastedVillages(textOf(data, 'names'), all).flatMap((row) => (row.problem ? [] : [row.name]));
        if (names.length === 0) return { errors: [{ fieldId: 'names', message: 'Chưa có tên mới nào để thêm' }] };
        return save(addVillages(names, ids()), `Đã thêm ${formatNumber(names.length)} ${lower}.`);
      }}
    >
      {(errorOf) => (
        <>
          <TextAreaField
            label={`Tên các ${lower}, mỗi dòng một tên`}
            hint="Dán thẳng một cột từ Excel hoặc Word"
            name="names"
            rows={6}
            error={errorOf('names')}
            data-autofocus
          />
          {rows.length === 0 ? null : (
            <ul className={styles.pasted} aria-label="Sẽ thêm">
              {rows.map((row) => (
                <li key={row.line}>
                  {row.name}
                  {row.problem === undefined ? null : (
                    <span className={styles.wrong}>
                      {' '}
                      – dòng {row.line}: {PASTE_PROBLEMS[row.problem](row)}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </FormDialog>
  );
}

export type EditVillageProps = VillageDialogProps & {
  readonly village: ShownVillage;
  readonly onMerge: () => void;
  readonly onRemove: () => void;
};

export function EditVillage({ word, all, village, save, onClose, onMerge, onRemove }: EditVillageProps) {
  const once = useOnce();
  const others = all.some(({ id, removed }) => id !== village.id && !removed);
  return (
    <FormDialog
      title={village.name}
      submit="Lưu tên"
      onClose={onClose}
      more={
        <>
          {others ? <Button onClick={onMerge}>Gộp vào…</Button> : null}
          <Button kind="quiet" onClick={onRemove}>
            Bỏ khỏi danh sách
          </Button>
        </>
      }
      onSubmit={async (data) => {
        const name = normalizeLine(textOf(data, 'name'));
        if (name === '') return { errors: [{ fieldId: 'name', message: 'Nhập tên' }] };
        if (name === village.name) {
          onClose();
          return undefined;
        }
        const same = alike(all, name, village);
        const doubt = same && once(name, `Đã có “${same}”. Nếu là nơi khác, bấm Lưu tên lần nữa; nếu là một, hãy gộp.`);
        return doubt || save(renameVillage(village, name), `Đã đổi tên ${village.name} thành ${name}.`);
      }}
    >
      {(errorOf) => (
        <>
          <TextField
            label={`Tên ${word.toLocaleLowerCase('vi')}`}
            hint="Tên cũ vẫn giữ để tìm và để hiểu giấy tờ trước đây"
            name="name"
            defaultValue={village.name}
            error={errorOf('name')}
            data-autofocus
          />
          {village.oldNames.length === 0 ? null : <p className={styles.quiet}>Tên cũ: {village.oldNames.join(', ')}</p>}
        </>
      )}
    </FormDialog>
  );
}

export function MergeVillage({ all, village, save, onClose }: VillageDialogProps & { readonly village: ShownVillage }) {
  const others = all.filter(({ id, removed }) => id !== village.id && !removed);
  return (
    <FormDialog
      title={`Gộp ${village.name} vào…`}
      submit="Gộp"
      onClose={onClose}
      onSubmit={async (data) => {
        const into = others.find(({ id }) => id === textOf(data, 'into'));
        if (into === undefined) return { errors: [{ fieldId: 'into', message: 'Chọn nơi gộp vào' }] };
        return save(mergeVillage(village, into), `Đã gộp ${village.name} vào ${into.name}.`);
      }}
    >
      {(errorOf) => (
        <>
          <SelectField
            label="Gộp vào"
            name="into"
            emptyChoice="Chọn"
            error={errorOf('into')}
            choices={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <p className={styles.quiet}>
            “{village.name}” thành tên cũ của nơi được chọn. Hồ sơ đã ghi trước đây giữ nguyên tên lúc ghi.
          </p>
        </>
      )}
    </FormDialog>
  );
}
