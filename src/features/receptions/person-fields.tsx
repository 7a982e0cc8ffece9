import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { partsOf } from '../../domain/calendar/plain-date.ts';
import { PERSON_ROLE_LABELS, SEX_LABELS } from '../../domain/receptions/labels.ts';
import { checkIdentityNumber } from '../../domain/text/identity-number.ts';
import { offerNameCapitals } from '../../domain/text/names.ts';
import { checkPhone } from '../../domain/text/phone.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAfterPress } from '../../ui/use-after-press.ts';
import { chipsOf } from './choices.ts';
import { dateProps } from './date-words.ts';
import { VISIT_DATES } from './dates.ts';
import { useVisitForm } from './visit-context.ts';
import { OTHER_VILLAGE } from './visit-values.ts';

type Of = { readonly index: number };

const SEX_CHIPS = [...chipsOf(SEX_LABELS), { value: '', label: 'Không ghi' }];
const ROLE_CHIPS = [...chipsOf(PERSON_ROLE_LABELS), { value: '', label: 'Không ghi' }];

/** The name as it is typed; capitals and an earlier visit are offered when the field is left, never forced. */
export function NameField({ index, label, note }: Of & { readonly label: string; readonly note?: string }) {
  const { form, refilled, errorOf } = useVisitForm();
  const field = `people.${index}.name` as const;
  const [left, setLeft] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name was filled in
  useEffect(() => setLeft(''), [refilled]);
  const offered = offerNameCapitals(left);
  const afterPress = useAfterPress();
  const registered = form.register(field, { onBlur: () => afterPress(() => setLeft(form.getValues(field))) });
  return (
    <TextField
      label={label}
      note={note}
      purpose="name"
      error={errorOf(field)}
      warning={
        offered === undefined ? undefined : (
          <Button
            kind="quiet"
            onClick={() => {
              form.setValue(field, offered, { shouldDirty: true });
              setLeft(offered);
            }}
          >
            Viết hoa: {offered}
          </Button>
        )
      }
      {...registered}
    />
  );
}

/** The village: the near ones as chips, every other one as text with the unit's list behind it. */
export function VillageField({ index }: Of) {
  const { form, villages, nearVillages, villageWord, errorOf } = useVisitForm();
  const chosen = useWatch({ control: form.control, name: `people.${index}.village` });
  const listId = `villages-${index}`;
  const asText = nearVillages.length === 0 || chosen === OTHER_VILLAGE;
  const chips = [
    ...nearVillages.map((name) => ({ value: name, label: name })),
    { value: OTHER_VILLAGE, label: 'Khác…' },
    { value: '', label: 'Chưa rõ' },
  ];
  return (
    <>
      {nearVillages.length > 0 ? (
        <ChipGroup label={villageWord} chips={chips} {...form.register(`people.${index}.village`)} />
      ) : null}
      {asText ? (
        <>
          <TextField
            label={nearVillages.length > 0 ? `Tên ${villageWord.toLocaleLowerCase('vi')}, nơi khác` : villageWord}
            list={listId}
            error={errorOf(`people.${index}.villageOther`)}
            {...form.register(`people.${index}.villageOther`, {
              // Without chips there is nothing else that would say "another one".
              onChange: () => {
                if (nearVillages.length === 0) form.setValue(`people.${index}.village`, OTHER_VILLAGE);
              },
            })}
          />
          <datalist id={listId}>
            {villages.map((village) => (
              <option key={village.id} value={village.name} />
            ))}
          </datalist>
        </>
      ) : null}
    </>
  );
}

/** Everything else about one person. */
export function PersonDetails({ index }: Of) {
  const { refilled } = useVisitForm();
  // Fields that were filled from a card are read again: a remark on what stood there before would be wrong.
  return <Details key={refilled} index={index} />;
}

