import type { Phone } from '../../store/phone.ts';
import type { RowFocus } from '../../ui/use-row-focus.ts';
import { DraftRow } from './draft-row.tsx';
import type { Draft } from './use-drafts.ts';

type Rows = {
  readonly phone: Phone;
  readonly drafts: readonly Draft[];
  readonly go: (address: string) => void;
  readonly rows: RowFocus;
  readonly onPutAway: (draft: Draft) => void;
};

/** The rows of a list of unfinished forms; not a component, since a list counts its children. */
export function draftRows({ phone, drafts, go, rows, onPutAway }: Rows) {
  return drafts.map((draft) => (
    <DraftRow
      key={draft.formId}
      draft={draft}
      nowMs={phone.nowMs()}
      go={go}
      firstButton={rows.firstButton(draft.formId)}
      onPutAway={() => onPutAway(draft)}
    />
  ));
}
