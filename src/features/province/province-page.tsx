import { useCallback, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Profile } from '../../contract/wire/session.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import type { ProvinceApi } from './province-api.ts';
import { Report } from './report.tsx';
import { SignInPage } from './sign-in-page.tsx';

export type ProvincePageProps = {
  readonly api: ProvinceApi;
  readonly today: PlainDate;
  readonly nowMs: () => number;
  readonly onLeave: () => void;
  /** To the page of users and devices, for who may manage them. */
  readonly onAdmin: () => void;
};

/**
 * Tỉnh xem số liệu: signed in by name and password, or by one tap in the demo; nothing is kept on this device. Mounted
 * at `/tinh`; period and view stand in its address (`?tu=…&den=…&xem=…`), which it reads and writes itself.
 */
export function ProvincePage({ api, today, nowMs, onLeave, onAdmin }: ProvincePageProps) {
  const { value: asked, again } = useLoaded(useCallback(() => api.profile(), [api]));
  // `null`: the session ended under an open page.
  const [signedIn, setSignedIn] = useState<Profile | null>();
  const profile = signedIn === undefined ? (asked?.ok ? asked.value : undefined) : (signedIn ?? undefined);

  if (asked === undefined) {
    return (
      <Screen title="Số liệu tiếp dân" withoutTabs onBack={onLeave}>
        <Page>
          <ProgressBar label={WORDS.loading} />
        </Page>
      </Screen>
    );
  }
  if (profile === undefined) {
    const unreachable = signedIn === undefined && !asked.ok && asked.error.tag === 'unreachable';
    return (
      <SignInPage
        api={api}
        onSignedIn={setSignedIn}
        onLeave={onLeave}
        notice={
          unreachable ? (
            <Banner tone="warning" action={<Button onClick={again}>{WORDS.retry}</Button>}>
              {asked.error.words}
            </Banner>
          ) : signedIn === null ? (
            <Banner tone="info">Phiên làm việc đã hết hạn. Đăng nhập lại để xem tiếp; kỳ đã chọn vẫn giữ.</Banner>
          ) : undefined
        }
      />
    );
  }
  return (
    <SignedIn
      api={api}
      today={today}
      nowMs={nowMs}
      onLeave={onLeave}
      onAdmin={onAdmin}
      profile={profile}
      onSignedOut={() => setSignedIn(null)}
    />
  );
}

type SignedInProps = ProvincePageProps & { readonly profile: Profile; readonly onSignedOut: () => void };

function SignedIn({ api, today, nowMs, onLeave, onAdmin, profile, onSignedOut }: SignedInProps) {
  const manages = profile.memberships.some(({ role }) => role === 'commune_admin' || role === 'province_admin');
  const reads = profile.memberships.some(({ role }) => role !== 'commune_admin' && role !== 'province_admin');
  return (
    <Screen
      title="Số liệu tiếp dân"
      withoutTabs
      onBack={onLeave}
      right={
        <>
          {manages ? (
            <Button kind="quiet" onClick={onAdmin}>
              Quản trị
            </Button>
          ) : null}
          <Button kind="quiet" onClick={() => void api.signOut().then(onLeave)}>
            Thoát
          </Button>
        </>
      }
    >
      <Page wide>
        {reads ? (
          <Report
            api={api}
            today={today}
            nowMs={nowMs}
            who={profile.user.name}
            demo={profile.demo}
            onSignedOut={onSignedOut}
          />
        ) : (
          <Banner tone="info" action={manages ? <Button onClick={onAdmin}>Mở trang quản trị</Button> : undefined}>
            Tài khoản này quản trị người dùng và thiết bị, không xem số liệu.
          </Banner>
        )}
      </Page>
    </Screen>
  );
}
