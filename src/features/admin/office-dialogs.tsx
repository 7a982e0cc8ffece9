import { useState } from 'react';
import { Capacity } from '../../contract/records/codes.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { CAPACITY_LABELS } from '../../domain/receptions/labels.ts';
import {
  newReference,
  type OpenedReference,
  patchOf,
  type ReferenceChange,
  removalOf,
} from '../../domain/reference/desk.ts';
import {
  correctName,
  handOver,
  holdingPeriod,
  newHolding,
  rulesOf,
  type ShownHolding,
  type ShownOfficial,
} from '../../domain/reference/offices.ts';
import { foldForSearch } from '../../domain/text/fold.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import type { FieldError } from '../../ui/error-summary.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useStableIds } from '../../ui/use-stable-ids.ts';
import styles from './admin.module.css';
import { DayField, readDay } from './day-field.tsx';
import { type DeskDialogProps, FormDialog, textOf } from './form-dialog.tsx';

export type OfficeDialogProps = DeskDialogProps & {
  readonly officials: readonly ShownOfficial[];
  readonly records: readonly OpenedReference[];
  readonly unitId: string;
};

type OfHolding = OfficeDialogProps & { readonly official: ShownOfficial; readonly holding: ShownHolding };
type Person = { readonly id: string; readonly name: string };

const CAPACITIES = Capacity.options.map((value) => ({ value, label: CAPACITY_LABELS[value] }));
/** In place of somebody who is known. */
const NEW = '';

type PersonFieldsProps = {
  readonly label: string;
  readonly officials: readonly ShownOfficial[];
  readonly chosen: string;
  readonly errorOf: (field: string) => string | undefined;
};

/** Somebody who is known here, or a new name. One person has one id, whatever number of offices. */
function PersonFields({ label, officials, chosen, errorOf }: PersonFieldsProps) {
  return (
    <>
      {officials.length === 0 ? null : (
        <SelectField
          label={label}
          name="person"
          defaultValue={NEW}
          emptyChoice="Người mới"
          choices={officials.map(({ id, name, present }) => ({
            value: id,
            label:
              present.length === 0
                ? name
                : `${name} (${present.map((one) => CAPACITY_LABELS[one.capacity]).join(', ')})`,
          }))}
        />
      )}
      {chosen === NEW ? (
        <TextField label="Họ và tên" purpose="name" name="name" error={errorOf('name')} data-autofocus />
      ) : null}
    </>
  );
}

/** A new person of a known name is asked about once: most often it is the same one. */
function usePerson(officials: readonly ShownOfficial[]) {
  const [asked, setAsked] = useState<string>();
  const [chosen, setChosen] = useState(NEW);
  const read = (data: FormData, newId: () => string, errors: FieldError[]): Person | undefined => {
    const known = officials.find(({ id }) => id === textOf(data, 'person'));
    if (known !== undefined) return { id: known.id, name: known.name };
    const name = normalizeLine(textOf(data, 'name'));
    if (name === '') {
      errors.push({ fieldId: 'name', message: 'Nhập họ và tên' });
      return undefined;
    }
    const id = newId();
    // Somebody with this very id was made by a try that stopped half way.
    const same = officials.find((one) => one.id !== id && foldForSearch(one.name) === foldForSearch(name));
    if (same !== undefined && asked !== name) {
      setAsked(name);
      const message = `Đã có ${same.name}. Nếu là một người, chọn ở ô trên; nếu là người khác, bấm lần nữa.`;
      errors.push({ fieldId: 'name', message });
    }
    return { id, name };
  };
  return { chosen, read, onInput: (data: FormData) => setChosen(textOf(data, 'person')) };
}

