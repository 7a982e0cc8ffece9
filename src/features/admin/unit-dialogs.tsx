import { useState } from 'react';
import { UnitKind } from '../../contract/records/codes.ts';
import { unit as unitKind } from '../../contract/records/unit.ts';
import { UNIT_KIND_LABELS, villageWord } from '../../domain/receptions/labels.ts';
import { newReference, patchOf, type ReferenceChange, removalOf } from '../../domain/reference/desk.ts';
import {
  closeUnit,
  hasEnded,
  newProvince,
  newUnit,
  renameUnit,
  type ShownUnit,
  succeed,
  type UnitForm,
} from '../../domain/reference/units.ts';
import { formatDate } from '../../domain/text/format.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldError } from '../../ui/error-summary.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useStableIds } from '../../ui/use-stable-ids.ts';
import styles from './admin.module.css';
import { DayField, readDay } from './day-field.tsx';
import { type DeskDialogProps, FormDialog, type Tried, textOf } from './form-dialog.tsx';

export type UnitDialogProps = DeskDialogProps & {
  readonly all: readonly ShownUnit[];
  readonly provinceSpace: string;
};

type OfUnit = UnitDialogProps & { readonly unit: ShownUnit };

const KINDS = (['xa', 'phuong'] as const).map((kind) => ({ value: kind, label: UNIT_KIND_LABELS[kind] }));

function Fields({
  unit,
  ofProvince = unit?.level === 'province',
  errorOf,
}: {
  readonly unit?: ShownUnit;
  readonly ofProvince?: boolean;
  readonly errorOf: (field: string) => string | undefined;
}) {
  const own = unit?.record.cells.identity as { readonly name?: string } | undefined;
  return (
    <>
      {ofProvince ? null : (
        <ChipGroup
          label="Loại"
          name="kind"
          defaultValue={unit?.kind ?? 'xa'}
          chips={unit === undefined || KINDS.some(({ value }) => value === unit.kind) ? KINDS : allKinds()}
        />
      )}
      <TextField
        label="Tên"
        hint={ofProvince ? 'Không ghi chữ Tỉnh ở trước' : 'Không ghi chữ Xã, Phường ở trước'}
        name="name"
        defaultValue={own?.name}
        error={errorOf('name')}
        data-autofocus
      />
      <TextField
        label="Mã đơn vị"
        hint={`Mã ${ofProvince ? 2 : 5} số theo Danh mục đơn vị hành chính`}
        name="code"
        short
        autoCapitalize="off"
        defaultValue={unit?.code}
        error={errorOf('code')}
      />
    </>
  );
}

function allKinds() {
  return UnitKind.options.map((kind) => ({ value: kind, label: UNIT_KIND_LABELS[kind] }));
}

/** Reads the fields of a unit. Two units of one code could not be told apart in reports. */
function readUnit(data: FormData, { all, today }: Pick<UnitDialogProps, 'all' | 'today'>, unit?: ShownUnit) {
  const name = normalizeLine(textOf(data, 'name'));
  const code = normalizeLine(textOf(data, 'code'));
  const errors: FieldError[] = [];
  if (name === '') errors.push({ fieldId: 'name', message: 'Nhập tên đơn vị' });
  const same = all.find((other) => other.code === code && other.id !== unit?.id && !hasEnded(other, today));
  if (code === '') errors.push({ fieldId: 'code', message: 'Nhập mã đơn vị' });
  else if (same !== undefined) errors.push({ fieldId: 'code', message: `Mã này là của ${same.name}` });
  const kind = UnitKind.safeParse(textOf(data, 'kind'));
  const form: UnitForm = { name, code, kind: kind.success ? kind.data : (unit?.kind ?? 'xa') };
  return { form, errors };
}

