import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { may } from '../domain/permissions/may.ts';
import { ADDRESS, draftAddress, isFormAddress } from '../domain/text/addresses.ts';
import { WORDS } from '../domain/text/wording.ts';
import type { JustSaved } from '../features/receptions/visit-form-page.tsx';
import type { Appearance } from '../features/settings/more-page.tsx';
import { DraftsPage } from '../features/today/drafts-page.tsx';
import { DutiesToday, TodayPage } from '../features/today/today-page.tsx';
import type { Phone } from '../store/phone.ts';
import { idle } from '../ui/idle.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { Page as PageBody } from '../ui/page.tsx';
import { PartBoundary } from '../ui/part-boundary.tsx';
import { Screen, WaitingScreen } from '../ui/screen.tsx';
import { useSource } from '../ui/use-source.ts';
import { keepAppearance, readAppearance } from './appearance-choice.ts';
import { PartFailed } from './part-failed.tsx';
import { updates } from './updates.ts';

const form = () => import('../features/receptions/visit-form-page.tsx');
const NewVisitPage = lazyPart(() => form().then((m) => m.NewVisitPage));
const EditVisitPage = lazyPart(() => form().then((m) => m.EditVisitPage));
const VisitsPage = lazyPart(() => import('../features/receptions/visits-page.tsx').then((m) => m.VisitsPage));
const SessionsPage = lazyPart(() => import('../features/receptions/sessions-page.tsx').then((m) => m.SessionsPage));
const SchedulePage = lazyPart(() => import('../features/receptions/schedule-page.tsx').then((m) => m.SchedulePage));
const DutiesBoard = lazyPart(() => import('../features/duties-board/duties-board.tsx').then((m) => m.DutiesBoard));
const DutyRules = lazyPart(() => import('../features/duty-rules/duty-rules.tsx').then((m) => m.DutyRules));
const SessionFormPage = lazyPart(() =>
  import('../features/receptions/session-form-page.tsx').then((m) => m.SessionFormPage),
);
const RegisterPage = lazyPart(() => import('../features/register/register-page.tsx').then((m) => m.RegisterPage));
const ImportPage = lazyPart(() => import('../features/register/import-page.tsx').then((m) => m.ImportPage));
const SyncPage = lazyPart(() => import('../features/sync-centre/sync-page.tsx').then((m) => m.SyncPage));
const ConflictPage = lazyPart(() => import('../features/sync-centre/conflict-page.tsx').then((m) => m.ConflictPage));
const SearchPage = lazyPart(() => import('../features/search/search-page.tsx').then((m) => m.SearchPage));
const TrashPage = lazyPart(() => import('../features/receptions/trash-page.tsx').then((m) => m.TrashPage));
const MorePage = lazyPart(() => import('../features/settings/more-page.tsx').then((m) => m.MorePage));

const NEXT_SCREENS = [
  DutiesToday,
  NewVisitPage,
  EditVisitPage,
  VisitsPage,
  SessionsPage,
  SearchPage,
  SchedulePage,
  MorePage,
];

/** Fetches the screens that come next while nobody waits for anything; without a network they come from this device. */
export async function loadNextScreens(): Promise<void> {
  for (const screen of NEXT_SCREENS) {
    await idle(IDLE_AT_LATEST_MS);
    // One that does not come now is asked for again when it is needed.
    await screen.load().catch(() => undefined);
  }
}

const IDLE_AT_LATEST_MS = 2_000;

type Go = (address: string, options?: { readonly replace?: boolean }) => void;

export type PhoneRoutesProps = {
  readonly phone: Phone;
  readonly version: string;
  readonly install?: ReactNode;
  readonly location: string;
  readonly go: Go;
  /** Asks first where something on this page would be lost. */
  readonly mayLeave: (leave: () => void) => void;
  readonly onRemoved: () => void;
  /** Asked for the list of the shortcuts. */
  readonly onShortcuts: () => void;
};