export function AddOffice(props: OfficeDialogProps & { readonly capacity: Capacity | undefined }) {
  const { officials, unitId, today, desk, save, onClose, capacity } = props;
  const person = usePerson(officials);
  const ids = useStableIds(desk.newId);
  return (
    <FormDialog
      title="Thêm chức danh"
      submit="Thêm"
      onClose={onClose}
      onInput={person.onInput}
      onSubmit={async (data) => {
        const errors: FieldError[] = [];
        const newId = ids();
        const who = person.read(data, newId, errors);
        const capacities = Capacity.options.filter((one) => data.getAll('capacities').includes(one));
        if (capacities.length === 0) errors.push({ fieldId: 'capacities', message: 'Chọn chức danh' });
        const say = (message: string) => errors.push({ fieldId: 'from', message });
        const from = readDay(textOf(data, 'from'), today, say);
        if (errors.length > 0 || who === undefined) return { errors };
        const holds = officials.find(({ id }) => id === who.id)?.present.map((one) => one.capacity) ?? [];
        const again = capacities.find((one) => holds.includes(one));
        if (again !== undefined) {
          const message = `${who.name} đang giữ ${CAPACITY_LABELS[again]} rồi`;
          return { errors: [{ fieldId: 'capacities', message }] };
        }
        const made = capacities.map((one) =>
          newReference(newId(), officeHolding.kind, newHolding(unitId, who, one, from)),
        );
        return save(made, `Đã thêm ${who.name}.`);
      }}
    >
      {(errorOf) => (
        <>
          <PersonFields label="Người" officials={officials} chosen={person.chosen} errorOf={errorOf} />
          <ChipGroup
            multiple
            label="Chức danh"
            note="(kiêm nhiệm thì chọn nhiều)"
            name="capacities"
            chips={CAPACITIES}
            defaultValue={capacity === undefined ? [] : [capacity]}
            error={errorOf('capacities')}
          />
          <DayField label="Giữ từ ngày" name="from" value={today} today={today} error={errorOf('from')} />
        </>
      )}
    </FormDialog>
  );
}

export function EndOffice({ official, holding, today, save, onClose }: OfHolding) {
  return (
    <FormDialog
      title={`${official.name} thôi giữ ${CAPACITY_LABELS[holding.capacity]}`}
      submit="Kết thúc"
      onClose={onClose}
      onSubmit={async (data) => {
        const errors: FieldError[] = [];
        const say = (message: string) => errors.push({ fieldId: 'to', message });
        const to = readDay(textOf(data, 'to'), today, say, 'asked');
        if (to !== undefined && holding.from !== undefined && to < holding.from)
          say(`Giữ chức danh từ ${formatDate(holding.from)}: chọn ngày không sớm hơn`);
        if (to === undefined || errors.length > 0) return { errors };
        const said = `${official.name} giữ ${CAPACITY_LABELS[holding.capacity]} đến hết ${formatDate(to)}.`;
        return save(patchOf(holding.record, holdingPeriod(holding.from, to)), said);
      }}
    >
      {(errorOf) => (
        <DayField
          label="Ngày giữ chức danh cuối cùng"
          hint="Buổi tiếp đến ngày này vẫn tính cho người này"
          name="to"
          value={today}
          today={today}
          error={errorOf('to')}
        />
      )}
    </FormDialog>
  );
}

export function HandOverOffice(props: OfHolding) {
  const { officials, records, unitId, official, holding, today, desk, save, onClose } = props;
  const others = officials.filter(({ id }) => id !== official.id);
  const person = usePerson(others);
  const ids = useStableIds(desk.newId);
  const rules = rulesOf(records, unitId, official, holding.capacity);
  const office = CAPACITY_LABELS[holding.capacity];
  return (
    <FormDialog
      title={`Bàn giao ${office}`}
      submit="Bàn giao"
      onClose={onClose}
      onInput={person.onInput}
      onSubmit={async (data) => {
        const errors: FieldError[] = [];
        const newId = ids();
        const next = person.read(data, newId, errors);
        const say = (message: string) => errors.push({ fieldId: 'from', message });
        const from = readDay(textOf(data, 'from'), today, say, 'asked');
        if (from !== undefined && holding.from !== undefined && from <= holding.from)
          say(`${official.name} giữ từ ${formatDate(holding.from)}: chọn ngày muộn hơn`);
        if (errors.length > 0 || next === undefined || from === undefined) return { errors };
        const withRules = data.get('rules') !== null;
        const wanted = { unit: unitId, official, holding, next, from, withRules };
        return save(handOver(records, wanted, newId), `${next.name} giữ ${office} từ ${formatDate(from)}.`);
      }}
    >
      {(errorOf) => (
        <>
          <p>
            {official.name} thôi giữ vào ngày hôm trước. Buổi tiếp đến ngày đó vẫn tính cho {official.name}.
          </p>
          <PersonFields label="Người nhận" officials={others} chosen={person.chosen} errorOf={errorOf} />
          <DayField label="Người nhận giữ từ ngày" name="from" value={today} today={today} error={errorOf('from')} />
          {rules.length === 0 ? null : (
            <CheckboxField
              label={`Chuyển cả lịch tiếp (${formatNumber(rules.length)})`}
              hint="Lịch cũ dừng, lịch như vậy bắt đầu cho người nhận"
              name="rules"
              defaultChecked
            />
          )}
        </>
      )}
    </FormDialog>
  );
}

