import { useWatch } from 'react-hook-form';
import { DIRECTION_LABELS } from '../../domain/receptions/labels.ts';
import { owedNotice } from '../../domain/receptions/notice-due.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { BodyField } from './body-field.tsx';
import { chipsOf } from './choices.ts';
import { dateProps } from './date-words.ts';
import { readDate, VISIT_DATES } from './dates.ts';
import { NoticeDueWords } from './notice-due-words.tsx';
import { useVisitForm } from './visit-context.ts';

const DIRECTION_CHIPS = [...chipsOf(DIRECTION_LABELS), { value: '', label: 'Chưa trả lời' }];

/** What was said on the spot, and at once to whom the citizen or the petition goes. */
export function DirectionFields() {
  const { form } = useVisitForm();
  const [direction, to] = useWatch({ control: form.control, name: ['direction', 'directionTo'] });
  const elsewhere = direction === 'forward' || direction === 'return_guide';
  return (
    <>
      <ChipGroup label="Trả lời ngay" chips={DIRECTION_CHIPS} {...form.register('direction')} />
      {elsewhere || (direction !== '' && to !== '') ? (
        <BodyField
          name="directionTo"
          label={direction === 'forward' ? 'Chuyển đến cơ quan' : 'Hướng dẫn đến cơ quan'}
        />
      ) : null}
    </>
  );
}

/** The conclusion, and what was heard of it afterwards. */
export function AnswerSection() {
  const { form, today, errorOf } = useVisitForm();
  const direction = useWatch({ control: form.control, name: 'direction' });
  return (
    <>
      {/* They belong to a direction: without one they would not be kept. */}
      {direction === '' ? (
        <p>Chọn “Trả lời ngay” ở trên để ghi số, ngày văn bản chuyển hoặc trả đơn.</p>
      ) : (
        <>
          <TextField label="Số văn bản chuyển, trả" error={errorOf('directionNo')} {...form.register('directionNo')} />
          <DateField
            label="Ngày văn bản chuyển, trả"
            error={errorOf('directionDate')}
            {...dateProps(today, VISIT_DATES.directionDate)}
            defaultValue={form.getValues('directionDate')}
            {...form.register('directionDate')}
          />
        </>
      )}
      <TextAreaField
        label="Ý kiến, kết luận của người chủ trì"
        error={errorOf('chairOpinion')}
        {...form.register('chairOpinion')}
      />
      <TextAreaField
        label="Ý kiến của công dân về kết luận"
        error={errorOf('citizenView')}
        {...form.register('citizenView')}
      />
      <CheckboxField
        label="Vụ việc phức tạp"
        hint="Thông báo kết quả trong 15 ngày làm việc, thay vì 10"
        {...form.register('noticeComplex')}
      />
      <DateField
        label="Ngày thông báo kết quả"
        hint={<NoticeHint />}
        error={errorOf('noticeOn')}
        {...dateProps(today, VISIT_DATES.noticeOn)}
        defaultValue={form.getValues('noticeOn')}
        {...form.register('noticeOn')}
      />
      <TextField label="Số thông báo" error={errorOf('noticeNo')} {...form.register('noticeNo')} />
      <TextAreaField label="Theo dõi kết quả" error={errorOf('followText')} {...form.register('followText')} />
      <DateField
        label="Ngày theo dõi"
        error={errorOf('followDate')}
        {...dateProps(today, VISIT_DATES.followDate)}
        defaultValue={form.getValues('followDate')}
        {...form.register('followDate')}
      />
    </>
  );
}

/** By when it is due, as the form stands now. */
function NoticeHint() {
  const { phone, form, today } = useVisitForm();
  const fields = ['date', 'direction', 'noticeComplex', 'refusalGround'] as const;
  const [date, direction, complex, refused] = useWatch({ control: form.control, name: fields });
  const read = readDate(date, VISIT_DATES.date, today);
  if (!read.ok) return null;
  const cells = {
    visited: { date: read.value },
    notice: { complex },
    ...(direction === '' ? {} : { direction: { kind: direction } }),
    ...(refused === '' ? {} : { refusal: { ground: refused } }),
  };
  if (owedNotice(cells) === undefined) return 'Đã trả lời tại chỗ hoặc từ chối: không phải thông báo.';
  return (
    <>
      Hạn: <NoticeDueWords phone={phone} cells={cells} />
    </>
  );
}
