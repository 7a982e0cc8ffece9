import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { FloatingButton } from '../../ui/floating-button.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SplitView } from '../../ui/split-view.tsx';
import { useWide } from '../../ui/use-wide.ts';

export type ListDetailScreenProps = {
  /** Of the screen with the list, and on a phone of the screen with one of it. */
  readonly titles: { readonly list: string; readonly detail: string };
  readonly openKey: string | undefined;
  /** On a phone: from the detail to where it was opened. */
  readonly onBack: () => void;
  /** From the list to the place above it. */
  readonly onBackFromList?: () => void;
  /** What one comes here to begin; undefined where one may not. */
  readonly adding: { readonly label: string; readonly run: () => void } | undefined;
  readonly list: ReactNode;
  readonly detail: ReactNode;
};

/** The same address on both: a phone shows the list or one of it, a PC both side by side. */
export function ListDetailScreen(props: ListDetailScreenProps) {
  const { titles, openKey, onBack, onBackFromList, adding, list, detail } = props;
  const isWide = useWide();
  const showsDetail = openKey !== undefined && !isWide;
  return (
    <Screen
      title={showsDetail ? titles.detail : titles.list}
      filled
      onBack={showsDetail ? onBack : onBackFromList}
      // Over a detail a round button would cover words; on a PC there is room above.
      right={
        adding && isWide ? (
          <Button kind="primary" icon={<IconPlus size={1.25} />} onClick={adding.run}>
            {adding.label}
          </Button>
        ) : undefined
      }
      float={
        adding && !isWide && openKey === undefined ? (
          <FloatingButton label={adding.label} icon={<IconPlus />} onClick={adding.run} />
        ) : undefined
      }
    >
      <SplitView openKey={openKey} detailLabel={titles.detail} list={list} detail={detail} />
    </Screen>
  );
}
