import { Suspense, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { dateAt } from '../domain/calendar/plain-date.ts';
import { ADDRESS } from '../domain/text/addresses.ts';
import { DEMO_DOORS, type DemoDoor, DOOR_PARAMETER } from '../domain/text/demo-doors.ts';
import { formatDate } from '../domain/text/format.ts';
import { WORDS } from '../domain/text/wording.ts';
import { DoorPage } from '../features/door/door-page.tsx';
import type { DemoPerson } from '../features/door/door-props.ts';
import { browserKindOf } from '../features/install/browser-kind.ts';
import { UnlockPage } from '../features/unlock/unlock-page.tsx';
import type { Phone } from '../store/phone.ts';
import type { Enrolment, PhoneGate, PhoneUser } from '../store/phone-gate.ts';
import { sayEnrolProblem } from '../store/vault-words.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { Page } from '../ui/page.tsx';
import { PartBoundary } from '../ui/part-boundary.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ChromeProvider, Screen, WaitingScreen } from '../ui/screen.tsx';
import { useSource } from '../ui/use-source.ts';
import type { BrowserApi } from './browser-api.ts';
import { DemoLine } from './demo/demo-line.tsx';
import { openedWords } from './demo/opened-words.ts';
import { installs } from './install.ts';
import { PartFailed } from './part-failed.tsx';
import { PhoneApp } from './phone-app.tsx';
import { loadNextScreens } from './phone-routes.tsx';
import { updates } from './updates.ts';

const EnrolPage = lazyPart(() => import('../features/enrol/enrol-page.tsx').then((m) => m.EnrolPage));
const ProvincePage = lazyPart(() => import('../features/province/province-page.tsx').then((m) => m.ProvincePage));
const FirstAdministratorPage = lazyPart(() =>
  import('../features/admin/first-administrator-page.tsx').then((m) => m.FirstAdministratorPage),
);
const DutyRules = lazyPart(() => import('../features/duty-rules/duty-rules.tsx').then((m) => m.DutyRules));
const InstallGuide = lazyPart(() => import('../features/install/install-guide.tsx').then((m) => m.InstallGuide));
const InstallFirstPage = lazyPart(() =>
  import('../features/install/install-first-page.tsx').then((m) => m.InstallFirstPage),
);
const AdminPage = lazyPart(() => import('../features/admin/admin-page.tsx').then((m) => m.AdminPage));

export type RootProps = {
  readonly gate: PhoneGate;
  readonly api: BrowserApi;
  readonly nowMs: () => number;
  readonly version: string;
};

type Given = { readonly username: string; readonly code: string };

/** Where this browser stands: at the door, being enrolled, locked, or open. */
type Stage =
  | { readonly tag: 'opening' }
  /** A door of the demo is being opened by an address. */
  | { readonly tag: 'entering' }
  | { readonly tag: 'door'; readonly failure?: string }
  | { readonly tag: 'enrol'; readonly given?: Given; readonly enrolled?: Enrolment }
  | { readonly tag: 'unlock'; readonly user: PhoneUser }
  | { readonly tag: 'open'; readonly phone: Phone };

export function Root({ gate, api, nowMs, version }: RootProps) {
  const [location, go] = useLocation();
  const [stage, setStage] = useState<Stage>({ tag: 'opening' });
  const [users, setUsers] = useState<readonly PhoneUser[]>([]);
  const [people, setPeople] = useState<readonly DemoPerson[]>();
  const [asking, setAsking] = useState(true);
  const [firstToken] = useState(() => window.location.hash.slice(1));
  const hindrance = useMemo(() => gate.hindrance(), [gate]);
  // What is typed at an insecure address travels in clear: there nothing is asked for.
  const isInsecure = hindrance === 'insecure-context';
  const onProvince = location.startsWith(ADDRESS.province) && !isInsecure;
  const onAdmin = location.startsWith(ADDRESS.admin) && !isInsecure;

  const start = useCallback(async () => {
    const known = hindrance === undefined ? await gate.users() : [];
    setUsers(known);
    const given = gate.readEnrolFragment(window.location.hash);
    if (given !== undefined) forgetFragment();
    const [last] = known;
    if (given !== undefined && hindrance === undefined) setStage({ tag: 'enrol', given });
    else if (last !== undefined) setStage({ tag: 'unlock', user: last });
    else setStage({ tag: 'door' });
  }, [gate, hindrance]);
  useEffect(() => {
    void api
      .demoAccounts()
      .then(setPeople)
      .finally(() => setAsking(false));
  }, [api]);

  const opened = useCallback(
    (phone: Phone) => {
      setStage({ tag: 'open', phone });
      const address = window.location.pathname;
      if (address === ADDRESS.door || address === ADDRESS.enrol) go(ADDRESS.today, { replace: true });
    },
    [go],
  );
  const unlock = (user: PhoneUser) => setStage({ tag: 'unlock', user });
  const enter = useCallback(
    async (door: DemoDoor): Promise<string | undefined> => {
      const { openDemoPhone } = await import('./demo/demo-door.ts');
      const entered = await openDemoPhone(gate, door.username, door.place);
      if (entered.ok) opened(entered.value);
      else if (entered.error.tag === 'unlock') setStage({ tag: 'unlock', user: entered.error.user });
      else return entered.error.words;
      return undefined;
    },
    [gate, opened],
  );
  const begin = useEffectEvent(async () => {
    const door = doorOf(window.location.search);
    if (door === undefined || hindrance !== undefined || (await api.demoAccounts()) === undefined) return start();
    forgetFragment();
    setStage({ tag: 'entering' });
    const failure = await enter(door).catch((error: unknown) => {
      reportError(error);
      return 'Chưa mở được bản dùng thử. Kiểm tra mạng rồi thử lại.';
    });
    if (failure !== undefined) setStage({ tag: 'door', failure });
  });
  const begun = useRef(false);
  useEffect(() => {
    // Once: a door that is opened twice would enrol two phones.
    if (!begun.current) void begin();
    begun.current = true;
  }, []);
  const toDoor = () => {
    setStage({ tag: 'door' });
    go(ADDRESS.door);
  };

  const demoPhone = async (username: string): Promise<string | undefined> => {
    const code = await gate.demoCode(username);
    if (!code.ok) return sayEnrolProblem(code.error);
    const { deviceName } = await import('../features/enrol/device-name.ts');
    const enrolled = await gate.enrol({ username, code: code.value, deviceName: `${deviceName()} (dùng thử)` });
    if (enrolled.ok) setStage({ tag: 'enrol', enrolled: enrolled.value });
    else if (enrolled.error.tag === 'already-here') unlock(enrolled.error.user);
    else return sayEnrolProblem(enrolled.error);
    return undefined;
  };
  const demoSignIn = async (username: string, place: 'province' | 'admin'): Promise<string | undefined> => {
    const done = await api.demoSignIn(username);
    if (!done.ok) return done.error.words;
    go(place === 'admin' ? ADDRESS.admin : ADDRESS.province);
    return undefined;
  };

  const guide = useInstallGuide();
  // Safari deletes what a page without an icon keeps; the demo is only looked at. Until the server has answered it is real.
  const mustInstall = guide.isNeeded && people === undefined && hindrance === undefined;

  const today = dateAt(nowMs());
  const demo = people !== undefined || isDemo(stage) || users.some((user) => user.demo);
  const page = () => {
    if (onProvince) {
      return (
        <ProvincePage
          api={api}
          today={today}
          nowMs={nowMs}
          onLeave={() => go(homeOf(stage))}
          onAdmin={() => go(ADDRESS.admin)}
        />
      );
    }
    if (location === ADDRESS.firstPassword && !isInsecure) {
      return (
        <FirstAdministratorPage
          api={api}
          token={firstToken}
          onTokenRead={forgetFragment}
          nowMs={nowMs}
          onDone={() => go(ADDRESS.admin)}
        />
      );
    }
    if (onAdmin) {
      return (
        <AdminPage
          api={api}
          today={today}
          nowMs={nowMs}
          dutyRules={(about) => (
            <Suspense fallback={null}>
              <DutyRules desk={api.desk} {...about} />
            </Suspense>
          )}
          onLeave={() => go(homeOf(stage))}
          onSignIn={() => go(ADDRESS.province)}
        />
      );
    }
    switch (stage.tag) {
      case 'opening':
        return null;
      case 'entering':
        return <Entering />;
      case 'door':
        return (
          <DoorPage
            demo={people}
            asking={asking}
            failure={stage.failure}
            onDemoDoor={enter}
            hindrance={hindrance}
            users={users}
            install={guide.element}
            mustInstall={mustInstall}
            onUnlock={unlock}
            onDemoPhone={demoPhone}
            onDemoSignIn={demoSignIn}
            onEnrol={() => setStage({ tag: 'enrol' })}
            onProvince={() => go(ADDRESS.province)}
          />
        );
      case 'enrol':
        if (mustInstall && stage.enrolled === undefined) {
          return <InstallFirstPage {...guide.props} given={stage.given} onBack={toDoor} />;
        }
        return (
          <EnrolPage
            gate={gate}
            given={stage.given}
            enrolled={stage.enrolled}
            dateText={formatDate(today)}
            onOpened={opened}
            onAlreadyHere={unlock}
            onProvince={() => go(ADDRESS.province)}
            onBack={toDoor}
          />
        );
      case 'unlock':
        return <UnlockStage gate={gate} user={stage.user} nowMs={nowMs} onOpened={opened} onOther={toDoor} />;
      case 'open':
        return (
          <PhoneApp
            phone={stage.phone}
            version={version}
            install={guide.element}
            onLocked={() => void start()}
            onRemoved={() => window.location.assign(ADDRESS.door)}
          />
        );
    }
  };

  const notice = useMemo(() => (demo ? <DemoLine /> : undefined), [demo]);
  return (
    <ChromeProvider value={{ appName: WORDS.product, backLabel: WORDS.back, notice }}>
      <PartBoundary resetKey={location} fallback={(failed) => <PartFailed {...failed} />}>
        <Suspense fallback={<WaitingScreen label={WORDS.loading} withoutTabs />}>{page()}</Suspense>
      </PartBoundary>
    </ChromeProvider>
  );
}

/** How this page becomes an app on this device, until somebody says "Để sau" or it is one. */
function useInstallGuide() {
  const { isInstalled, isOffered } = useSource(installs);
  const [later, setLater] = useState(false);
  const browser = useMemo(() => browserKindOf(navigator.userAgent, navigator.maxTouchPoints), []);
  const props = {
    browser,
    onInstall: isOffered ? () => void installs.install() : undefined,
    address: `${window.location.origin}/`,
  };
  const element = isInstalled || later ? undefined : <InstallGuide {...props} onLater={() => setLater(true)} />;
  return { props, element, isNeeded: browser.system === 'ios' && !isInstalled };
}

function isDemo(stage: Stage): boolean {
  if (stage.tag === 'open') return stage.phone.profile.getSnapshot().demo;
  if (stage.tag === 'unlock') return stage.user.demo;
  return stage.tag === 'enrol' && stage.enrolled?.profile.demo === true;
}

/** A one-time code or link leaves the address bar and the history as soon as it is read. */
function forgetFragment(): void {
  history.replaceState(null, '', window.location.pathname);
}

function homeOf(stage: Stage): string {
  return stage.tag === 'open' ? ADDRESS.today : ADDRESS.door;
}

/** `?cua=dien-thoai`: through a door of the demo at once, for a window that another page opens. */
function doorOf(search: string): DemoDoor | undefined {
  const name = new URLSearchParams(search).get(DOOR_PARAMETER);
  return DEMO_DOORS.find(({ key }) => key === name);
}

function Entering() {
  return (
    <Screen title={WORDS.product} withoutTabs>
      <Page>
        <ProgressBar label="Đang mở bản dùng thử" />
      </Page>
    </Screen>
  );
}

type UnlockStageProps = {
  readonly gate: PhoneGate;
  readonly user: PhoneUser;
  readonly nowMs: () => number;
  readonly onOpened: (phone: Phone) => void;
  readonly onOther: () => void;
};

/** The one place where a new version may take over: no keys in memory, nothing half written on the screen. */
function UnlockStage({ gate, user, ...rest }: UnlockStageProps) {
  const update = useSource(updates);
  const [recovering, setRecovering] = useState(false);
  useEffect(() => {
    if (update !== undefined && !recovering) void update.activate();
  }, [update, recovering]);
  // While the secret is typed.
  useEffect(() => void loadNextScreens(), []);
  const locked = useMemo(() => gate.locked(user), [gate, user]);
  const demoWords = user.demo ? openedWords.of(user.id) : undefined;
  return <UnlockPage locked={locked} onRecovering={setRecovering} demoWords={demoWords} {...rest} />;
}