/** Corrects what was entered wrongly. A name is corrected wherever it stands. */
export function EditOffice({ records, official, holding, today, save, onClose }: OfHolding) {
  const said = `${official.name}, ${CAPACITY_LABELS[holding.capacity]}`;
  return (
    <FormDialog
      title={`Sửa: ${said}`}
      submit="Lưu"
      onClose={onClose}
      more={
        <Button
          kind="quiet"
          onClick={() => void save(removalOf(holding.record, 'Khai nhầm'), `Đã xóa ${said}.`).catch(failed)}
        >
          Xóa vì khai nhầm
        </Button>
      }
      onSubmit={async (data) => {
        const errors: FieldError[] = [];
        const name = normalizeLine(textOf(data, 'name'));
        if (name === '') errors.push({ fieldId: 'name', message: 'Nhập họ và tên' });
        const day = (field: 'from' | 'to') =>
          readDay(textOf(data, field), today, (message) => errors.push({ fieldId: field, message }));
        const [from, to] = [day('from'), day('to')];
        if (from !== undefined && to !== undefined && to < from)
          errors.push({ fieldId: 'to', message: 'Ngày cuối phải bằng hoặc sau ngày đầu' });
        if (errors.length > 0) return { errors };
        const changes = changesOf({ records, official, holding }, { name, from, to });
        if (changes.length > 0) return save(changes, `Đã sửa ${name}, ${CAPACITY_LABELS[holding.capacity]}.`);
        onClose();
        return undefined;
      }}
    >
      {(errorOf) => (
        <>
          <TextField
            label="Họ và tên"
            hint="Sửa ở mọi chức danh và lịch tiếp của người này. Buổi tiếp đã ghi giữ nguyên tên lúc ghi."
            purpose="name"
            name="name"
            defaultValue={official.name}
            error={errorOf('name')}
          />
          <div className={styles.pair}>
            <DayField label="Giữ từ ngày" name="from" value={holding.from} today={today} error={errorOf('from')} />
            <DayField
              label="Đến hết ngày"
              note="(nếu đã thôi)"
              name="to"
              value={holding.to}
              today={today}
              error={errorOf('to')}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}

/** The name everywhere, the days here; a record that both concern is changed once. */
function changesOf(
  { records, official, holding }: Pick<OfHolding, 'records' | 'official' | 'holding'>,
  typed: { readonly name: string; readonly from: PlainDate | undefined; readonly to: PlainDate | undefined },
): readonly ReferenceChange[] {
  const names = typed.name === official.name ? [] : correctName(records, official, typed.name);
  if (typed.from === holding.from && typed.to === holding.to) return names;
  const period = holdingPeriod(typed.from, typed.to);
  const own = names.find(({ rid }) => rid === holding.record.rid);
  if (own === undefined) return [...names, patchOf(holding.record, period)];
  return names.map((change) => (change === own ? { ...own, patch: { ...own.patch, ...period } } : change));
}

function failed(error: unknown): void {
  reportError(error);
}
