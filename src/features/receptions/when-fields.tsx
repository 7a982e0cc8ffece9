import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { DateDoubt } from '../../domain/calendar/date-doubt.ts';
import { ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatDateWithWeekday } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { dateProps } from './date-words.ts';
import { readDate, VISIT_DATES } from './dates.ts';
import styles from './form.module.css';
import { organToRecordFor } from './session-choices.ts';
import { useVisitForm } from './visit-context.ts';

const DOUBTS: { readonly [doubt in DateDoubt]: string } = {
  'before-build': 'Đồng hồ của máy này chạy sai (trước ngày phát hành ứng dụng). Hãy ghi đúng ngày tiếp.',
  'before-server': 'Đồng hồ của máy này chậm hơn lần nhận dữ liệu gần nhất. Hãy ghi đúng ngày tiếp.',
  'ahead-of-server': 'Đồng hồ của máy này chạy trước hơn một ngày. Hãy ghi đúng ngày tiếp.',
};

/** When and in which session: proposed, one line; asked for where the device's date cannot be believed (sync rule 14). */
export function WhenFields({ doubt }: { readonly doubt: DateDoubt | undefined }) {
  const { form, today, sessions, errorOf, onDay } = useVisitForm();
  const [date, session, matter] = useWatch({ control: form.control, name: ['date', 'session', 'matter'] });
  const [open, setOpen] = useState(false);
  const hasError = errorOf('date') !== undefined || errorOf('time') !== undefined;
  const shown = open || doubt !== undefined || hasError;
  const read = readDate(date, VISIT_DATES.date, today);
  const chosen = sessions.find(({ rid }) => rid === session);
  const label = chosen?.label;
  const otherDay = chosen !== undefined && chosen.day !== '' && read.ok && chosen.day !== read.value;
  const list = () => {
    const left = readDate(form.getValues('date'), VISIT_DATES.date, today);
    if (left.ok) onDay(left.value);
  };
  if (!shown) {
    return (
      <div className={styles.state}>
        <span>
          {read.ok ? formatDateWithWeekday(read.value) : date} · {label ?? 'Ngoài buổi tiếp'}
        </span>
        <Button kind="quiet" onClick={() => setOpen(true)}>
          Đổi ngày, buổi
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.fields}>
      {doubt === undefined ? null : <Banner tone="warning">{DOUBTS[doubt]}</Banner>}
      <DateField
        label="Ngày tiếp"
        error={errorOf('date')}
        {...dateProps(today, VISIT_DATES.date)}
        defaultValue={form.getValues('date')}
        {...form.register('date', { onBlur: list })}
      />
      {matter === 'denunciation' ? null : (
        <TextField label="Giờ" note="(không bắt buộc)" short error={errorOf('time')} {...form.register('time')} />
      )}
      <SelectField
        label="Buổi tiếp"
        emptyChoice="Ngoài buổi tiếp"
        hint="Ngoài buổi tiếp được tính là tiếp thường xuyên"
        choices={sessions.map(({ rid, label: words }) => ({ value: rid, label: words }))}
        {...form.register('session')}
      />
      {otherDay ? (
        <Banner tone="warning" action={<Button onClick={() => form.setValue('session', '')}>Để ngoài buổi</Button>}>
          Buổi tiếp đã chọn là ngày {formatDate(chosen.day)}, khác ngày tiếp. Lượt này sẽ được tính vào ngày của buổi.
        </Banner>
      ) : null}
    </div>
  );
}

/** Who works for several organs says for which one he received, unless the session says it. */
export function OrganField() {
  const { form, sessions, organs, errorOf } = useVisitForm();
  const session = useWatch({ control: form.control, name: 'session' });
  const chosen = sessions.find(({ rid }) => rid === session);
  if (organs.length < 2 || organToRecordFor(organs, chosen, '') !== undefined) return null;
  return (
    <ChipGroup
      label="Cơ quan tiếp"
      chips={organs.map((organ) => ({ value: organ, label: ORGAN_LABELS[organ] }))}
      error={errorOf('organ')}
      {...form.register('organ')}
    />
  );
}
