import { PROGRESS_LABELS } from '../../domain/receptions/labels.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Section } from '../../ui/page.tsx';
import { chipsOf } from './choices.ts';
import styles from './form.module.css';
import { ReceiverFields } from './more-fields.tsx';
import { CountField, ThemeField } from './quick-fields.tsx';
import { useVisitForm } from './visit-context.ts';

/** All that is asked of a denunciation (records-and-counting §4): nothing that could tell who denounced whom. */
export function DenunciationFields({ code }: { readonly code: string }) {
  const { form } = useVisitForm();
  return (
    <>
      <Banner tone="warning">
        <p>
          Mã <strong className={styles.code}>{code}</strong> – chép vào sổ giấy.
        </p>
        <p>{WORDS.denunciationNote}</p>
      </Banner>
      <CountField />
      <ThemeField label="Lĩnh vực" />
      <ChipGroup label="Tiến độ" chips={chipsOf(PROGRESS_LABELS)} {...form.register('progress')} />
      <p>
        Nếu người bị tố cáo là lãnh đạo của chính đơn vị này, chỉ chọn “{PROGRESS_LABELS.guided}”, không ghi gì thêm.
      </p>
      <Section title="Người tiếp">
        <ReceiverFields />
      </Section>
    </>
  );
}
