import { type ReactNode, useCallback } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { RecoveryKeyPorts } from '../../store/vault/recovery-key.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import type { AdminApi } from './admin-api.ts';
import { type AboutUnit, SignedIn } from './signed-in.tsx';

export type AdminPageProps = {
  readonly api: AdminApi;
  readonly today: PlainDate;
  readonly nowMs: () => number;
  readonly ports?: RecoveryKeyPorts;
  /** The duty calendar of a unit: phones show it too, so `app` brings it. */
  readonly dutyRules: (about: AboutUnit) => ReactNode;
  readonly onLeave: () => void;
  /** To the page where one signs in: the province's. */
  readonly onSignIn: () => void;
};

/**
 * Quản trị, mounted at `/quan-tri`: people, their devices, units, calendars, and what waits for a decision. No content of
 * records. The part and the unit stand in the address, which it reads and writes itself.
 */
export function AdminPage({ onSignIn, ...props }: AdminPageProps) {
  const { api, onLeave } = props;
  const { value: asked, again } = useLoaded(useCallback(() => api.profile(), [api]));
  if (asked?.ok) {
    return <SignedIn {...props} profile={asked.value} />;
  }
  const signedOut = asked?.error.tag === 'signed-out';
  return (
    <Screen title="Quản trị" withoutTabs onBack={onLeave}>
      <Page>
        {asked === undefined ? (
          <ProgressBar label={WORDS.loading} />
        ) : (
          <Banner
            tone="warning"
            action={
              signedOut ? (
                <Button kind="primary" onClick={onSignIn}>
                  Đăng nhập
                </Button>
              ) : (
                <Button onClick={again}>{WORDS.retry}</Button>
              )
            }
          >
            {asked.error.words}
          </Banner>
        )}
      </Page>
    </Screen>
  );
}
