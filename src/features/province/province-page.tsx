import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Profile } from '../../contract/wire/session.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { PROVINCE_ADDRESS, placeOf } from './addresses.ts';
import { DutyPage } from './duty-page.tsx';
import { DutyUnitPage } from './duty-unit-page.tsx';
import { OpenVisitPage } from './open-visit-page.tsx';
import type { ProvinceApi } from './province-api.ts';
import { ProvinceTabs } from './province-tabs.tsx';
import { Report } from './report.tsx';
import { SessionsPage } from './sessions-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { VisitsPage } from './visits-page.tsx';

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
 * below `/tinh`; page, period and view stand in its address (`?tu=…&den=…&xem=…`), which it reads and writes itself.
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

const TITLES: { readonly [tag in ReturnType<typeof placeOf>['tag']]: string } = {
  receptions: 'Số liệu tiếp dân',
  duties: 'Ngày tiếp dân',
  'duty-unit': 'Ngày tiếp dân',
  visits: 'Lượt tiếp',
  sessions: 'Buổi tiếp',
  visit: 'Nội dung lượt tiếp',
};

function SignedIn({ api, today, nowMs, onLeave, onAdmin, profile, onSignedOut }: SignedInProps) {
  const [location] = useLocation();
  const { tag } = placeOf(location);
  const back = useBack(location);
  const manages = profile.memberships.some(({ role }) => role === 'commune_admin' || role === 'province_admin');
  const reads = profile.memberships.some(({ role }) => role !== 'commune_admin' && role !== 'province_admin');
  return (
    <Screen
      title={TITLES[tag]}
      withoutTabs
      onBack={tag === 'receptions' || tag === 'duties' ? onLeave : back}
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
          <Pages api={api} today={today} nowMs={nowMs} profile={profile} onSignedOut={onSignedOut} />
        ) : (
          <Banner tone="info" action={manages ? <Button onClick={onAdmin}>Mở trang quản trị</Button> : undefined}>
            Tài khoản này quản trị người dùng và thiết bị, không xem số liệu.
          </Banner>
        )}
      </Page>
    </Screen>
  );
}

/** From the records behind a figure back to it: as one came, or to the table where the page was opened by its address. */
function useBack(location: string): () => void {
  const [, go] = useLocation();
  const [first] = useState(location);
  return () => {
    if (location === first) go(PROVINCE_ADDRESS.receptions);
    else window.history.back();
  };
}

type PagesProps = Pick<SignedInProps, 'api' | 'today' | 'nowMs' | 'profile' | 'onSignedOut'>;

/** Which page an address means. */
function Pages({ api, today, nowMs, profile, onSignedOut }: PagesProps) {
  const [location] = useLocation();
  const [reason, setReason] = useState('');
  const unitOf = useUnitNames(profile);
  const place = placeOf(location);
  const own = { api, nowMs, who: profile.user.name, demo: profile.demo, onSignedOut };
  switch (place.tag) {
    case 'receptions':
      return (
        <>
          <ProvinceTabs />
          <Report {...own} today={today} />
        </>
      );
    case 'duties':
      return (
        <>
          <ProvinceTabs />
          <DutyPage {...own} today={today} />
        </>
      );
    case 'duty-unit':
      return <DutyUnitPage {...own} today={today} unit={place.unit} />;
    case 'visits':
      return <VisitsPage {...own} unitOf={unitOf} />;
    case 'sessions':
      return <SessionsPage {...own} unitOf={unitOf} />;
    case 'visit':
      return (
        <OpenVisitPage
          {...own}
          key={place.id}
          unitOf={unitOf}
          unit={place.unit}
          id={place.id}
          reason={reason}
          onReason={setReason}
        />
      );
  }
}

function useUnitNames({ spaces }: Profile): (id: string) => string {
  return useMemo(() => {
    const namesById = new Map(spaces.map((space) => [space.id, unitName(space)]));
    return (id) => namesById.get(id) ?? 'Đơn vị khác';
  }, [spaces]);
}
