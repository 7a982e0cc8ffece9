import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { AppFrame } from './app-frame.tsx';
import { Page } from './page.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** What stands around every screen: bars, banners, the state on the right. */
export interface Chrome {
  readonly notice?: ReactNode;
  readonly tabs?: ReactNode;
  readonly right?: ReactNode;
  /** The same, small, for screens without the main places. */
  readonly rightCompact?: ReactNode;
  /** Stands behind the title of each screen in the browser's tab. */
  readonly appName: string;
  readonly backLabel: string;
}

export const ChromeContext = createContext<Chrome>({ appName: '', backLabel: '' });
export const ChromeProvider = ChromeContext.Provider;

export interface ScreenProps {
  readonly title: string;
  /** Before the title in the browser's tab: "Lỗi". */
  readonly titlePrefix?: string | undefined;
  readonly onBack?: (() => void) | undefined;
  readonly float?: ReactNode;
  /** The content scrolls by itself. */
  readonly filled?: boolean;
  /** Without the main places: a form that keeps its room for the keyboard. */
  readonly withoutTabs?: boolean;
  readonly right?: ReactNode;
  readonly children: ReactNode;
}

export interface WaitingScreenProps {
  readonly label: string;
  readonly withoutTabs?: boolean;
}

/**
 * While the code of a screen is on its way: the bars stay where they are, and whoever waits longer than a moment is told.
 * It names no screen and takes no focus, since the one that comes does.
 */
export function WaitingScreen({ label, withoutTabs }: WaitingScreenProps) {
  const chrome = useContext(ChromeContext);
  return (
    <AppFrame
      notice={chrome.notice}
      tabs={withoutTabs ? undefined : chrome.tabs}
      top={<TopBar title="">{withoutTabs ? undefined : chrome.right}</TopBar>}
    >
      <Page>
        <ProgressBar label={label} late />
      </Page>
    </AppFrame>
  );
}

let anyShown = false;

/** One screen: its title in the bar and in the browser's tab, and the focus on it when it opens. */
export function Screen(props: ScreenProps) {
  const { title, titlePrefix, onBack, float, filled, withoutTabs, right, children } = props;
  const chrome = useContext(ChromeContext);
  const titleRef = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const words = titlePrefix === undefined ? title : `${titlePrefix}: ${title}`;
    document.title = words === chrome.appName ? words : `${words} – ${chrome.appName}`;
  }, [title, titlePrefix, chrome.appName]);

  useEffect(() => {
    // The browser itself begins at the top of a page that was just loaded.
    if (!anyShown) {
      anyShown = true;
      return;
    }
    // Not away from what a screen has chosen to focus itself.
    if (document.activeElement === null || document.activeElement === document.body) {
      titleRef.current?.focus({ preventScroll: true });
    }
  }, []);

  return (
    <AppFrame
      notice={chrome.notice}
      tabs={withoutTabs ? undefined : chrome.tabs}
      float={float}
      filled={filled ?? false}
      top={
        <TopBar
          title={title}
          titleRef={titleRef}
          back={onBack ? { label: chrome.backLabel, onPress: onBack } : undefined}
        >
          {right}
          {withoutTabs ? chrome.rightCompact : chrome.right}
        </TopBar>
      }
    >
      {children}
    </AppFrame>
  );
}