const PLACES: readonly string[] = [
  ADDRESS.today,
  ADDRESS.visits,
  ADDRESS.sessions,
  ADDRESS.schedule,
  ADDRESS.register,
  ADDRESS.sync,
  ADDRESS.more,
  ADDRESS.search,
];

/** Which screen an address means. */
export function PhoneRoutes(props: PhoneRoutesProps) {
  const { location, go, mayLeave } = props;
  const [, part = '', id, what] = location.split('/');
  const isKnown = PLACES.includes(`/${part}`);
  useEffect(() => {
    if (!isKnown) go(ADDRESS.today, { replace: true });
  }, [isKnown, go]);
  const back = useBack(location, go, mayLeave);
  const [scrolled] = useState(() => ({ visits: { current: 0 }, sessions: { current: 0 } }));
  useEffect(() => {
    const timer = setTimeout(() => void loadNextScreens(), 1_500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <PartBoundary
      resetKey={location}
      fallback={(failed) => (
        <Screen title="Chưa mở được" onBack={back(ADDRESS.today)}>
          <PartFailed {...failed} />
        </Screen>
      )}
    >
      <Suspense fallback={<WaitingScreen label={WORDS.loading} />}>
        {isKnown ? <Page {...props} part={`/${part}`} id={id} what={what} back={back} scrolled={scrolled} /> : null}
      </Suspense>
    </PartBoundary>
  );
}

type PageProps = PhoneRoutesProps & {
  /** How far the long lists were scrolled, for as long as the phone is open. */
  readonly scrolled: { readonly visits: { current: number }; readonly sessions: { current: number } };
  readonly back: Back;
  readonly part: string;
  readonly id: string | undefined;
  readonly what: string | undefined;
};

function Page(props: PageProps) {
  const { phone, go, part, id, what, back } = props;
  switch (part) {
    case ADDRESS.visits:
      return <Visits {...props} />;
    case ADDRESS.sessions:
      return <Sessions {...props} />;
    case ADDRESS.schedule:
      return <Schedule {...props} />;
    case ADDRESS.register:
      return id === undefined ? (
        <RegisterPage phone={phone} go={go} onBack={back(ADDRESS.visits)} />
      ) : (
        <ImportPage phone={phone} go={go} onBack={back(ADDRESS.register)} />
      );
    case ADDRESS.sync:
      if (id === 'hai-ban' && what !== undefined) {
        return <ConflictPage key={what} phone={phone} rid={what} go={go} onBack={back(ADDRESS.sync)} />;
      }
      return <SyncPage phone={phone} go={go} />;
    case ADDRESS.search:
      return <SearchPage phone={phone} go={go} onBack={back.exactly(ADDRESS.today)} />;
    case ADDRESS.more:
      if (`${part}/${id}` === ADDRESS.trash) return <TrashPage phone={phone} go={go} onBack={() => go(ADDRESS.more)} />;
      return <More {...props} />;
    default:
      if (`${part}/${id}` === ADDRESS.drafts) {
        return <DraftsPage phone={phone} go={go} onBack={() => go(ADDRESS.today)} />;
      }
      return <TodayPage phone={phone} go={go} />;
  }
}

function Visits({ phone, go, id, what, back, scrolled }: PageProps) {
  const search = new URLSearchParams(useSearch());
  const [saved, setSaved] = useState<JustSaved>();
  const isNew = id === 'moi';
  useEffect(() => {
    // A form that is opened later, in another session, is no "người sau" of this one.
    if (!isNew) setSaved(undefined);
  }, [isNew]);
  if (isNew) {
    return (
      <NewVisit
        phone={phone}
        go={go}
        formId={search.get('nhap') ?? undefined}
        sessionId={search.get('buoi') ?? undefined}
        saved={saved}
        onSaved={setSaved}
        onLeave={back(ADDRESS.today)}
      />
    );
  }
  if (id !== undefined && what === 'sua') {
    return (
      <EditVisitPage
        key={id}
        phone={phone}
        rid={id}
        refusedMid={search.get('gui-lai') ?? undefined}
        at={search.get('muc') ?? undefined}
        go={go}
        onLeave={() => go(`${ADDRESS.visits}/${id}`, { replace: true })}
      />
    );
  }
  return <VisitsPage phone={phone} go={go} rid={id} scrollMemory={scrolled.visits} onBack={back(ADDRESS.visits)} />;
}

type NewVisitRouteProps = {
  readonly phone: Phone;
  readonly go: Go;
  readonly formId: string | undefined;
  readonly sessionId: string | undefined;
  readonly saved: JustSaved | undefined;
  readonly onSaved: (saved: JustSaved) => void;
  readonly onLeave: () => void;
};

function NewVisit({ phone, go, formId, sessionId, saved, onSaved, onLeave }: NewVisitRouteProps) {
  const addressOf = useCallback((id: string) => newVisitDraftAddress(id, sessionId), [sessionId]);
  useDraftInAddress(phone, go, formId, addressOf);
  if (formId === undefined) return null;
  return (
    <NewVisitPage
      key={formId}
      phone={phone}
      formId={formId}
      sessionId={sessionId}
      before={saved}
      go={go}
      onLeave={onLeave}
      onAnother={(just) => {
        onSaved(just);
        go(newVisitDraftAddress(phone.newId(), sessionId), { replace: true });
      }}
    />
  );
}

/** The draft's id stands in the address: a page that is loaded again finds its draft. */
function useDraftInAddress(phone: Phone, go: Go, formId: string | undefined, addressOf: (id: string) => string): void {
  const opened = useRef<string>(undefined);
  useEffect(() => {
    if (formId !== undefined) return;
    opened.current ??= phone.newId();
    go(addressOf(opened.current), { replace: true });
  }, [phone, go, formId, addressOf]);
}

function newVisitDraftAddress(formId: string, sessionId: string | undefined): string {
  const address = draftAddress({ of: 'visit', formId, rid: formId, isNew: true });
  return sessionId === undefined ? address : `${address}&${new URLSearchParams({ buoi: sessionId })}`;
}

function newSessionDraftAddress(formId: string): string {
  return draftAddress({ of: 'session', formId, rid: formId, isNew: true });
}

function Sessions({ phone, go, id, what, back, scrolled }: PageProps) {
  const search = new URLSearchParams(useSearch());
  if (id === 'moi') {
    const formId = search.get('nhap') ?? undefined;
    return <NewSession phone={phone} go={go} formId={formId} onLeave={back(ADDRESS.sessions)} />;
  }
  if (id !== undefined && what === 'sua') {
    return <SessionFormPage key={id} phone={phone} rid={id} isNew={false} go={go} onLeave={back(ADDRESS.sessions)} />;
  }
  return (
    <SessionsPage phone={phone} go={go} rid={id} scrollMemory={scrolled.sessions} onBack={back(ADDRESS.sessions)} />
  );
}

function Schedule({ phone, go, id, back }: PageProps) {
  const month = new URLSearchParams(useSearch()).get('thang') ?? '';
  const actor = phone.actor();
  const mayRule = !phone.withdrawn && may(actor, 'duty.write', phone.place);
  const mayCompare = !phone.withdrawn && may(actor, 'report.read', phone.place);
  if (id === RULES && mayRule) {
    const { unit, place, desk } = phone;
    return (
      <Screen title="Quy tắc lịch tiếp" onBack={back(ADDRESS.schedule)}>
        <PageBody>
          <DutyRules
            desk={desk}
            unit={unit}
            provinceSpace={place.provinceSpace}
            actor={actor}
            today={phone.today().date}
          />
        </PageBody>
      </Screen>
    );
  }
  if (id === BOARD && mayCompare) {
    return (
      <DutiesBoard
        read={phone.dutyFigures}
        unitId={phone.unit.id}
        today={phone.today().date}
        onBack={back(ADDRESS.schedule)}
      />
    );
  }
  return (
    <SchedulePage
      phone={phone}
      go={go}
      month={MONTH.test(month) ? `${month}-01` : undefined}
      onRules={mayRule ? () => go(`${ADDRESS.schedule}/${RULES}`) : undefined}
      onCompare={mayCompare ? () => go(`${ADDRESS.schedule}/${BOARD}`) : undefined}
    />
  );
}

/** The rules behind the calendar: changed at a desk, so this part alone needs a network. */
const RULES = 'quy-tac';
/** The unit's duty days beside the province's. */
const BOARD = 'ca-tinh';

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

type NewSessionRouteProps = Pick<NewVisitRouteProps, 'phone' | 'go' | 'formId' | 'onLeave'>;

function NewSession({ phone, go, formId, onLeave }: NewSessionRouteProps) {
  useDraftInAddress(phone, go, formId, newSessionDraftAddress);
  if (formId === undefined) return null;
  return <SessionFormPage key={formId} phone={phone} rid={formId} isNew go={go} onLeave={onLeave} />;
}

function More({ phone, version, install, go, onRemoved, onShortcuts }: PageProps) {
  const update = useSource(updates);
  const [appearance, setAppearance] = useState<Appearance>(readAppearance);
  return (
    <MorePage
      phone={phone}
      version={version}
      newVersionWaits={update !== undefined}
      install={install}
      onRemoved={onRemoved}
      onShortcuts={onShortcuts}
      go={go}
      appearance={appearance}
      onAppearance={(next) => {
        keepAppearance(next);
        setAppearance(next);
      }}
    />
  );
}

/** How a screen is left. */
type Back = {
  /** To the last place that was no form and no question, or else to the address's own parent. */
  (otherwise: string): () => void;
  /** To the very place before, a form with its draft too. */
  readonly exactly: (otherwise: string) => () => void;
};

function useBack(location: string, go: Go, mayLeave: PhoneRoutesProps['mayLeave']): Back {
  const trail = useTrail();
  const back = (otherwise: string) => () =>
    mayLeave(() => {
      const before = trail.current.findLast((place) => pathOf(place) !== location && !isFormAddress(pathOf(place)));
      // Over the browser's own history where it leads there: the next "back" of the device then goes on from there.
      if (before !== undefined && trail.current.at(-2) === before) window.history.back();
      else go(before ?? otherwise, { replace: true });
    });
  const exactly = (otherwise: string) => () =>
    mayLeave(() => {
      if (trail.current.length > 1) window.history.back();
      else go(otherwise, { replace: true });
    });
  return Object.assign(back, { exactly });
}

const MOST_PLACES = 20;

/** The places of this phone in the browser's history up to this one, with their period or month. */
function useTrail(): { readonly current: readonly string[] } {
  const trail = useRef<string[]>([]);
  useEffect(() => {
    const here = () => window.location.pathname + window.location.search;
    const places = trail.current;
    if (places.at(-1) !== here()) places.push(here());
    const onPushed = () => {
      places.push(here());
      if (places.length > MOST_PLACES) places.shift();
    };
    const onReplaced = () => {
      places[places.length - 1] = here();
    };
    const onPopped = () => {
      if (places.at(-2) === here()) places.pop();
      else onPushed();
    };
    // wouter tells of the two that the browser is silent about.
    const heard = { pushState: onPushed, replaceState: onReplaced, popstate: onPopped };
    for (const [event, listen] of Object.entries(heard)) window.addEventListener(event, listen);
    return () => {
      for (const [event, listen] of Object.entries(heard)) window.removeEventListener(event, listen);
    };
  }, []);
  return trail;
}

function pathOf(place: string): string {
  return place.split('?', 1)[0] ?? '';
}
