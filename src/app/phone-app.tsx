import { type ReactNode, Suspense, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { receptionSession } from '../contract/records/reception-session.ts';
import { linesOf } from '../domain/receptions/summary.ts';
import { ADDRESS, isFormAddress } from '../domain/text/addresses.ts';
import { formatNumber } from '../domain/text/format.ts';
import { SHORTCUTS } from '../domain/text/shortcuts.ts';
import { needLook, WORDS } from '../domain/text/wording.ts';
import { SyncPill } from '../features/sync-centre/sync-pill.tsx';
import { Cover } from '../features/unlock/cover.tsx';
import { mayBegin } from '../store/may-begin.ts';
import type { Phone } from '../store/phone.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { IconHome, IconMore, IconPeople, IconSearch, IconSync } from '../ui/icons.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { ChromeContext, ChromeProvider } from '../ui/screen.tsx';
import { SnackbarProvider, useSnackbar } from '../ui/snackbar.tsx';
import { TabBar } from '../ui/tab-bar.tsx';
import { unkept } from '../ui/unkept.ts';
import { ShortcutProvider, useShortcut } from '../ui/use-shortcut.ts';
import { useSource } from '../ui/use-source.ts';
import { DemoStrip } from './demo/demo-strip.tsx';
import { PhoneRoutes } from './phone-routes.tsx';
import { keepShortcuts, readShortcuts } from './shortcut-choice.ts';
import { updates } from './updates.ts';

const ShortcutSheet = lazyPart(() => import('../features/settings/shortcut-sheet.tsx').then((m) => m.ShortcutSheet));

export type PhoneAppProps = {
  readonly phone: Phone;
  readonly version: string;
  /** How this page becomes an app; undefined where it is one. */
  readonly install?: ReactNode;
  readonly onLocked: () => void;
  readonly onRemoved: () => void;
};

/** The unlocked phone: its screens, what stands around them, and the cover over them. */
export function PhoneApp({ phone, version, install, onLocked, onRemoved }: PhoneAppProps) {
  const [location, navigate] = useLocation();
  const lock = useSource(phone.lock);
  const outer = useContext(ChromeContext);
  const [shortcutsOn, setShortcutsOn] = useState(readShortcuts);
  const [sheet, setSheet] = useState(false);
  const go = useCallback(
    (address: string, options?: { readonly replace?: boolean }) => navigate(address, options),
    [navigate],
  );

  const [leaving, setLeaving] = useState<() => void>();
  const mayLeave = useCallback((leave: () => void) => {
    if (unkept.getSnapshot()) setLeaving(() => leave);
    else leave();
  }, []);
  const goAway = useCallback((address: string) => mayLeave(() => go(address)), [mayLeave, go]);

  useEffect(() => {
    if (lock === 'locked') onLocked();
  }, [lock, onLocked]);

  const chrome = useMemo(
    () => ({
      ...outer,
      notice: (
        <>
          {phone.demoNetwork === undefined ? outer.notice : <DemoStrip network={phone.demoNetwork} />}
          <StoreLoss phone={phone} />
          {phone.withdrawn ? (
            <Banner tone="danger" edge>
              {WORDS.withdrawn}
            </Banner>
          ) : null}
        </>
      ),
      tabs: <Tabs phone={phone} location={location} go={goAway} />,
      right: (
        <>
          {location === ADDRESS.search ? null : (
            <IconButton label="Tìm trên máy này" icon={<IconSearch />} onClick={() => goAway(ADDRESS.search)} />
          )}
          <SyncPill phone={phone} go={goAway} />
        </>
      ),
      rightCompact: <SyncPill phone={phone} go={goAway} compact />,
    }),
    [outer, phone, location, goAway],
  );

  // Only the unlock screen may be shown; the root is on its way there.
  if (lock === 'locked') return null;
  const covered = lock === 'covered';
  return (
    <ShortcutProvider value={covered ? 'none' : shortcutsOn ? 'all' : 'escape'}>
      <ChromeProvider value={chrome}>
        <HoldDuringSession phone={phone} />
        {/* Forms stay mounted below the cover, and out of reach: what was typed is still there afterwards. */}
        <div hidden={covered} inert={covered}>
          {/* A phone's own messages are below its cover, and go with its keys. */}
          <SnackbarProvider closeLabel={WORDS.close}>
            <Shortcuts phone={phone} location={location} go={go} onSheet={() => setSheet(true)} />
            <PhoneRoutes
              phone={phone}
              version={version}
              install={install}
              location={location}
              go={go}
              mayLeave={mayLeave}
              onRemoved={onRemoved}
              onShortcuts={() => setSheet(true)}
            />
            {leaving === undefined ? null : (
              <Dialog
                title="Rời trang này?"
                closeLabel={WORDS.close}
                onClose={() => setLeaving(undefined)}
                actions={
                  <>
                    <Button kind="primary" onClick={() => setLeaving(undefined)}>
                      Ở lại
                    </Button>
                    <Button
                      kind="danger"
                      onClick={() => {
                        setLeaving(undefined);
                        leaving();
                      }}
                    >
                      Rời trang
                    </Button>
                  </>
                }
              >
                Việc đang làm ở đây chưa xong; phần chưa lưu sẽ mất.
              </Dialog>
            )}
            {sheet ? (
              <Suspense fallback={null}>
                <ShortcutSheet
                  isOn={shortcutsOn}
                  onSwitch={(isOn) => {
                    keepShortcuts(isOn);
                    setShortcutsOn(isOn);
                  }}
                  onClose={() => setSheet(false)}
                />
              </Suspense>
            ) : null}
          </SnackbarProvider>
        </div>
        {covered ? <Cover phone={phone} /> : null}
      </ChromeProvider>
    </ShortcutProvider>
  );
}

type ShortcutsProps = {
  readonly phone: Phone;
  readonly location: string;
  readonly go: (address: string) => void;
  readonly onSheet: () => void;
};

/** The keys that work on every screen. A form is left by its own keys, but for the search, which comes back to it. */
function Shortcuts({ phone, location, go, onSheet }: ShortcutsProps) {
  const showSnackbar = useSnackbar();
  const isUnkept = useSource(unkept);
  const isForm = isFormAddress(location) || isUnkept;
  const { search, record, today, visits, sync, more, keepDraft, sheet } = SHORTCUTS;
  // In a form too: otherwise the browser takes the key and sends the name that is typed next to a search engine.
  useShortcut(search.keys, () => isUnkept || go(ADDRESS.search), location !== ADDRESS.search);
  useShortcut(record.keys, () => go(ADDRESS.newVisit), !isForm && mayBegin(phone, 'visit.create'));
  useShortcut(today.keys, () => go(ADDRESS.today), !isForm);
  useShortcut(visits.keys, () => go(ADDRESS.visits), !isForm);
  useShortcut(sync.keys, () => go(ADDRESS.sync), !isForm);
  useShortcut(more.keys, () => go(ADDRESS.more), !isForm);
  useShortcut(sheet.keys, onSheet);
  // Otherwise the browser saves the page, with all the names on it, as a file in clear.
  const sayAllSaved = () => isUnkept || showSnackbar({ text: WORDS.allSaved, durationMs: 5_000 });
  useShortcut(keepDraft.keys, sayAllSaved, !isFormAddress(location));
  return null;
}

/**
 * A session that is being held must not be interrupted by the cover (security.md §4). A component of its own: every
 * save changes the lists, and must not draw all screens anew.
 */
function HoldDuringSession({ phone }: { readonly phone: Phone }) {
  const summary = useSource(phone.summary);
  const { date } = phone.today();
  const held = useMemo(
    () =>
      linesOf(date, summary.newestFirst).some(
        ({ kind, status }) => kind === receptionSession.kind && status === 'in_progress',
      ),
    [summary, date],
  );
  useEffect(() => (held ? phone.lock.hold('session') : undefined), [phone, held]);
  return null;
}

/** The storage of this page is gone: nothing can be written until it is loaded again. */
function StoreLoss({ phone }: { readonly phone: Phone }) {
  const loss = useSource(phone.storeLoss);
  if (loss === undefined) return null;
  const words = { closed: WORDS.storeClosed, evicted: WORDS.storeEvicted, unreadable: WORDS.storeUnreadable }[loss];
  return (
    <div role="alert">
      <Banner tone="danger" edge action={<Button onClick={() => window.location.reload()}>Tải lại trang</Button>}>
        {words}
      </Banner>
    </div>
  );
}

type TabsProps = { readonly phone: Phone; readonly location: string; readonly go: (address: string) => void };

function Tabs({ phone, location, go }: TabsProps) {
  const sync = useSource(phone.sync);
  const update = useSource(updates);
  const { waiting } = sync;
  const attention = needLook(sync);
  const count =
    attention > 0
      ? { value: attention, label: `${formatNumber(attention)} cần xem lại` }
      : waiting > 0
        ? { value: waiting, label: `${formatNumber(waiting)} chưa gửi` }
        : undefined;
  const at = (address: string) => location.startsWith(address);
  return (
    <TabBar
      label="Các phần chính"
      onNavigate={go}
      tabs={[
        { href: ADDRESS.today, label: 'Hôm nay', icon: <IconHome />, current: at(ADDRESS.today) },
        {
          href: ADDRESS.visits,
          label: 'Tiếp dân',
          icon: <IconPeople />,
          current: [ADDRESS.visits, ADDRESS.sessions, ADDRESS.schedule, ADDRESS.register].some(at),
        },
        { href: ADDRESS.sync, label: 'Đồng bộ', icon: <IconSync />, current: at(ADDRESS.sync), count },
        {
          href: ADDRESS.more,
          label: 'Thêm',
          icon: <IconMore />,
          current: at(ADDRESS.more),
          count: update === undefined ? undefined : { value: 1, label: 'Có bản mới' },
        },
      ]}
    />
  );
}