export function AddUnit(props: UnitDialogProps) {
  const { provinceSpace, today, desk, save, onClose } = props;
  const ids = useStableIds(desk.newId);
  return (
    <FormDialog
      title="Thêm đơn vị"
      submit="Thêm"
      onClose={onClose}
      onSubmit={async (data) => {
        const { form, errors } = readUnit(data, props);
        const from = readDay(textOf(data, 'from'), today, (message) => errors.push({ fieldId: 'from', message }));
        if (errors.length > 0) return { errors };
        const cells = newUnit(form, provinceSpace, from);
        return save(newReference(ids()(), unitKind.kind, cells), `Đã thêm ${form.name}.`);
      }}
    >
      {(errorOf) => (
        <>
          <Fields errorOf={errorOf} />
          <DayField
            label="Hoạt động từ ngày"
            note="(không bắt buộc)"
            name="from"
            value={undefined}
            today={today}
            error={errorOf('from')}
          />
        </>
      )}
    </FormDialog>
  );
}

export type NameProvinceProps = Omit<UnitDialogProps, 'save'> & {
  /** Not undone: the province is never taken off the list, only corrected. */
  readonly save: (change: ReferenceChange, said: string) => Promise<Tried>;
};

/** A new server's province, whose space bears a provisional name. */
export function NameProvince(props: NameProvinceProps) {
  const { provinceSpace, save, onClose } = props;
  return (
    <FormDialog
      title="Ghi tên tỉnh"
      submit="Lưu"
      onClose={onClose}
      onSubmit={async (data) => {
        const { form, errors } = readUnit(data, props);
        if (errors.length > 0) return { errors };
        return save(newReference(provinceSpace, unitKind.kind, newProvince(form)), `Đã lưu Tỉnh ${form.name}.`);
      }}
    >
      {(errorOf) => <Fields ofProvince errorOf={errorOf} />}
    </FormDialog>
  );
}

export function RenameUnit(props: OfUnit) {
  const { unit, save, onClose } = props;
  return (
    <FormDialog
      title={`Sửa ${unit.name}`}
      submit="Lưu"
      onClose={onClose}
      onSubmit={async (data) => {
        const { form, errors } = readUnit(data, props, unit);
        if (errors.length > 0) return { errors };
        const patch = renameUnit(unit, form, linesOf(textOf(data, 'oldNames')));
        return save(patchOf(unit.record, patch), `Đã lưu ${form.name}.`);
      }}
    >
      {(errorOf) => (
        <>
          <Fields unit={unit} errorOf={errorOf} />
          <TextAreaField
            label="Tên cũ, đơn vị đã nhập vào"
            note="(mỗi dòng một tên)"
            hint="Để tìm được bằng tên cũ. Đổi tên thì tên đang dùng tự thành tên cũ; hồ sơ, báo cáo không đổi."
            name="oldNames"
            rows={3}
            defaultValue={unit.oldNames.join('\n')}
          />
        </>
      )}
    </FormDialog>
  );
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map(normalizeLine)
    .filter((line) => line !== '');
}

/** A unit is divided among this many at most. */
const MOST_SUCCESSORS = 5;

