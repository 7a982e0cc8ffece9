import { useWatch } from 'react-hook-form';
import { LIMITS } from '../../contract/limits.ts';
import { FIELD1_LABELS, FIELD2_LABELS, MATTER_LABELS, THEMES } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { NumberStepper } from '../../ui/number-stepper.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { DirectionFields } from './answer-fields.tsx';
import { chipsOf } from './choices.ts';
import { EarlierVisits } from './earlier-visits.tsx';
import { countOf, LargeGroupFields } from './people-fields.tsx';
import { NameField, VillageField } from './person-fields.tsx';
import { PersonOffers } from './person-offers.tsx';
import { usePersonFill } from './use-person-fill.ts';
import { useVisitForm } from './visit-context.ts';
import { OTHER_THEME } from './visit-values.ts';

const MATTER_CHIPS = chipsOf(MATTER_LABELS);
const THEME_CHIPS = [
  ...THEMES.map(({ key, label }) => ({ value: key, label })),
  { value: OTHER_THEME, label: 'Khác…' },
  { value: '', label: 'Chưa rõ' },
];

/** The kind of matter; it stands first (records-and-counting §4). `onChoose` is told before anything else happens. */
export function MatterField({ onChoose }: { readonly onChoose: (matter: string) => void }) {
  const { form, errorOf } = useVisitForm();
  return (
    <ChipGroup
      label="Loại"
      chips={MATTER_CHIPS}
      error={errorOf('matter')}
      {...form.register('matter', { onChange: (event: { target: { value: string } }) => onChoose(event.target.value) })}
    />
  );
}

/** What is asked of every visit that is no denunciation, in the order of the talk. */
export function QuickFields() {
  const { form, errorOf } = useVisitForm();
  return (
    <>
      <FirstPerson />
      <CountField />
      <LargeGroupFields />
      <TextAreaField label="Nội dung trình bày" error={errorOf('content')} {...form.register('content')} />
      <ThemeField label="Lĩnh vực" />
      <DirectionFields />
      <CheckboxField label="Đã nhận đơn của công dân" {...form.register('petition')} />
    </>
  );
}

function FirstPerson() {
  const fill = usePersonFill(0);
  return (
    <>
      <NameField index={0} label="Họ và tên công dân" note="(không cung cấp thì để trống)" />
      <PersonOffers fill={fill} />
      <VillageField index={0} />
      {/* Below what it looks people up by: what appears here pushes nothing away that is about to be pressed. */}
      <EarlierVisits fill={fill} />
    </>
  );
}

export function CountField() {
  const { form, errorOf } = useVisitForm();
  const named = useMoreNamedThanCame();
  return (
    <NumberStepper
      label="Số người đến"
      min={1}
      max={LIMITS.count}
      decreaseLabel="Bớt một người"
      increaseLabel="Thêm một người"
      warning={
        named === undefined ? undefined : (
          <Button kind="quiet" onClick={() => form.setValue('came', String(named), { shouldDirty: true })}>
            Đã ghi tên {formatNumber(named)} người. Sửa số người thành {formatNumber(named)}
          </Button>
        )
      }
      error={errorOf('came')}
      {...form.register('came')}
    />
  );
}

/** How many people are named, where that is more than are said to have come. */
function useMoreNamedThanCame(): number | undefined {
  const { form } = useVisitForm();
  const [people, came] = useWatch({ control: form.control, name: ['people', 'came'] });
  const named = people.filter(({ name }) => name.trim() !== '').length;
  const counted = countOf(came);
  return counted !== undefined && named > counted ? named : undefined;
}

export function ThemeField({ label }: { readonly label: string }) {
  const { form, errorOf } = useVisitForm();
  const theme = useWatch({ control: form.control, name: 'theme' });
  return (
    <>
      <ChipGroup label={label} chips={THEME_CHIPS} error={errorOf('theme')} {...form.register('theme')} />
      {theme === OTHER_THEME ? (
        <>
          <SelectField
            label="Nhóm lĩnh vực"
            emptyChoice="Chọn nhóm lĩnh vực"
            choices={chipsOf(FIELD1_LABELS)}
            error={errorOf('level1')}
            {...form.register('level1')}
          />
          <SelectField
            label="Lĩnh vực cụ thể"
            note="(không bắt buộc)"
            emptyChoice="Không nêu"
            choices={chipsOf(FIELD2_LABELS)}
            {...form.register('level2')}
          />
        </>
      ) : null}
    </>
  );
}