function Details({ index }: Of) {
  const { form, errorOf } = useVisitForm();
  const at = `people.${index}` as const;
  return (
    <>
      <TextField
        label="Năm sinh"
        hint="Chỉ cần năm, ví dụ 1957"
        short
        purpose="digits"
        inputMode="text"
        error={errorOf(`${at}.birth`)}
        {...form.register(`${at}.birth`)}
      />
      <ChipGroup label="Giới tính" chips={SEX_CHIPS} {...form.register(`${at}.sex`)} />
      <PhoneField index={index} />
      <DocumentFields index={index} />
      <TextField label="Địa chỉ" error={errorOf(`${at}.address`)} {...form.register(`${at}.address`)} />
      <TextField
        label="Địa chỉ cũ"
        hint="Theo tên huyện, xã trước sáp nhập"
        error={errorOf(`${at}.oldAddress`)}
        {...form.register(`${at}.oldAddress`)}
      />
      <ChipGroup label="Tư cách" chips={ROLE_CHIPS} {...form.register(`${at}.role`)} />
      <TextField
        label="Cơ quan, tổ chức"
        error={errorOf(`${at}.organisation`)}
        {...form.register(`${at}.organisation`)}
      />
    </>
  );
}

function PhoneField({ index }: Of) {
  const { form, errorOf } = useVisitForm();
  const field = `people.${index}.phone` as const;
  const [left, setLeft] = useState('');
  const afterPress = useAfterPress();
  const check = checkPhone(left);
  const warning =
    check.tag === 'unusual' ? (
      WORDS.phoneWarning
    ) : check.tag === 'old-mobile' ? (
      <Button
        kind="quiet"
        onClick={() => {
          form.setValue(field, check.offered, { shouldDirty: true });
          setLeft(check.offered);
        }}
      >
        Đầu số cũ. Đổi thành {check.offered}
      </Button>
    ) : undefined;
  return (
    <TextField
      label="Điện thoại"
      purpose="phone"
      hint="Không có số thì để trống, hoặc ghi số của người gọi giúp"
      warning={warning}
      error={errorOf(field)}
      {...form.register(field, { onBlur: () => afterPress(() => setLeft(form.getValues(field))) })}
    />
  );
}

function DocumentFields({ index }: Of) {
  const { form, today, errorOf } = useVisitForm();
  const at = `people.${index}` as const;
  const none = useWatch({ control: form.control, name: `${at}.noDocument` });
  const [left, setLeft] = useState('');
  const afterPress = useAfterPress();
  return (
    <>
      <CheckboxField label="Không có giấy tờ" {...form.register(`${at}.noDocument`)} />
      {none ? (
        <TextField
          label="Người xác nhận"
          hint="Trưởng xóm, người cùng đến…"
          purpose="name"
          error={errorOf(`${at}.confirmedBy`)}
          {...form.register(`${at}.confirmedBy`)}
        />
      ) : (
        <>
          <TextField
            label="Số căn cước, định danh"
            note="(không bắt buộc)"
            purpose="digits"
            warning={sayIdentity(left, partsOf(today).year)}
            error={errorOf(`${at}.number`)}
            {...form.register(`${at}.number`, {
              onBlur: () => afterPress(() => setLeft(form.getValues(`${at}.number`))),
            })}
          />
          <DateField
            label="Ngày cấp"
            error={errorOf(`${at}.issuedOn`)}
            {...dateProps(today, VISIT_DATES.issuedOn)}
            defaultValue={form.getValues(`${at}.issuedOn`)}
            {...form.register(`${at}.issuedOn`)}
          />
        </>
      )}
    </>
  );
}

function sayIdentity(number: string, thisYear: number): string | undefined {
  const check = checkIdentityNumber(number, { thisYear });
  if (check.tag === 'not-digits') return 'Số này có ký tự không phải chữ số. Vẫn lưu được.';
  if (check.tag === 'wrong-length') return `Số này có ${check.length} chữ số, không phải 12 (hoặc 9). Vẫn lưu được.`;
  if (check.tag === 'twelve-digits' && check.warnings.length > 0) return 'Năm sinh trong số này chưa tới. Xem lại số.';
  return undefined;
}