/** The last day of a unit, and who goes on in its place; they are found by its name too. */
export function CloseUnit(props: OfUnit) {
  const { all, unit, today, save, onClose } = props;
  const others = all.filter(({ id, level }) => id !== unit.id && level === unit.level);
  const [chosen, setChosen] = useState(unit.successors.length);
  return (
    <FormDialog
      title={`Kết thúc ${unit.name}`}
      submit="Kết thúc đơn vị"
      onClose={onClose}
      onInput={(data) => setChosen(data.getAll('successors').filter((id) => id !== '').length)}
      onSubmit={async (data) => {
        const errors: FieldError[] = [];
        const say = (message: string) => errors.push({ fieldId: 'to', message });
        const to = readDay(textOf(data, 'to'), today, say, 'asked');
        if (to !== undefined && unit.from !== undefined && to < unit.from)
          say(`Đơn vị hoạt động từ ${formatDate(unit.from)}: chọn ngày không sớm hơn`);
        if (to === undefined || errors.length > 0) return { errors };
        const successors = others.filter(({ id }) => data.getAll('successors').includes(id));
        const known = successors.flatMap((one): ReferenceChange[] => {
          const patch = succeed(one, unit);
          return patch === undefined ? [] : [patchOf(one.record, patch)];
        });
        const ids = successors.map(({ id }) => id);
        return save(
          [patchOf(unit.record, closeUnit(unit, to, ids)), ...known],
          `${unit.name} kết thúc ${formatDate(to)}.`,
        );
      }}
    >
      {(errorOf) => (
        <>
          <DayField label="Ngày hoạt động cuối cùng" name="to" value={unit.to} today={today} error={errorOf('to')} />
          {Array.from({ length: Math.min(MOST_SUCCESSORS, chosen + 1) }, (_, at) => (
            <SelectField
              // Each keeps its place: they are never put in another order.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={at}
              id={`successor-${at}`}
              label={at === 0 ? 'Sáp nhập vào' : 'và'}
              note={at === 0 ? '(để trống nếu giải thể)' : undefined}
              name="successors"
              emptyChoice="Không"
              defaultValue={unit.successors[at] ?? ''}
              choices={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ))}
          <p className={styles.quiet}>
            Hồ sơ trước ngày này vẫn thuộc {unit.name}. Khóa tài khoản và cấp lại máy ở mục Người dùng.
          </p>
        </>
      )}
    </FormDialog>
  );
}

export type ViewUnitProps = OfUnit & {
  readonly onRename: () => void;
  readonly onEnd: () => void;
  readonly onGo: (part: string) => void;
};

/** What is known of a unit, and what can be done about it. */
export function ViewUnit({ all, unit, today, save, onClose, onRename, onEnd, onGo }: ViewUnitProps) {
  const { code, kind, level, from, to, oldNames, successors, villages } = unit;
  const named = successors.map((id) => all.find((one) => one.id === id)?.name ?? 'đơn vị khác').join(', ');
  const isFresh = villages === 0 && level === 'commune' && oldNames.length === 0;
  return (
    <Dialog
      title={unit.name}
      closeLabel={WORDS.close}
      onClose={onClose}
      closesOnVeil
      actions={
        <>
          <Button kind="primary" onClick={onRename}>
            Sửa tên, mã, tên cũ
          </Button>
          {level === 'commune' ? (
            <Button onClick={onEnd}>{hasEnded(unit, today) ? 'Sửa ngày kết thúc' : 'Kết thúc, sáp nhập…'}</Button>
          ) : null}
          {isFresh ? (
            <Button
              kind="quiet"
              onClick={() => void save(removalOf(unit.record, 'Thêm nhầm'), `Đã xóa ${unit.name}.`).catch(failed)}
            >
              Xóa
            </Button>
          ) : null}
        </>
      }
    >
      <SummaryList
        items={[
          { term: 'Mã', value: code },
          {
            term: 'Hoạt động',
            value: `${from ? `từ ${formatDate(from)}` : 'chưa ghi ngày bắt đầu'}${to ? ` đến hết ${formatDate(to)}` : ''}`,
          },
          ...(named === '' ? [] : [{ term: 'Sáp nhập vào', value: named }]),
          ...(oldNames.length === 0 ? [] : [{ term: 'Tên cũ', value: oldNames.join(', ') }]),
        ]}
      />
      <div className={styles.buttons}>
        {level === 'commune' ? <Button onClick={() => onGo('xom')}>{villageWord({ kind })}</Button> : null}
        <Button onClick={() => onGo('chuc-danh')}>Chức danh</Button>
        <Button onClick={() => onGo('lich-tiep')}>Lịch tiếp</Button>
      </div>
    </Dialog>
  );
}

function failed(error: unknown): void {
  reportError(error);
}
